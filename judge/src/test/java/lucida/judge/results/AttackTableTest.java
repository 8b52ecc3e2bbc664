package lucida.judge.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import lucida.judge.adversarial.AttackFindings;
import lucida.judge.adversarial.Attacked;
import lucida.judge.adversarial.MapChange;
import lucida.judge.statistics.Bootstrap;
import org.junit.jupiter.api.Test;

class AttackTableTest {
  private static final Attacked FOOLED = new Attacked("a, b.png", 3, "pgd", 0.75, 0.125, 5, 0.5, 0.03125, 1.5, 20, true, false);
  private static final MapChange MOVED = new MapChange("a, b.png", "pgd", "gradcam", true, 0.5, 0.25, 0.375, Double.NaN, -0.5);

  private static AttackTable table(List<MapChange> maps) {
    return new AttackTable(new LinkedHashMap<>(), List.of(),
        new AttackFindings(List.of(FOOLED), maps, List.of(), new LinkedHashMap<>()), Bootstrap.of(0));
  }

  /** Probabilities and shares are of 1 there, not of 100 as in tables for people; what is not known is empty. */
  @Test
  void everyColumnHasAUnitAndAValue() {
    List<String> lines = table(List.of(MOVED)).csv().lines().toList();
    assertEquals(String.join(",", AttackTable.columns().keySet()), lines.getFirst());
    assertEquals("\"a, b.png\",3,pgd,0.75,0.125,5,0.5,0.03125,1.5,20,true,false,gradcam,0.5,0.25,0.375,,-0.5", lines.get(1));
    assertEquals(2, lines.size());
  }

  /** An attack without maps to compare keeps its line. */
  @Test
  void withoutMaps() {
    String line = table(List.of()).csv().lines().toList().getLast();
    List<String> fields = new ArrayList<>(List.of(line.substring("\"a, b.png\",".length()).split(",", -1)));
    assertEquals(AttackTable.columns().size() - 1, fields.size());
    assertEquals(List.of("", "", "", "", "", ""), fields.subList(fields.size() - 6, fields.size()));
  }
}
