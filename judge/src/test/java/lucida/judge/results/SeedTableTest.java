package lucida.judge.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lucida.judge.results.SeedTable.Pair;
import org.junit.jupiter.api.Test;

class SeedTableTest {
  private static final SeedTable TABLE = new SeedTable(new LinkedHashMap<>(Map.of("seeds", "1, 2, 3")), List.of(
      new SeedRow(1, "gap", "", "accuracy", 90), new SeedRow(1, "dense", "", "accuracy", 93),
      new SeedRow(1, "gap", "cam", "energy", 50), new SeedRow(2, "gap", "", "accuracy", 92),
      new SeedRow(2, "dense", "", "accuracy", 94), new SeedRow(2, "gap", "cam", "energy", Double.NaN),
      new SeedRow(3, "gap", "", "accuracy", 94), new SeedRow(3, "dense", "", "accuracy", 98)), List.of(new Pair("gap", "dense")));

  /** Of 90, 92, 94: mean 92, deviation 2, t of two degrees 4.3027, half 4.3027·2/√3 = 4.97. */
  @Test
  void meanAndInterval() {
    SeedTable.Measured gap = TABLE.measured("gap", "accuracy").orElseThrow();
    assertEquals(92, gap.mean());
    assertEquals(92 - 4.3026527 * 2 / Math.sqrt(3), gap.interval().low(), 1e-6);
  }

  /** Differences −3, −2, −4: mean −3, deviation 1, though accuracies of seeds differ by up to 8. */
  @Test
  void differencesArePaired() {
    SeedTable.Measured difference = TABLE.difference(new Pair("gap", "dense"), "accuracy").orElseThrow();
    assertEquals(List.of(-3.0, -2.0, -4.0), List.copyOf(difference.bySeed().values()));
    assertEquals(-3 + 4.3026527 / Math.sqrt(3), difference.interval().high(), 1e-6);
    assertTrue(TABLE.difference(new Pair("gap", "before"), "accuracy").isEmpty());
  }

  /** What diverged is counted, and the rest is a mean of fewer seeds, which is said. */
  @Test
  void whatDivergedIsCounted() {
    SeedTable table = new SeedTable(new LinkedHashMap<>(), List.of(new SeedRow(1, "net", "", "accuracy", 90),
        new SeedRow(1, "net", "", SeedTable.DIVERGED, 0), new SeedRow(2, "net", "", SeedTable.DIVERGED, 100),
        new SeedRow(3, "net", "", "accuracy", 92), new SeedRow(3, "net", "", SeedTable.DIVERGED, 0),
        new SeedRow(1, "other", "", SeedTable.DIVERGED, 0)), List.of(new Pair("net", "other")));
    assertTrue(table.markdown().contains("| net | 91.0 [78.3, 100] (2 of 3 seeds) | 1 of 3 |"), table.markdown());
    assertTrue(table.markdown().contains("| net − other | – | – |"), table.markdown());
  }

  /**
   * A share is at most 100 %, and so is its mean, where Student's t of 90, 92 reaches 104. Of three seeds that are all at 0 the interval is Clopper and Pearson's of 3: 1 − ∛0.025 = 70.8 %; so is that of a difference of
   * two such on its way to 100. Losses know no such ends.
   */
  @Test
  void sharesEndAtNoneAndAll() {
    List<SeedRow> rows = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      rows.add(new SeedRow(seed, "none", "", "worst group", 0));
      rows.add(new SeedRow(seed, "all", "", "worst group", 100));
      rows.add(new SeedRow(seed, "none", "", "loss ggam", 2));
      rows.add(new SeedRow(seed, "all", "", "loss ggam", 100 + seed));
    }
    SeedTable table = new SeedTable(new LinkedHashMap<>(), rows, List.of(new Pair("all", "none")));
    assertEquals("""
        | network | worst group, % | loss ggam |
        | --- | --- | --- |
        | none | 0 [0, 70.8] | 2.00 [2.00, 2.00] |
        | all | 100 [29.2, 100] | 102 [99.5, 104] |

        | difference | worst group, % | loss ggam |
        | --- | --- | --- |
        | all − none | 100 [-41.5, 100] | 100 [97.5, 102] |
        """, table.markdown());
  }

  /** A difference from what nobody asked for is no row of dashes. */
  @Test
  void differencesAreOfWhatIsThere() {
    SeedTable table = new SeedTable(new LinkedHashMap<>(),
        List.of(new SeedRow(1, "net", "", "accuracy", 90), new SeedRow(1, "other", "", "accuracy", 91)),
        List.of(new Pair("net", "baseline"), new Pair("net", "other")));
    assertEquals(List.of(new Pair("net", "other")), table.pairs(true));
    assertTrue(!table.markdown().contains("baseline"), table.markdown());
  }

  /** What has no value for a seed is left out of the mean, which is said; one value has no interval. */
  @Test
  void asTables() {
    assertEquals("""
        | network | accuracy, % |
        | --- | --- |
        | gap | 92.0 [87.0, 97.0] |
        | dense | 95.0 [88.4, 100] |

        | difference | accuracy, % |
        | --- | --- |
        | gap − dense | -3.00 [-5.48, -0.516] |

        | network, method | energy, % |
        | --- | --- |
        | gap, cam | 50.0 (1 of 3 seeds) |
        """, TABLE.markdown());
    List<String> csv = TABLE.csv().lines().toList();
    assertEquals(List.of("seed,network,method,metric,value", "1,gap,,accuracy,90.0"), csv.subList(0, 2));
    assertEquals("2,gap,cam,energy,", csv.get(6));
    assertTrue(TABLE.json().contains("\"by seed\""), TABLE.json());
  }
}
