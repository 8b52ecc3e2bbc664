package lucida.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.cam.Probe;
import lucida.core.Shape;
import lucida.layers.Network;
import lucida.layers.score.RegionMean;
import lucida.layers.score.Segmentation;
import lucida.pictures.Framing;
import lucida.pictures.Picture;
import lucida.pictures.PictureException;
import lucida.pictures.Region;
import picocli.CommandLine.Option;

/** Over which positions the scores are averaged of a network that has one for each class at each position. */
final class RegionOption {
  private static final String WHOLE = "whole";
  private static final String PREDICTED = "predicted";
  private static final String NUMBER = "\\s*\\d{1,7}(\\.\\d{1,6})?\\s*";

  @Option(names = "--region", paramLabel = "REGION", description = "For networks that score every position: the positions whose mean score is explained. whole: all; predicted: those where the network finds the class; X0,Y0,X1,Y1: those in a box, MASK.png: those that are not black, both in pixels of the picture. Default: whole.")
  private Optional<String> region = Optional.empty();

  /** What is explained of a network that scores every position, for people. */
  Optional<String> text(Network network) {
    return Segmentation.of(network).map(_ -> region.orElse(WHOLE + " (the default; --region names another)"));
  }

  /** Checks what does not depend on a picture. */
  void check(Network network) {
    if (region.isEmpty()) return;
    String text = region.get();
    if (Segmentation.of(network).isEmpty())
      throw new IllegalArgumentException("--region " + text + " is for networks that score every position; " + network.name()
          + " gives " + network.shapes().lastEntry().getValue() + " for a picture");
    if (!text.equals(WHOLE) && !text.equals(PREDICTED) && !isBox() && !Files.isRegularFile(Path.of(text)))
      throw new IllegalArgumentException("--region " + text
          + " is neither whole, predicted, a box X0,Y0,X1,Y1 in pixels of the picture, nor the file of a mask");
    if (isBox() && !(ends()[0] < ends()[2] && ends()[1] < ends()[3]))
      throw new IllegalArgumentException(
          "--region " + text + ": a box is X0,Y0,X1,Y1 with X0 less than X1, and Y0 less than Y1");
  }

  /** Whether it is not the same for all pictures of a network: another than all positions. */
  boolean isOfPicture() {
    return region.filter(text -> !text.equals(WHOLE)).isPresent();
  }

  /** The file of the mask, if one is named. */
  Stream<Path> files() {
    return region.filter(text -> isOfPicture() && !text.equals(PREDICTED) && !isBox()).map(Path::of).stream();
  }

  private boolean isBox() {
    return region.filter(text -> text.matches(NUMBER + "(," + NUMBER + "){3}")).isPresent();
  }

  /** The network with the mean over the region of this picture behind it, if it is another than for all pictures. */
  Optional<Network> network(Probe probe, Optional<Framing> framing) {
    if (!isOfPicture()) return Optional.empty();
    Network whole = probe.subject().model().network();
    Segmentation scored = Segmentation.of(whole).orElseThrow();
    return Optional.of(scored.over(regions(probe, scored.network().output(), framing)));
  }

  private RegionMean regions(Probe probe, String map, Optional<Framing> framing) {
    if (region.orElseThrow().equals(PREDICTED))
      return Segmentation.predicted(probe.fromPicture(List.of(probe.cut().forward().value(map))).getFirst());
    Shape positions = probe.cut().forward().value(map).shape().without(0, 1);
    Shape x = probe.picture().shape();
    int width = framing.map(Framing::width).orElseGet(() -> x.extent(2));
    int height = framing.map(Framing::height).orElseGet(() -> x.extent(1));
    Region seen = framing.map(Framing::region).orElseGet(() -> new Region(0, 0, width, height));
    return new RegionMean(List.of(cells(seen, positions, isBox() ? box() : mask(width, height))));
  }

  /** The positions whose centres lie in the region, where the network sees a part of the picture of the file. */
  private List<Integer> cells(Region seen, Shape positions, BiPredicate<Double, Double> inside) {
    int h = positions.extent(0), w = positions.extent(1);
    double each = seen.width() / w, high = seen.height() / h;
    List<Integer> cells = IntStream.range(0, h * w).filter(cell -> {
      int row = cell / w, column = cell % w;
      return inside.test(seen.x() + (column + 0.5) * each, seen.y() + (row + 0.5) * high);
    }).boxed().toList();
    if (cells.isEmpty())
      throw new IllegalArgumentException("--region " + region.orElseThrow() + " holds the middle of none of the " + h + "×" + w
          + " positions of the network's scores, which are " + Math.round(each) + "×" + Math.round(high)
          + " pixels each");
    return cells;
  }

  private double[] ends() {
    return Arrays.stream(region.orElseThrow().split(",", -1)).mapToDouble(text -> Double.parseDouble(text.strip())).toArray();
  }

  private BiPredicate<Double, Double> box() {
    double[] ends = ends();
    return (x, y) -> x >= ends[0] && x < ends[2] && y >= ends[1] && y < ends[3];
  }

  private BiPredicate<Double, Double> mask(int width, int height) {
    Path file = Path.of(region.orElseThrow());
    Picture mask = read(file);
    if (mask.width() != width || mask.height() != height)
      throw new IllegalArgumentException(
          "--region " + file + " is a mask of " + mask + " pixels, and its picture has " + width + "×" + height);
    return (x, y) -> mask.rgb((int) Math.clamp(x, 0, width - 1.0), (int) Math.clamp(y, 0, height - 1.0)) != 0;
  }

  private static Picture read(Path file) {
    try {
      return Picture.read(file);
    } catch (PictureException e) {
      throw new IllegalArgumentException("--region: " + e.getMessage(), e);
    }
  }

  /**
   * Whether a class has positions of its own in the picture.
   *
   * @param network that of the picture
   */
  boolean isFound(Network network, int c) {
    return !region.equals(Optional.of(PREDICTED)) || network.nodes().stream().map(Network.Node::layer)
        .filter(RegionMean.class::isInstance).allMatch(mean -> ((RegionMean) mean).hasRegion(c));
  }
}
