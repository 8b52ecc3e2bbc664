package lucida.judge.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LossCurvesTest {
  private static SequencedMap<String, Double> epoch(double classes) {
    return new LinkedHashMap<>(Map.of("classes", classes));
  }

  /** Of 2, 1 and 4, 2, 1 the means are 3, 1.5 and, of one seed, 1. */
  @Test
  void meansAreOverTheSeedsThatCameSoFar() {
    LossCurves curves = new LossCurves(Stream.of(LossCurves.of(1, "both", List.of(epoch(2), epoch(1))),
        LossCurves.of(2, "both", List.of(epoch(4), epoch(2), epoch(1))),
        List.of(new LossCurves.Point(1, "both + ggam", 1, "ggam", 91))).flatMap(List::stream).toList());
    assertEquals(List.of(3.0, 1.5, 1.0), curves.mean("both", "classes"));
    assertEquals(List.of("classes", "ggam"), curves.parts());
    assertEquals(List.of("both + ggam"), curves.networks("ggam"));
    assertEquals(List.of(), curves.mean("both", "ggam"));
    assertEquals(List.of("seed,network,epoch,part,value", "1,both,1,classes,2.0"), curves.csv().lines().limit(2).toList());
  }
}
