package lucida.kernels.nd4j;

import lucida.core.kernel.Workers;

/** A range of {@code items} items cut into blocks of {@code size}, the last one shorter. */
record Blocks(int items, int size) {
  /** What is done with one block. */
  interface Task {
    /** With the items from, …, from + count − 1. */
    void run(int from, int count);
  }

  /** Blocks of at most {@code cells} cells, or of one item; at least four blocks, if there are as many items. */
  static Blocks of(int items, int cellsOfOne, int cells) {
    return new Blocks(items, Math.clamp(cells / Math.max(1, cellsOfOne), 1, Math.max(1, Math.ceilDiv(items, 4))));
  }

  /** How many blocks there are. */
  int count() { return Math.ceilDiv(items, size); }

  /** How many items block i has. */
  int length(int i) { return Math.min(size, items - i * size); }

  /** Runs the task on each block. */
  void run(Workers workers, Task task) {
    workers.run(count(), i -> task.run(i * size, length(i)));
  }
}
