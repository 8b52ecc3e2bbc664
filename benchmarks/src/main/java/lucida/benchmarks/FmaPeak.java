package lucida.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The machine's peak: fused multiply-adds on registers alone, on all processors at once. Twelve independent sums hide the latency of
 * any processor with two units of at most six cycles. Each is the addend, whose register gets the result: with a sum as a factor the addend
 * is copied each time, and the rate was a sixth lower.
 */
@State(Scope.Thread)
@Threads(Threads.MAX)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measures("the machine's peak: fused multiply-adds on registers alone, on all processors")
public class FmaPeak implements Counted {
  private static final int TURNS = 512;
  private static final int SUMS = 12;

  /** One factor in each iteration; read at run time, so that the compiler cannot fold the loop. */
  public double factor = 0.999;

  /** The other. */
  public double small = 0.001;

  /** In float32. */
  @Benchmark
  public float float32() {
    FloatVector a = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, (float) factor);
    FloatVector b = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, (float) small);
    FloatVector c0 = a, c1 = b, c2 = a, c3 = b, c4 = a, c5 = b, c6 = a, c7 = b, c8 = a, c9 = b, c10 = a, c11 = b;
    for (int i = 0; i < TURNS; i++) {
      c0 = a.fma(b, c0);
      c1 = a.fma(b, c1);
      c2 = a.fma(b, c2);
      c3 = a.fma(b, c3);
      c4 = a.fma(b, c4);
      c5 = a.fma(b, c5);
      c6 = a.fma(b, c6);
      c7 = a.fma(b, c7);
      c8 = a.fma(b, c8);
      c9 = a.fma(b, c9);
      c10 = a.fma(b, c10);
      c11 = a.fma(b, c11);
    }
    return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11)
        .reduceLanes(VectorOperators.ADD);
  }

  /** In float64. */
  @Benchmark
  public double float64() {
    DoubleVector a = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, factor);
    DoubleVector b = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, small);
    DoubleVector c0 = a, c1 = b, c2 = a, c3 = b, c4 = a, c5 = b, c6 = a, c7 = b, c8 = a, c9 = b, c10 = a, c11 = b;
    for (int i = 0; i < TURNS; i++) {
      c0 = a.fma(b, c0);
      c1 = a.fma(b, c1);
      c2 = a.fma(b, c2);
      c3 = a.fma(b, c3);
      c4 = a.fma(b, c4);
      c5 = a.fma(b, c5);
      c6 = a.fma(b, c6);
      c7 = a.fma(b, c7);
      c8 = a.fma(b, c8);
      c9 = a.fma(b, c9);
      c10 = a.fma(b, c10);
      c11 = a.fma(b, c11);
    }
    return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11)
        .reduceLanes(VectorOperators.ADD);
  }

  @Override
  public WorkPerCall count(String method, Map<String, String> parameters) {
    int lanes = method.equals("float32") ? FloatVector.SPECIES_PREFERRED.length() : DoubleVector.SPECIES_PREFERRED.length();
    return WorkPerCall.flop(2.0 * TURNS * SUMS * lanes);
  }
}
