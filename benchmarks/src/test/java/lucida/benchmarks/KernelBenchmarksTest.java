package lucida.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.KernelChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;

/** Each method of each benchmark runs once on tiny shapes, and all kernels agree. */
class KernelBenchmarksTest {
  /** A benchmark made tiny for the kernels of a name. */
  record Tiny(Class<?> type, Function<String, Object> made) {
    @Override
    public String toString() { return type.getSimpleName(); }
  }

  static final List<Tiny> TINY = Stream.of(Precision.values()).flatMap(precision -> Stream.concat(
      Stream.of(new Tiny(MatrixProductBenchmark.class, kernels -> product(kernels, precision)),
          new Tiny(ConvolutionBenchmark.class, kernels -> convolution(kernels, precision)),
          new Tiny(CellwiseBenchmark.class, kernels -> cellwise(kernels, precision))),
      Stream.of(Elementary.values()).map(f -> new Tiny(ElementaryBenchmark.class, kernels -> elementary(kernels, precision, f)))))
      .toList();

  private static Object product(String kernels, Precision precision) {
    MatrixProductBenchmark benchmark = new MatrixProductBenchmark();
    benchmark.kernels = kernels;
    benchmark.precision = precision;
    benchmark.size = 5;
    benchmark.setup();
    return benchmark;
  }

  private static Object convolution(String kernels, Precision precision) {
    ConvolutionBenchmark benchmark = new ConvolutionBenchmark();
    benchmark.kernels = kernels;
    benchmark.precision = precision;
    benchmark.batch = 2;
    benchmark.layer = "4x5x6-6k3s2p1g2";
    benchmark.setup();
    return benchmark;
  }

  private static Object cellwise(String kernels, Precision precision) {
    CellwiseBenchmark benchmark = new CellwiseBenchmark();
    benchmark.kernels = kernels;
    benchmark.precision = precision;
    benchmark.cells = 7;
    benchmark.setup();
    return benchmark;
  }

  private static Object elementary(String kernels, Precision precision, Elementary f) {
    ElementaryBenchmark benchmark = new ElementaryBenchmark();
    benchmark.kernels = kernels;
    benchmark.precision = precision;
    benchmark.f = f;
    benchmark.cells = 7;
    benchmark.setup();
    return benchmark;
  }

  /** All terms are positive and no sum has a hundred, so that results differ by less than a hundred ε (the contract of kernels says why). */
  @ParameterizedTest
  @FieldSource("TINY")
  void kernelsAgree(Tiny tiny) throws ReflectiveOperationException {
    List<String> names = KernelChoice.names();
    assertTrue(names.containsAll(List.of("scalar", "vector", "nd4j")), names.toString());
    for (Method method : benchmarks(tiny.type())) {
      Storage expected = (Storage) method.invoke(tiny.made().apply("scalar"));
      for (String name : names) {
        Storage actual = (Storage) method.invoke(tiny.made().apply(name));
        for (int i = 0; i < expected.length(); i++) {
          double bound = 100 * expected.precision().ulp(1) * Math.abs(expected.get(i));
          assertEquals(expected.get(i), actual.get(i), Math.max(bound, Double.MIN_VALUE),
              name + " " + method.getName() + ", cell " + i);
        }
      }
    }
  }

  private static List<Method> benchmarks(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(Benchmark.class)).toList();
  }

  /** Cells from ½ to 1 and 16 · 9 of them in a sum of at most 144: minimal filtering errs by some hundred roundings of the largest sum. */
  @ParameterizedTest
  @ValueSource(strings = {"chosen", "WINOGRAD_2", "WINOGRAD_4"})
  void algorithmsAgree(String algorithm) {
    Storage expected = by("PRODUCT");
    Storage actual = by(algorithm);
    for (int i = 0; i < expected.length(); i++) assertEquals(expected.get(i), actual.get(i), 500 * 0x1p-24 * 144, algorithm);
  }

  private static Storage by(String algorithm) {
    AlgorithmBenchmark benchmark = new AlgorithmBenchmark();
    benchmark.algorithm = algorithm;
    benchmark.layer = "16x6x5-16k3p1";
    benchmark.setup();
    return benchmark.forward();
  }

  @Test
  void allBenchmarksAreTried() {
    TreeSet<String> tried = new TreeSet<>(Stream
        .of(FmaPeak.class, TrainingStepBenchmark.class, SaliencyBenchmark.class, DiagonalBenchmark.class, ForwardBenchmark.class,
            SubjectBenchmark.class, TanhNetworkBenchmark.class, WorkersBenchmark.class, GuidedStepBenchmark.class,
            AlgorithmBenchmark.class)
        .map(Class::getSimpleName).toList());
    for (Tiny tiny : TINY) tried.add(tiny.type().getSimpleName());
    assertEquals(Catalogue.standard().names(), List.copyOf(tried));
  }

  /** c ← c + a b, t times, is c + t a b; the twelve sums begin with a and b in turn, in every lane. */
  @Test
  void thePeakComputesWhatItSays() {
    FmaPeak peak = new FmaPeak();
    double a = peak.factor;
    double b = peak.small;
    double sums = 6 * (a + 512 * a * b) + 6 * (b + 512 * a * b);
    int lanes = DoubleVector.SPECIES_PREFERRED.length();
    assertEquals(lanes * sums, peak.float64(), 12 * lanes * 1024 * Math.ulp(1.0),
        "512 steps of two roundings each in 12 sums a lane");
    assertEquals(2 * lanes * sums, peak.float32(), 12 * 2 * lanes * 1024 * Math.ulp(1f));
    assertEquals(2.0 * 12 * 512 * lanes, peak.count("float64", Map.of()).operations());
  }
}
