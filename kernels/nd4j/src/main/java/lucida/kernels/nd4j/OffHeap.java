package lucida.kernels.nd4j;

import lucida.core.Doubles;
import lucida.core.Floats;
import lucida.core.Precision;
import lucida.core.Storage;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An array of ND4J, whose cells lie in native memory until {@link #close} frees it. No extent is 0. */
record OffHeap(INDArray array) implements AutoCloseable {
  /** Holding anything. */
  static OffHeap uninitialized(Precision precision, char order, long... extents) {
    DataType type = precision == Precision.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
    return new OffHeap(Nd4j.createUninitialized(type, extents, order));
  }

  /** So many cells in one row. */
  static OffHeap copyOf(Storage cells, int from, int count) {
    OffHeap copy = uninitialized(cells.precision(), 'c', count);
    copy.put(0, cells, from, count);
    return copy;
  }

  /** Modified: the cells to, to + 1, … are source[from], source[from + 1], …. */
  void put(int to, Storage source, int from, int count) {
    switch (source) {
      case Floats c -> array.data().asNioFloat().put(to, c.array(), from, count);
      case Doubles c -> array.data().asNioDouble().put(to, c.array(), from, count);
    }
  }

  /** target[to], target[to + 1], … become the cells from, from + 1, …. */
  void get(int from, Storage target, int to, int count) {
    switch (target) {
      case Floats c -> array.data().asNioFloat().get(from, c.array(), to, count);
      case Doubles c -> array.data().asNioDouble().get(from, c.array(), to, count);
    }
  }

  /** Frees the cells. */
  @Override
  public void close() { array.close(); }
}
