package lucida.weights.io;

import lucida.weights.WeightsException;

/**
 * How much memory and work the import of one file may take, counted over all its parts: 8 bytes for each byte of the file (integers of 8 bits
 * become float64) and 64 MiB more; 64 operations for each byte and 2²⁸ more, which is less than a second. It is asked before anything is
 * allocated or computed, so that a forged size costs a sentence and neither the heap nor the day.
 */
public final class ImportBudget {
  private static final long SPARE = 64L << 20;
  private static final long SPARE_WORK = 1L << 28;
  private static final int WORK_EACH = 64;

  private long fileSize;
  private long taken;
  private long worked;

  /** For a file of this many bytes. */
  public ImportBudget(long fileSize) {
    this.fileSize = fileSize;
  }

  /** Allows for a file beside the first, which is read with it. */
  public void extend(long bytes) {
    fileSize = Math.addExact(fileSize, bytes);
  }

  /**
   * Takes memory for cells.
   *
   * @param what it is for, as the subject of a sentence
   * @throws WeightsException if it is more than is left, or than this JVM has
   */
  public void take(long cells, int bytesEach, String what) {
    long limit = Math.addExact(Math.multiplyExact(8, fileSize), SPARE);
    if (cells < 0 || cells > (limit - taken) / bytesEach)
      throw new WeightsException(what + " would take " + cells + " · " + bytesEach + " bytes, and a file of " + fileSize
          + " bytes may take " + limit + " in all, of which " + taken + " are taken");
    taken += cells * bytesEach;
    if (taken > Runtime.getRuntime().maxMemory())
      throw new WeightsException("the tensors take more than " + taken + " bytes, and this JVM may use "
          + Runtime.getRuntime().maxMemory() + ": start it with a larger -Xmx");
  }

  /**
   * Counts operations on numbers that are computed at import.
   *
   * @param what computes them, as the subject of a sentence
   * @throws WeightsException if there are more than are left
   */
  public void work(long operations, String what) {
    long limit = Math.addExact(Math.multiplyExact(WORK_EACH, fileSize), SPARE_WORK);
    if (operations < 0 || operations > limit - worked)
      throw new WeightsException(what + " would take " + operations + " operations at import, and a file of " + fileSize
          + " bytes may take " + limit + " in all, of which " + worked + " are taken");
    worked += operations;
  }
}
