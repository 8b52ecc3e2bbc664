package lucida.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.benchmarks.Machine;
import lucida.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations, bytes and roofs of layers, by hand. */
final class LayerTimeTest {
  /** 1×1 from 2 channels to 4 on 3×5: 15 places of 4 sums of 2 products; 30 cells, 8 weights and 60 sums of 4 bytes. */
  private static final LayerTime POINTWISE = new LayerTime(Shape.of(1, 2, 3, 5), Shape.of(4, 2, 1, 1), Shape.of(1, 4, 3, 5), 1e-6);
  private static final double OPERATIONS = 2 * 15 * 4 * 2;
  private static final double BYTES = 4 * (30 + 8 + 60);

  @Test
  void countsOperationsAndBytesByHand() {
    assertEquals(OPERATIONS, POINTWISE.operations());
    assertEquals(BYTES, POINTWISE.bytes());
    assertEquals("1×1, 2 → 4, 3×5", POINTWISE.extents());
  }

  /** Each of 6 filters sees its own channel alone. */
  @Test
  void aGroupedLayerHasTheOperationsOfItsGroups() {
    LayerTime depthwise = new LayerTime(Shape.of(1, 6, 4, 4), Shape.of(6, 1, 3, 3), Shape.of(1, 6, 2, 2), 1);
    assertEquals(2 * 6 * 4 * 9, depthwise.operations());
    assertEquals("3×3, 6 → 6 in groups, 4×4 → 2×2", depthwise.extents());
  }

  /** Below 240 / 392 operations a byte memory bounds it, above it the multiply-adds do. */
  @Test
  void theRoofIsTheLowerOfBoth() {
    assertEquals(100 * OPERATIONS / BYTES, POINTWISE.roof(new MachineLimits(1000, 100)), 1e-9);
    assertEquals(10, POINTWISE.roof(new MachineLimits(10, 100)));
  }

  @Test
  void numbersComeBack() {
    List<LayerTime> layers = List.of(POINTWISE,
        new LayerTime(Shape.of(2, 1, 1, 1), Shape.of(1, 1, 1, 1), Shape.of(2, 1, 1, 1), 0.5));
    assertEquals(layers, LayerTime.of(LayerTime.numbers(layers).toArray()));
  }

  /** A network's stages are its layers. */
  @Test
  void thePlanTimesEveryConvolution(@TempDir Path folder) throws Exception {
    PeerWork small = new PeerWork(Task.FORWARD, "cifar-resnet20", 1);
    assertEquals(19, LucidaEngine.PLAN.layers(small, NetworkFiles.in(folder, small), 1, 1).size());
    assertFalse(LucidaEngine.INTERPRETER.timesLayers());
  }

  /** Two layers of the same extents are one row, of each the fastest round; what one engine lacks is left out, and said; the table, its numbers and the plots are files. */
  @Test
  void tablesCompareWhatAllEnginesHave(@TempDir Path folder) throws Exception {
    LayerTime slow = new LayerTime(POINTWISE.x(), POINTWISE.w(), POINTWISE.y(), 3e-6);
    LayerTime other = new LayerTime(Shape.of(1, 1, 1, 1), Shape.of(1, 1, 1, 1), Shape.of(1, 1, 1, 1), 1);
    SequencedMap<String, List<List<LayerTime>>> engines = new LinkedHashMap<>();
    engines.put("plan", List.of(List.of(POINTWISE, slow, other), List.of(slow, slow, other), List.of(slow, slow, other)));
    engines.put("peer", List.of(List.of(slow, POINTWISE), List.of(POINTWISE, slow), List.of(slow, slow)));
    // 392 bytes at 392e6 a second are 1 µs
    RooflineTable table = new RooflineTable(new PeerWork(Task.FORWARD, "cifar-resnet20", 1), new MachineLimits(1e12, BYTES * 1e6),
        engines);
    String text = table.markdown();
    assertTrue(text.contains("| 1×1, 2 → 4, 3×5 | 2 | 0.612 | 1.00 µs | 2.00 µs, 50.0 % | 1.00 µs, 100 % |"), text);
    assertTrue(text.contains("| all of these | 2 | | 2.00 µs | 4.00 µs, 50.0 % | 2.00 µs, 100 % |"), text);
    // sums of rounds: 1.000004, 1.000006 and 1.000006 s; 4, 4 and 6 µs
    assertTrue(text.contains("| half the spread of the rounds | | | | ± 0.000 % | ± 25.0 % |"), text);
    assertTrue(text.contains("Left out: 1 that another engine does not have alike."), text);
    Machine machine = new Machine("a processor", 2, 256, "a system", "a JDK", "a commit", false);
    Path written = new RooflineReport(LocalDateTime.of(2026, 1, 2, 3, 4), machine, List.of(table)).write(folder);
    assertEquals(List.of("roofline-2026-01-02-0304-cifar-resnet20-1.png", "roofline-2026-01-02-0304-cifar-resnet20-1.svg",
        "roofline-2026-01-02-0304.json", "roofline-2026-01-02-0304.md"), names(folder));
    assertEquals(folder.resolve("roofline-2026-01-02-0304.md"), written);
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
