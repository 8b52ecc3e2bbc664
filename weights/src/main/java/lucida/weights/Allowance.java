package lucida.weights;

/**
 * How much memory reading one file may take: 8 bytes for each byte of the file (integers of 8 bits become float64) and 64 MiB
 * more. It is asked before anything is allocated, so that a forged size costs a sentence and not the heap.
 */
final class Allowance {
  private static final long SPARE = 64L << 20;

  private final long fileSize;
  private final long limit;
  private long taken;

  Allowance(long fileSize) {
    this.fileSize = fileSize;
    this.limit = Math.addExact(Math.multiplyExact(8, fileSize), SPARE);
  }

  /** Takes memory for so many cells; what says for what, in the words of a sentence. */
  void take(long cells, int bytesEach, String what) {
    if (cells < 0 || cells > (limit - taken) / bytesEach)
      throw new WeightsException(what + " would take " + cells + " · " + bytesEach + " bytes, and a file of " + fileSize
          + " bytes may take " + limit + " in all, of which " + taken + " are taken");
    taken += cells * bytesEach;
    if (taken > Runtime.getRuntime().maxMemory())
      throw new WeightsException("the tensors take more than " + taken + " bytes, and this JVM may use "
          + Runtime.getRuntime().maxMemory() + ": start it with a larger -Xmx");
  }
}
