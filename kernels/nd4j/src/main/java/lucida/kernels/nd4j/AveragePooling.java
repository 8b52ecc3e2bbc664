package lucida.kernels.nd4j;

import java.util.Optional;
import java.util.stream.IntStream;
import lucida.core.Storage;
import lucida.core.kernel.Taps;
import lucida.core.kernel.Workers;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The resampling that ND4J can do as defined: the average of windows of one size, a stride apart, without padding. */
record AveragePooling(Taps rows, Taps columns) {
  private static final int CELLS = 1 << 15;

  /** These taps as average pooling, if they are that. */
  static Optional<AveragePooling> of(Taps rows, Taps columns) {
    return isAverage(rows) && isAverage(columns) ? Optional.of(new AveragePooling(rows, columns)) : Optional.empty();
  }

  private static boolean isAverage(Taps taps) {
    if (taps.results() == 0 || taps.count(0) == 0 || stride(taps) < 1) return false;
    int size = taps.count(0);
    return (taps.extent() - size) / stride(taps) + 1 == taps.results() && IntStream.range(0, taps.results()).allMatch(
        i -> taps.first(i) == i * stride(taps) && taps.count(i) == size
            && IntStream.range(0, size).allMatch(t -> taps.weight(i, t) == 1.0 / size));
  }

  private static int stride(Taps taps) { return taps.results() == 1 ? taps.extent() : taps.first(1); }

  /** y. */
  void forward(Workers workers, int planes, Storage x, Storage y) {
    inBlocks(workers, planes, (from, count) -> {
      try (OffHeap a = picture(x, from, count, rows.extent(), columns.extent());
          OffHeap b = OffHeap.uninitialized(y.precision(), 'c', count, 1, rows.results(), columns.results())) {
        Nd4j.exec(DynamicCustomOp.builder("avgpool2d").addInputs(a.array()).addOutputs(b.array()).addIntegerArguments(sizes())
            .build());
        b.get(0, y, from * outputs(), count * outputs());
      }
    });
  }

  /** x. */
  void adjoint(Workers workers, int planes, Storage y, Storage x) {
    inBlocks(workers, planes, (from, count) -> {
      try (OffHeap b = picture(y, from, count, rows.results(), columns.results());
          OffHeap any = picture(x, from, count, rows.extent(), columns.extent());
          OffHeap a = OffHeap.uninitialized(x.precision(), 'c', count, 1, rows.extent(), columns.extent())) {
        Nd4j.exec(DynamicCustomOp.builder("avgpool2d_bp").addInputs(any.array(), b.array()).addOutputs(a.array())
            .addIntegerArguments(sizes()).build());
        a.get(0, x, from * inputs(), count * inputs());
      }
    });
  }

  private void inBlocks(Workers workers, int planes, Blocks.Task task) {
    Blocks.of(planes, inputs(), CELLS).run(workers, task);
  }

  private static OffHeap picture(Storage cells, int plane, int planes, int height, int width) {
    OffHeap picture = OffHeap.uninitialized(cells.precision(), 'c', planes, 1, height, width);
    picture.put(0, cells, plane * height * width, planes * height * width);
    return picture;
  }

  private int inputs() { return rows.extent() * columns.extent(); }

  private int outputs() { return rows.results() * columns.results(); }

  /** Window, stride, padding, dilation, "same" padding, padding counts, channels last. */
  private int[] sizes() {
    return new int[]{rows.count(0), columns.count(0), stride(rows), stride(columns), 0, 0, 1, 1, 0, 0, 0};
  }
}
