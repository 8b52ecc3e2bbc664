package lucida.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays that runs of programs have done with, by their length, for the next runs of any program of a plan: what many programs need is as much as the largest of them needs. Beyond a
 * number of bytes all are let go, so that lengths that nothing asks for any more do not stay. Threads may share it.
 */
final class SpareArrays {
  private final long most;
  private final Map<Integer, Deque<float[]>> byLength = new HashMap<>();
  private long bytes;

  /** Keeps up to this many bytes. */
  SpareArrays(long most) { this.most = most; }

  /** Arrays of these lengths, with any numbers in them. */
  float[][] take(List<Integer> lengths) {
    float[][] taken = new float[lengths.size()][];
    synchronized (this) {
      for (int i = 0; i < taken.length; i++) {
        Deque<float[]> spare = byLength.getOrDefault(lengths.get(i), new ArrayDeque<>(0));
        if (spare.isEmpty()) continue;
        taken[i] = spare.pop();
        bytes -= bytes(taken[i]);
      }
    }
    for (int i = 0; i < taken.length; i++) if (taken[i] == null) taken[i] = new float[lengths.get(i)];
    return taken;
  }

  /** Takes arrays back. */
  synchronized void give(float[]... arrays) {
    for (float[] array : arrays) {
      if (bytes + bytes(array) > most) {
        byLength.clear();
        bytes = 0;
      }
      if (bytes(array) > most) continue;
      byLength.computeIfAbsent(array.length, _ -> new ArrayDeque<>()).push(array);
      bytes += bytes(array);
    }
  }

  /** The bytes of what is kept. */
  synchronized long bytes() { return bytes; }

  private static long bytes(float... array) { return (long) Float.BYTES * array.length; }
}
