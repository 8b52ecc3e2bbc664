package lucida.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lucida.core.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static Trial product(String kernels) {
    return new Trial(MatrixProductBenchmark.class.getName(), "product",
        Map.of("kernels", kernels, "precision", "FLOAT64", "size", "100"));
  }

  /** 2·100³ = 2 MFLOP. Vector: 20 µs is 100 GFLOP/s, half of a peak of 200. ND4J: the median of 30, 40 and 50 µs, 10 = 25 % around it. */
  @Test
  void tellsTimesRatesAndShares() {
    Measured scalar = new Measured(product("scalar"), List.of());
    Measured vector = new Measured(product("vector"),
        List.of(new Round(20e-6, 1, 200e9), new Round(21e-6, 1, 200e9), new Round(19e-6, 1, 200e9)));
    Measured nd4j = new Measured(product("nd4j"),
        List.of(new Round(50e-6, 1, 125e9), new Round(30e-6, 1, 125e9), new Round(40e-6, 1, 125e9)));
    assertEquals("""
        | method | precision | size | scalar | vector | nd4j |
        |---|---|---|---|---|---|
        | product | FLOAT64 | 100 | – | 20.0 µs ± 5.00 %, 100 GFLOP/s, 50.0 % | 40.0 µs ± 25.0 % ~, 50.0 GFLOP/s, 40.0 % |

        – skipped: scalar kernels take seconds per call; `-p kernels=scalar` runs them.

        ~ unsteady: the rounds differ by more than 20 %.
        """, new Table(List.of(scalar, vector, nd4j)).markdown());
  }

  /** 2 MFLOP in 20 µs are twice a peak of 50 GFLOP/s: so fast only who multiplies less than is counted. */
  @Test
  void saysWhyMoreThanThePeakIsPossible() {
    Measured vector = new Measured(product("vector"), List.of(new Round(20e-6, 1, 50e9)));
    assertEquals("""
        | method | precision | size | vector |
        |---|---|---|---|
        | product | FLOAT64 | 100 | 20.0 µs, 100 GFLOP/s, 200 % |

        Above the peak: operations are counted as in the direct sum, and minimal filtering needs fewer.
        """, new Table(List.of(vector)).markdown());
  }

  /** Two threads that each take 8 ns for one cell of eight. */
  @Test
  void countsCellsAndThreads() {
    Trial map = new Trial(ElementaryBenchmark.class.getName(), "map", Map.of("cells", "8"));
    assertEquals("""
        | method | cells | result |
        |---|---|---|
        | map | 8 | 8.00 ns, 2.00 Gcell/s |
        """, new Table(List.of(new Measured(map, List.of(new Round(8e-9, 2, 1))))).markdown());
  }

  @Test
  void medianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    List<Round> rounds = Stream.of(4.0, 1.0, 3.0, 100.0).map(s -> new Round(s, 1, 1)).toList();
    assertEquals(3.5, new Measured(product("scalar"), rounds).median(Round::seconds));
  }

  /** 120 GFLOP/s are a fifth more than 100: what is allowed. */
  @Test
  void aSteadyPeakIsNoWarning() {
    Report report = new Report("Name", LocalDateTime.of(2026, 1, 2, 3, 4),
        new Machine("A processor", 2, 512, "Linux amd64", "25", "abc", false),
        List.of(Map.of(Precision.FLOAT64, 1e11), Map.of(Precision.FLOAT64, 1.2e11)), List.of());
    assertFalse(report.markdown().contains("swings"), report.markdown());
  }

  @Test
  void filesAreWholeAndSayWhereTheyComeFrom(@TempDir Path directory) throws IOException {
    Machine machine = new Machine("A processor", 2, 512, "Linux amd64", "25", "abc", true);
    Report report = new Report("Name", LocalDateTime.of(2026, 1, 2, 3, 4), machine,
        List.of(Map.of(Precision.FLOAT64, 1e11), Map.of(Precision.FLOAT64, 3e11)), List.of());
    Path file = report.write(directory, List.of());
    assertEquals(directory.resolve("Name-2026-01-02-0304.md"), file);
    String text = Files.readString(file);
    assertTrue(text.startsWith("# Name, 2026-01-02 03:04\n\nA processor, 2 processors, vectors of 512 bits; Linux amd64; JDK: 25; "
        + "commit abc with uncommitted changes.\n\nPeak, fused multiply-adds in registers on all processors, "
        + "before, between and after: FLOAT64 100 to 300 GFLOP/s.\n\n"
        + "**The peak in FLOAT64 varies by 200 %: other work ran on this machine. Measure again when it is idle.**\n"), text);
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of("Name-2026-01-02-0304.json", "Name-2026-01-02-0304.md"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }
}
