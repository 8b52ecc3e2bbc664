package lucida.core;

import java.util.StringJoiner;
import java.util.stream.IntStream;

/** A tensor as NumPy prints an array: {@code str(a)} of NumPy 2.3 and later under its standard options. */
record TensorText(Tensor tensor, boolean summarised, CellText cells) {
  private static final int WIDTH = 75;
  private static final int LARGEST_WHOLE = 1000;
  private static final int EDGE = 3;
  private static final int GAP = -1;

  static String of(Tensor tensor) {
    if (tensor.shape().rank() == 0) return CellText.scalar(tensor.precision(), tensor.item());
    if (tensor.size() == 0) return "[]";
    boolean summarised = tensor.size() > LARGEST_WHOLE;
    double[] shown = shownCells(tensor.shape(), summarised, 0, 0).mapToDouble(tensor::cell).toArray();
    return new TensorText(tensor, summarised, CellText.of(tensor.precision(), shown)).brackets(0, 0);
  }

  private static IntStream shownCells(Shape shape, boolean summarised, int axis, int prefix) {
    if (axis == shape.rank()) return IntStream.of(prefix);
    int extent = shape.extent(axis);
    return shownIndices(extent, summarised).filter(i -> i != GAP)
        .flatMap(i -> shownCells(shape, summarised, axis + 1, prefix * extent + i));
  }

  private static IntStream shownIndices(int extent, boolean summarised) {
    if (!summarised || extent <= 2 * EDGE) return IntStream.range(0, extent);
    IntStream head = IntStream.concat(IntStream.range(0, EDGE), IntStream.of(GAP));
    return IntStream.concat(head, IntStream.range(extent - EDGE, extent));
  }

  /** The part whose first indices are {@code prefix}, counted row-major over the axes before this one. */
  private String brackets(int axis, int prefix) {
    return "[" + (axis == tensor.shape().rank() - 1 ? row(prefix) : parts(axis, prefix)) + "]";
  }

  private String parts(int axis, int prefix) {
    int extent = tensor.shape().extent(axis);
    StringJoiner parts = new StringJoiner("\n".repeat(tensor.shape().rank() - 1 - axis) + indent(axis));
    shownIndices(extent, summarised).forEach(i -> parts.add(i == GAP ? "..." : brackets(axis + 1, prefix * extent + i)));
    return parts.toString();
  }

  private String row(int prefix) {
    int rank = tensor.shape().rank();
    int extent = tensor.shape().extent(rank - 1);
    String indent = indent(rank - 1);
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    shownIndices(extent, summarised).forEach(i -> {
      String word = i == GAP ? "..." : cells.text(tensor.cell(prefix * extent + i));
      if (line.length() > indent.length()) line.append(' ');
      if (line.length() + word.length() > WIDTH - rank && line.length() > indent.length()) {
        text.append(line.toString().stripTrailing()).append('\n');
        line.replace(0, line.length(), indent);
      }
      line.append(word);
    });
    return text.append(line).substring(indent.length());
  }

  private static String indent(int axis) { return " ".repeat(axis + 1); }
}
