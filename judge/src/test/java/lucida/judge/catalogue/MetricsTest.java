package lucida.judge.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import lucida.cam.Method;
import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.LabelledPicture;
import lucida.judge.Metric;
import lucida.judge.MetricUnit;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void everyMetricHasItsOwnNameAndIsFoundByIt() {
    assertEquals(Metrics.all().size(), Metrics.names().stream().distinct().count());
    for (Metric metric : Metrics.all()) {
      assertEquals(metric, Metrics.named(metric.name()));
      assertTrue(metric.name().matches("[a-z0-9.]+(-[a-z0-9.]+)*"), metric.name());
    }
    String message = assertThrows(IllegalArgumentException.class, () -> Metrics.named("avarage-drop")).getMessage();
    assertTrue(message.contains("average-drop"), message);
  }

  @Test
  void everyStatementIsComplete() {
    for (Metric metric : Metrics.all()) {
      assertTrue(metric.statement().equation().matches("\\[[A-Z]{2} \\d+].*"),
          metric.name() + ": " + metric.statement().equation());
      assertTrue(metric.statement().paper().matches(".*\\d{4}.*"), metric.name() + " names no year: " + metric.statement().paper());
      assertTrue(metric.statement().words().endsWith("."), metric.name() + ": " + metric.statement().words());
      assertEquals(metric.statement().unit() == MetricUnit.PERCENT, metric.statement().range().contains("%"), metric.name());
    }
  }

  /** Whoever chooses from the list reads nothing else. */
  @Test
  void noTwoMetricsAreDescribedInTheSameWords() {
    Map<String, List<String>> by = Metrics.all().stream()
        .collect(
            Collectors.groupingBy(metric -> metric.statement().words(), Collectors.mapping(Metric::name, Collectors.toList())));
    assertEquals(List.of(), by.values().stream().filter(names -> names.size() > 1).toList());
  }

  /** Whatever the map, the picture and the network: a finite value or a reason, nothing thrown. */
  @Test
  void everyMetricJudgesOrSaysWhyNot() {
    Tensor flat = JudgedMaps.map(0).scale(0), x = JudgedMaps.picture(0).x();
    List<Method> methods = List.of(new JudgedMaps.Given(JudgedMaps.map(0)), new JudgedMaps.Given(flat),
        Methods.named("gradient", Settings.USUAL));
    for (Method method : methods)
      for (Tensor picture : List.of(x, x.scale(0), x.map(_ -> 0.5)))
        for (Metric metric : small())
          judges(metric,
              JudgedMaps.of(JudgedMaps.subject(), new LabelledPicture("x", picture, OptionalInt.empty(), List.of()), method));
  }

  /** Where nothing is known of a picture, what says that it needs something has no value, and nothing else lacks it. */
  @Test
  void aMetricSaysWhatItNeeds() {
    JudgedMap judged = JudgedMaps.of(JudgedMaps.map(0));
    for (Metric metric : small()) {
      Judgement judgement = judges(metric, judged);
      if (!metric.needs().isEmpty()) assertTrue(judgement instanceof Judgement.LeftOut, metric.name());
      if (judgement instanceof Judgement.LeftOut(String reason) && reason.matches(".*(known|drawn again|no cue|objects of).*"))
        assertFalse(metric.needs().isEmpty() && !metric.name().contains("black"), metric.name() + ": " + reason);
    }
    Set<PictureFact> needed = Metrics.all().stream().flatMap(metric -> metric.needs().stream()).collect(Collectors.toSet());
    assertEquals(Set.of(PictureFact.values()), needed);
  }

  /** A single score is a value without a probability: what needs one says so, and the others judge. */
  @Test
  void aNetworkWithoutProbabilities() {
    Shape picture = Shape.of(1, 6, 8);
    Tensor w = RandomStream.of(1).gaussian(Shape.of(2, 48), Precision.FLOAT64, 0, 1).slice(0, 0, 1),
        x = JudgedMaps.map(1).reshape(picture);
    LabelledPicture labelled = new LabelledPicture("x", x, OptionalInt.empty(), List.of());
    for (Metric metric : small()) {
      JudgedMap judged = JudgedMaps.of(JudgedMaps.linear(picture, w, Tensor.vector(0)), labelled,
          new JudgedMaps.Given(JudgedMaps.map(0)), 0);
      Judgement judgement = judges(metric, judged);
      if (metric.name().equals("deletion")) assertEquals(Judgement.leftOut("the network gives no probabilities"), judgement);
      if (metric.name().equals("completeness")) assertTrue(judgement instanceof Judgement.Value);
    }
  }

  /** Those with several hundred forwards are tested by themselves. */
  private static List<Metric> small() {
    return Metrics.all().stream().filter(metric -> metric.forwards() + 2 * metric.maps() <= 200 || metric.name().startsWith("mprt"))
        .toList();
  }

  private static Judgement judges(Metric metric, JudgedMap judged) {
    Judgement judgement = JudgedMaps.judgement(metric, judged);
    switch (judgement) {
      case Judgement.Value value -> value.curve().forEach(v -> assertTrue(Double.isFinite(v), metric.name() + ": " + value));
      case Judgement.LeftOut(String reason) -> assertFalse(reason.isBlank(), metric.name());
    }
    return judgement;
  }
}
