package lucida.book;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;

/**
 * The cells of a layer that are asked for: all of them, or those of some channels at some positions.
 *
 * @param shape of the layer, [K, h, w]
 * @param channels their numbers from 0, each once; empty for all
 * @param positions i·w + j of row i and column j, each once; empty for all
 */
public record ChosenCells(Shape shape, List<Integer> channels, List<Integer> positions) {
  /** Sorts them, and checks that the layer has them. */
  public ChosenCells {
    if (shape.rank() != 3) throw new IllegalArgumentException("Cells are chosen of a layer [K, h, w], not of " + shape);
    channels = sorted("channel", channels, shape.extent(0));
    positions = sorted("position", positions, shape.extent(1) * shape.extent(2));
  }

  private static List<Integer> sorted(String what, List<Integer> numbers, int n) {
    for (int i : numbers)
      if (i < 0 || i >= n) throw new IllegalArgumentException("There is no " + what + " " + i + ": they are 0 to " + (n - 1));
    return numbers.stream().distinct().sorted().toList();
  }

  /** All cells of a layer. */
  public static ChosenCells all(Shape shape) {
    return new ChosenCells(shape, List.of(), List.of());
  }

  /** Whether none is left out. */
  public boolean areAll() { return count() == shape.size(); }

  /** How many they are. */
  public int count() { return cells().length; }

  /** Their numbers, counted row-major. */
  public int[] cells() {
    int Z = shape.extent(1) * shape.extent(2);
    return numbers(channels, shape.extent(0)).flatMap(k -> numbers(positions, Z).map(ij -> k * Z + ij)).toArray();
  }

  private static IntStream numbers(List<Integer> some, int all) {
    return some.isEmpty() ? IntStream.range(0, all) : some.stream().mapToInt(i -> i);
  }

  /** Their values among those of the layer, [cells]. */
  Tensor of(Tensor all) {
    int[] cells = cells();
    return Tensor.filled(Shape.of(cells.length), all.precision(), r -> all.cell(cells[r]));
  }

  /** Values of these, [cells], at their places, [K, h, w], with another value at all others. */
  Tensor placed(Tensor values, double elsewhere) {
    if (areAll()) return values.reshape(shape);
    Storage all = values.precision().allocate(shape.size());
    for (int e = 0; e < shape.size(); e++) all.set(e, elsewhere);
    int[] cells = cells();
    for (int r = 0; r < cells.length; r++) all.set(cells[r], values.cell(r));
    return Tensor.of(shape, all);
  }

  /** A tensor of the layer with another value at all cells that are not asked for. */
  Tensor only(Tensor all, double elsewhere) {
    return areAll() ? all : placed(of(all), elsewhere);
  }

  /** "channels 3, 17, 40-47 at positions (4, 5), (6, 2)". */
  @Override
  public String toString() {
    String which = channels.isEmpty() ? "all channels" : (channels.size() == 1 ? "channel " : "channels ") + ranges();
    int w = shape.extent(2);
    String where = positions.stream().map(ij -> "(%d, %d)".formatted(ij / w, ij % w)).collect(Collectors.joining(", "));
    return which
        + (positions.isEmpty() ? " at all positions" : (positions.size() == 1 ? " at position " : " at positions ") + where);
  }

  /** "3, 17, 40-47": three or more that follow each other are a range. */
  private String ranges() {
    List<String> texts = new ArrayList<>();
    for (int from = 0, to; from < channels.size(); from = to) {
      for (to = from + 1; to < channels.size() && channels.get(to) == channels.get(from) + to - from;) to++;
      if (to - from > 2) texts.add(channels.get(from) + "-" + channels.get(to - 1));
      else channels.subList(from, to).forEach(k -> texts.add(String.valueOf(k)));
    }
    return String.join(", ", texts);
  }
}
