package lucida.benchmarks.peers;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.benchmarks.FmaPeak;

/**
 * What the machine can do at a moment, on a number of threads at once.
 *
 * @param flops float32 operations a second by fused multiply-adds on registers alone
 * @param bytes bytes a second read from memory, in a row
 */
public record MachineLimits(double flops, double bytes) {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final long NANOS = 200_000_000;
  /** Until the compiler is done. */
  private static final int TURNS = 8;
  /** Per thread: more than the caches hold. */
  private static final int CELLS = 1 << 25;
  private static final int PIECE = 1 << 14;
  /** Calls of the multiplication between two looks at the clock: one takes microseconds. */
  private static final int TOGETHER = 64;

  /** Of two measurements, which other work may have disturbed, the larger values. */
  MachineLimits most(MachineLimits other) {
    return new MachineLimits(Math.max(flops, other.flops), Math.max(bytes, other.bytes));
  }

  /** Prints the limits; its argument is the number of threads. */
  public static void main(String[] args) throws Exception {
    MachineLimits limits = measured(Integer.parseInt(args[0]));
    System.out.println(PeerProcess.RESULT + limits.flops + " " + limits.bytes);
  }

  private static MachineLimits measured(int threads) throws InterruptedException, ExecutionException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      double flop = TOGETHER * new FmaPeak().count("float32", Map.of()).operations();
      FmaPeak[] peaks = Stream.generate(FmaPeak::new).limit(threads).toArray(FmaPeak[]::new);
      float[][] cells = IntStream.range(0, threads).mapToObj(_ -> new float[CELLS]).toArray(float[][]::new);
      LongSupplier[] multiplying = Stream.of(peaks).map(p -> (LongSupplier) () -> multiplied(p))
          .toArray(LongSupplier[]::new);
      LongSupplier[] reading = Stream.of(cells).map(x -> (LongSupplier) () -> sum(x)).toArray(LongSupplier[]::new);
      return new MachineLimits(flop * best(pool, multiplying), (double) Float.BYTES * CELLS * best(pool, reading));
    }
  }

  private static double best(ExecutorService pool, LongSupplier[] work) throws InterruptedException, ExecutionException {
    double best = 0;
    for (int turn = 0; turn < TURNS; turn++) best = Math.max(best, rate(pool, work));
    return best;
  }

  /** Calls a second, of all threads together. */
  private static double rate(ExecutorService pool, LongSupplier[] work) throws InterruptedException, ExecutionException {
    double rate = 0;
    for (Future<Double> one : Stream.of(work).map(w -> pool.submit(() -> rate(w))).toList()) rate += one.get();
    return rate;
  }

  private static double rate(LongSupplier work) {
    long begin = System.nanoTime(), used = 0, calls = 0;
    for (; System.nanoTime() - begin < NANOS; calls++) used += work.getAsLong();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return used == 42 ? Math.nextUp(calls / seconds) : calls / seconds; // so that no result is left out
  }

  private static long multiplied(FmaPeak peak) {
    long bits = 0;
    for (int call = 0; call < TOGETHER; call++) bits += Float.floatToIntBits(peak.float32());
    return bits;
  }

  private static long sum(float[] x) {
    long bits = 0;
    for (int from = 0; from < x.length; from += PIECE) bits += sum(x, from);
    return bits;
  }

  private static int sum(float[] x, int from) {
    FloatVector a = FloatVector.zero(SPECIES), b = a, c = a, d = a;
    int n = SPECIES.length();
    for (int i = from; i < from + PIECE; i += 4 * n) {
      a = a.add(FloatVector.fromArray(SPECIES, x, i));
      b = b.add(FloatVector.fromArray(SPECIES, x, i + n));
      c = c.add(FloatVector.fromArray(SPECIES, x, i + 2 * n));
      d = d.add(FloatVector.fromArray(SPECIES, x, i + 3 * n));
    }
    return Float.floatToIntBits(a.add(b).add(c.add(d)).lane(0));
  }
}
