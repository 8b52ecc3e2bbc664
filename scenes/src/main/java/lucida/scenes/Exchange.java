package lucida.scenes;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Mark;
import lucida.scenes.motif.Motif;

/**
 * A part of a figure exchanged for a part of another, as large, but at most half as long as the figure, in its place and in front.
 *
 * @param part of the figure, as a bit
 * @param other of the other figure, as a bit
 */
record Exchange(int part, int other) {
  /** One of the long parts of a figure, at least half as long as its longest, for the part of which most is seen of another. */
  static Exchange drawn(Motif motif, List<Mark> figure, Motif another, List<Mark> from, Chance chance) {
    List<Integer> parts = parts(motif, figure);
    double longest = parts.stream().mapToDouble(p -> length(figure, p)).max().orElseThrow();
    return new Exchange(chance.oneOf(parts.stream().filter(p -> length(figure, p) >= longest / 2).toList()),
        parts(another, from).stream().max(Comparator.comparingInt(p -> Sight.of(from, mark -> (mark.parts() & p) != 0)))
            .orElseThrow());
  }

  private static List<Integer> parts(Motif motif, List<Mark> figure) {
    return IntStream.range(0, motif.parts().size()).mapToObj(p -> 1 << p).filter(p -> !marks(figure, p).isEmpty()).toList();
  }

  private static List<Mark> marks(List<Mark> figure, int part) {
    return figure.stream().filter(mark -> (mark.parts() & part) != 0).toList();
  }

  private static double length(List<Mark> figure, int part) {
    return Extent.of(marks(figure, part)).length();
  }

  /** The figure with the other's part. */
  List<Mark> of(List<Mark> figure, List<Mark> from) {
    List<Mark> come = marks(from, other);
    Extent gone = Extent.of(marks(figure, part));
    Affine fit = fit(Extent.of(come), gone, Math.min(gone.length(), Extent.of(figure).length() / 2));
    return Stream.concat(figure.stream().filter(mark -> (mark.parts() & part) == 0), come.stream().map(mark -> mark.moved(fit)))
        .toList();
  }

  /** From middle to middle, to a longer side of this length. */
  private static Affine fit(Extent from, Extent to, double length) {
    double scale = length / from.length();
    return Affine.move(to.middleX(), to.middleY()).after(Affine.scale(scale, scale))
        .after(Affine.move(-from.middleX(), -from.middleY()));
  }
}
