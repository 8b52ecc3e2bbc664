package lucida.cli;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lucida.core.Shape;
import lucida.pictures.ChannelOrder;
import lucida.pictures.Filter;
import lucida.pictures.Geometry;
import lucida.pictures.Preprocessing;
import picocli.CommandLine.Option;

/** What is done to pictures before the network sees them: a preset, and what of it is changed. */
final class PreprocessingOptions {
  /** The names of the options. */
  static final List<String> NAMES = List.of("--preprocess", "--resize", "--crop", "--channels-order", "--scale", "--mean", "--std");

  @Option(names = "--preprocess", paramLabel = "PRESET", description = "Prepare pictures by a preset: torchvision, torchvision-bicubic, caffe, keras, cifar, scenes, grey (for one channel) or none (samples / 255, not resized). Default: the usual one of the network, which is a guess for ONNX and Keras files. The next options change parts of it.")
  private Optional<String> preset = Optional.empty();

  @Option(names = "--resize", paramLabel = "N|HxW[,FILTER]", description = "Resize the short side to N, or the whole picture to H×W; by nearest, box, bilinear or bicubic.")
  private Optional<String> resize = Optional.empty();

  @Option(names = "--crop", paramLabel = "N|HxW", description = "Keep the middle N×N or H×W of the resized picture. Default after --resize N: the network's input size.")
  private Optional<String> crop = Optional.empty();

  @Option(names = "--channels-order", paramLabel = "rgb|bgr", description = "The order of the colour channels.")
  private Optional<String> order = Optional.empty();

  @Option(names = "--scale", paramLabel = "RANGE", description = "Scale samples to 0..1, 0..255 or -1..1 before mean and std. Drops the mean and std of the preset.")
  private Optional<String> scale = Optional.empty();

  @Option(names = "--mean", paramLabel = "M", split = ",", description = "Subtract this mean: one number for all channels, or one per channel, comma-separated.")
  private List<Double> mean = List.of();

  @Option(names = "--std", paramLabel = "S", split = ",", description = "Divide by this standard deviation, after --mean: one number, or one per channel.")
  private List<Double> std = List.of();

  /** Whether anything is asked for beside a preset. */
  boolean changesPreset() {
    return resize.isPresent() || crop.isPresent() || order.isPresent() || scale.isPresent() || !mean.isEmpty() || !std.isEmpty();
  }

  /** Whether a preset is named. */
  boolean isNamed() { return preset.isPresent(); }

  /** The options that were given and that do nothing to an array, which is neither resized nor cropped; the others say how its values are shown and checked. */
  List<String> geometry() {
    return Stream.of(resize.map(_ -> "--resize"), crop.map(_ -> "--crop")).flatMap(Optional::stream).toList();
  }

  /**
   * The preset and its changes, for pictures [C, H, W].
   *
   * @param usual what is taken if none is named, where the network has 3 channels
   */
  Preprocessing of(Supplier<Preprocessing> usual, Shape picture) {
    int channels = picture.extent(0);
    Preprocessing start = preset.map(Preprocessing::named)
        .orElseGet(() -> channels == 3 ? usual.get() : Preprocessing.GREY).forChannels(channels);
    return scaled(order.map(name -> ordered(start, name)).orElse(start))
        .with(geometry(start.geometry().fitting(picture.extent(2), picture.extent(1)), picture));
  }

  private Preprocessing ordered(Preprocessing of, String name) {
    ChannelOrder wanted = switch (name.toLowerCase(Locale.ROOT)) {
      case "rgb" -> ChannelOrder.RGB;
      case "bgr" -> ChannelOrder.BGR;
      default -> throw new IllegalArgumentException("--channels-order " + name + ": there are rgb and bgr");
    };
    if (of.mean().size() != 3)
      throw new IllegalArgumentException("--channels-order " + name + ": the network expects " + of.mean().size()
          + " channels, and only 3 have an order of colours");
    if (of.order() == wanted) return of;
    return new Preprocessing(changed(of), of.geometry(), wanted, of.divisor(), of.mean().reversed(), of.deviation().reversed());
  }

  /** x = (sample / divisor − shift − mean) / std: the shift is 1 where samples become −1..1, and is added to the means. */
  private Preprocessing scaled(Preprocessing of) {
    if (scale.isEmpty() && mean.isEmpty() && std.isEmpty()) return of;
    int channels = of.mean().size();
    Range range = scale.map(PreprocessingOptions::range).orElse(new Range(of.divisor(), 0));
    List<Double> usualMean = scale.isEmpty() ? of.mean() : Collections.nCopies(channels, range.shift);
    List<Double> usualStd = scale.isEmpty() ? of.deviation() : Collections.nCopies(channels, 1.0);
    for (double m : mean)
      if (!(m >= range.least() && m <= range.greatest()))
        throw new IllegalArgumentException("--mean " + m + " lies outside the samples' range of " + range.least() + " to "
            + range.greatest() + "; --scale says what the range is");
    for (double s : std)
      if (!(s > 0 && Double.isFinite(s))) throw new IllegalArgumentException("--std " + s + ": a deviation is positive");
    return new Preprocessing(changed(of), of.geometry(), of.order(), range.divisor,
        mean.isEmpty() ? usualMean : each("--mean", mean, channels).stream().map(m -> m + range.shift).toList(),
        std.isEmpty() ? usualStd : each("--std", std, channels));
  }

  private record Range(double divisor, double shift) {
    double least() { return 0 - shift; }

    double greatest() { return 255 / divisor - shift; }
  }

  private static Range range(String text) {
    return switch (text.replace('−', '-').replace("…", "..")) {
      case "0..1" -> new Range(255, 0);
      case "0..255" -> new Range(1, 0);
      case "-1..1" -> new Range(127.5, 1);
      default -> throw new IllegalArgumentException("--scale " + text + ": there are 0..1, 0..255 and -1..1");
    };
  }

  private static List<Double> each(String option, List<Double> values, int channels) {
    if (values.size() == channels) return values;
    if (values.size() == 1) return Collections.nCopies(channels, values.getFirst());
    throw new IllegalArgumentException(
        option + " has " + values.size() + " numbers, and the network has " + channels + " channels");
  }

  private static String changed(Preprocessing of) { return of.name().endsWith(", changed") ? of.name() : of.name() + ", changed"; }

  /** The preset's geometry, or that of the options; the crop defaults to the network's size. */
  private Geometry geometry(Geometry usual, Shape picture) {
    Optional<int[]> kept = crop.map(text -> extents("--crop", text));
    if (resize.isEmpty()) return kept.map(hw -> cropped(usual, hw)).orElse(usual);
    String[] parts = resize.get().split(",", 2);
    Filter filter = parts.length == 2 ? filter(parts[1]) : filter(usual);
    int[] to = extents("--resize", parts[0]);
    if (parts[0].matches("\\d+")) {
      int[] hw = kept.orElse(new int[]{picture.extent(1), picture.extent(2)});
      return new Geometry.ShortSide(to[0], hw[1], hw[0], filter);
    }
    Geometry stretched = new Geometry.Stretch(to[1], to[0], filter);
    return kept.<Geometry>map(hw -> new Geometry.Middle(stretched, hw[1], hw[0])).orElse(stretched);
  }

  private static Geometry cropped(Geometry usual, int[] hw) {
    return switch (usual) {
      case Geometry.ShortSide(int side, int _, int _, Filter filter) -> new Geometry.ShortSide(side, hw[1], hw[0], filter);
      case Geometry.Stretch _, Geometry.AsIs _, Geometry.Middle _ -> new Geometry.Middle(usual, hw[1], hw[0]);
    };
  }

  private static Filter filter(Geometry usual) {
    return switch (usual) {
      case Geometry.ShortSide s -> s.filter();
      case Geometry.Stretch s -> s.filter();
      case Geometry.Middle m -> filter(m.of());
      case Geometry.AsIs _ -> Filter.BILINEAR;
    };
  }

  private static Filter filter(String name) {
    return Arrays.stream(Filter.values()).filter(f -> f.name().toLowerCase(Locale.ROOT).equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("--resize: there is no filter '" + name
            + "'; there are nearest, box, bilinear and bicubic"));
  }

  /** "224" as 224×224, "224x160" as height and width. */
  private static int[] extents(String option, String text) {
    if (!text.matches("[1-9]\\d{0,4}([x×][1-9]\\d{0,4})?"))
      throw new IllegalArgumentException(
          option + " " + text + ": wanted is a number of pixels as 224, or height and width as 224x160");
    int[] parts = Arrays.stream(text.split("[x×]", -1)).mapToInt(Integer::parseInt).toArray();
    return new int[]{parts[0], parts[parts.length - 1]};
  }
}
