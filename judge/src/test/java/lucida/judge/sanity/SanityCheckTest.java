package lucida.judge.sanity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.Progress;
import lucida.cam.SaliencyMap;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Unit;
import lucida.cam.catalogue.Methods;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.ClassesAsked;
import lucida.judge.Contender;
import lucida.judge.Inquiry;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.LabelledPicture;
import lucida.judge.randomisation.EfficientMprt;
import lucida.judge.randomisation.LayerOrder;
import lucida.judge.randomisation.Mprt;
import lucida.judge.randomisation.Similarity;
import lucida.judge.randomisation.SmoothMprt;
import lucida.judge.results.SanityTable;
import lucida.judge.results.SanityVerdict;
import lucida.judge.results.SanityVerdict.Dependence;
import lucida.judge.statistics.Bootstrap;
import lucida.layers.Model;
import lucida.layers.score.Embedding;
import lucida.layers.score.RegionMean;
import lucida.pictures.MapComparison;
import org.junit.jupiter.api.Test;

class SanityCheckTest {
  private static final int PICTURES = 3;
  private static final int SAMPLES = 2;

  /** A map of the picture that does not look at the network: an edge detector is another. */
  private record Seen() implements Method {
    @Override
    public SaliencyMap explain(Probe probe) {
      return SaliencyMap.signed(probe.picture().select(0, 0), this, probe, List.of());
    }

    @Override
    public Unit unit() { return Unit.NONE; }
  }

  /** A method that has no map of the first picture. */
  private record Picky() implements Method {
    @Override
    public SaliencyMap explain(Probe probe) {
      if (probe.picture().sameAs(JudgedMaps.picture(0).x())) throw new NotApplicableException("not this one");
      return new Seen().explain(probe);
    }

    @Override
    public Unit unit() { return Unit.NONE; }
  }

  private static Contender contender(Method method) {
    return new Contender() {
      @Override
      public String title() { return method.name(); }

      @Override
      public boolean usesLayer() { return true; }

      @Override
      public Method of(LabelledPicture picture, Probe probe) { return method; }
    };
  }

  private static List<LabelledPicture> pictures() {
    return IntStream.range(0, PICTURES).mapToObj(i -> JudgedMaps.picture(i)).toList();
  }

  private static SanityCheck check(int steps, Contender... methods) {
    return new SanityCheck(JudgedMaps.subject(), List.of(methods), ClassesAsked.LABEL,
        Arrays.stream(SanityTest.values()).filter(test -> test != SanityTest.LABELS).toList(), steps, SAMPLES, JudgedMaps.SEED);
  }

  private static SanityFindings found(Contender... methods) {
    return check(16, methods).of(pictures(), MapWatcher.NONE, Progress.NONE);
  }

  private static List<Double> values(SanityFindings found, String picture, SanityTest test, String measure) {
    return found.rows().stream()
        .filter(row -> row.picture().equals(picture) && row.test() == test && row.measure().equals(measure)).map(SanityRow::value)
        .toList();
  }

  private static SanityVerdict verdict(SanityFindings found) {
    return new SanityTable(new LinkedHashMap<>(), found, Bootstrap.of(1)).verdicts().getFirst();
  }

  /** The metrics that evaluations have, which make and keep their networks themselves, step by step. */
  @Test
  void asTheMetrics() {
    SanityFindings found = found(Contender.method("gradcam", _ -> Settings.USUAL));
    for (LabelledPicture picture : pictures()) {
      JudgedMap judged = JudgedMaps.of(JudgedMaps.subject(), picture, Methods.named("gradcam", Settings.USUAL));
      for (Similarity similarity : Similarity.values()) {
        assertEquals(JudgedMaps.value(new Mprt(LayerOrder.TOP_DOWN, similarity), judged).curve(),
            values(found, picture.name(), SanityTest.CASCADING, similarity.title()));
        assertEquals(JudgedMaps.value(new Mprt(LayerOrder.INDEPENDENT, similarity), judged).curve(),
            values(found, picture.name(), SanityTest.INDEPENDENT, similarity.title()));
      }
      assertEquals(JudgedMaps.value(new SmoothMprt(SAMPLES), judged).curve(),
          values(found, picture.name(), SanityTest.SMOOTH, "ssim"));
      assertEquals(List.of(JudgedMaps.value(new EfficientMprt(100), judged).value()),
          values(found, picture.name(), SanityTest.EFFICIENT, SanityRow.ENTROPY));
    }
  }

  /** What is asked of a picture is asked of random networks as well: as if the network with the picture's layer were checked. */
  @Test
  void scoresOfAPicture() {
    List<SanityTest> tests = List.of(SanityTest.CASCADING, SanityTest.SMOOTH, SanityTest.EFFICIENT);
    List<Contender> gradcam = List.of(Contender.method("gradcam", _ -> Settings.USUAL));
    SanityFindings asked = new SanityCheck(JudgedMaps.positions(RegionMean.WHOLE), gradcam, ClassesAsked.TOP1, tests, 16, SAMPLES,
        JudgedMaps.SEED, Optional.empty(), JudgedMaps.OF_REGIONS).of(pictures(), MapWatcher.NONE, Progress.NONE);
    for (LabelledPicture picture : pictures()) {
      SanityFindings alone = new SanityCheck(JudgedMaps.positions(JudgedMaps.region(picture)), gradcam, ClassesAsked.TOP1, tests,
          16,
          SAMPLES, JudgedMaps.SEED).of(pictures(), MapWatcher.NONE, Progress.NONE);
      assertEquals(rows(alone, picture), rows(asked, picture));
      assertTrue(rows(alone, picture).size() > 10);
    }
  }

  private static List<SanityRow> rows(SanityFindings found, LabelledPicture of) {
    return found.rows().stream().filter(row -> row.picture().equals(of.name()) && row.test() != SanityTest.ANOTHER_PICTURE)
        .toList();
  }

  /** Pictures are compared with what they were: of a network of similarities the references stay, whatever becomes random. */
  @Test
  void referencesAreNoWeights() {
    Model similar = Embedding.of(JudgedMaps.subject().model(), "fc").similarTo(Tensor.vector(1, 2, 3).reshape(Shape.of(1, 3)));
    Subject subject = Subject.of(similar, "features", Executor.float64());
    assertEquals(List.of("conv", "fc"), LayerOrder.layers(subject));
    Model random = LayerOrder.random(subject, JudgedMaps.SEED);
    similar.weights().tensors().forEach((name, tensor) -> assertEquals(name.startsWith("cosine"),
        tensor.sameAs(random.weights().tensors().get(name)), name));
  }

  /** A network that learned the same is alike but for the rounding of 48 squares; one with other weights in all layers as the last step of the cascade is. */
  @Test
  void labels() {
    Contender gradcam = Contender.method("gradcam", _ -> Settings.USUAL);
    List<SanityTest> tests = List.of(SanityTest.CASCADING, SanityTest.LABELS);
    Subject subject = JudgedMaps.subject();
    for (Model other : List.of(subject.model(), LayerOrder.random(subject, JudgedMaps.SEED))) {
      SanityFindings found = new SanityCheck(subject, List.of(gradcam), ClassesAsked.LABEL, tests, 16, SAMPLES, JudgedMaps.SEED,
          Optional.of(other), Inquiry.OF_NETWORK).of(pictures(), MapWatcher.NONE, Progress.NONE);
      for (LabelledPicture picture : pictures()) {
        double expected = other.equals(subject.model())
            ? 1
            : values(found, picture.name(), SanityTest.CASCADING, "spearman").getLast();
        assertEquals(expected, values(found, picture.name(), SanityTest.LABELS, "spearman").getFirst(), 1e-14);
      }
    }
    assertThrows(IllegalArgumentException.class,
        () -> new SanityCheck(subject, List.of(gradcam), ClassesAsked.LABEL, tests, 16, SAMPLES, JudgedMaps.SEED));
  }

  /** Known answers: a map of the picture alone keeps everything, and of a map that is always the same nothing can be said. */
  @Test
  void mapsThatDoNotLookAtTheNetwork() {
    SanityVerdict seen = verdict(found(contender(new Seen())));
    assertEquals(Dependence.HARDLY, seen.dependence());
    assertEquals(1, seen.kept(), 1e-12);
    assertEquals(1, seen.interval().low(), 1e-12);
    SanityVerdict same = verdict(found(contender(new JudgedMaps.Given(JudgedMaps.map(0)))));
    assertEquals(Dependence.CONSTANT, same.dependence());
    assertTrue(same.sentence().startsWith("Is the same for all pictures"), same.sentence());
  }

  /** The likeness of each picture's map to that of the next, and of the last to that of the first. */
  @Test
  void theMapOfAnotherPicture() {
    SanityFindings found = found(contender(new Seen()));
    for (int i = 0; i < PICTURES; i++)
      assertEquals(
          List.of(new MapComparison(JudgedMaps.picture(i).x().select(0, 0),
              JudgedMaps.picture((i + 1) % PICTURES).x().select(0, 0)).spearman()),
          values(found, "picture " + i, SanityTest.ANOTHER_PICTURE, "spearman"));
  }

  /** kept = (s − o)/(1 − o) of numbers made up: s = (0.8 + 0.6)/2 and o = 0.4 by Spearman, 0.5 and 0 by SSIM; the lower half is not looked at. */
  @Test
  void theVerdictByHand() {
    List<SanityRow> rows = new ArrayList<>();
    for (String measure : List.of("spearman", "ssim")) {
      boolean first = measure.equals("spearman");
      rows.add(row(SanityTest.ANOTHER_PICTURE, 0, measure, first ? 0.4 : 0));
      rows.add(row(SanityTest.CASCADING, 1, measure, first ? 0.8 : 0.7));
      rows.add(row(SanityTest.CASCADING, 2, measure, first ? 0.6 : 0.3));
      rows.add(row(SanityTest.CASCADING, 3, measure, -1));
      rows.add(row(SanityTest.CASCADING, 4, measure, -1));
    }
    SanityVerdict verdict = verdict(new SanityFindings(rows, new LinkedHashMap<>()));
    assertEquals(0.5, verdict.byMeasure().get("spearman"), 1e-12);
    assertEquals(0.5, verdict.byMeasure().get("ssim"), 1e-12);
    assertEquals(0.5, verdict.kept(), 1e-12);
    assertEquals("2 of 4", verdict.random() + " of " + verdict.steps());
  }

  /** Maps that are less alike than those of two pictures keep less than nothing: s = 0.1, o = 0.4. */
  @Test
  void lessThanAnotherPicture() {
    List<SanityRow> rows = List.of(row(SanityTest.ANOTHER_PICTURE, 0, "spearman", 0.4),
        row(SanityTest.CASCADING, 1, "spearman", 0.1));
    SanityVerdict verdict = verdict(new SanityFindings(rows, new LinkedHashMap<>()));
    assertEquals(-0.5, verdict.kept(), 1e-12);
    assertEquals(-0.5, verdict.byMeasure().get("spearman"), 1e-12);
    assertEquals(SanityVerdict.Dependence.MOVES, verdict.dependence());
  }

  private static SanityRow row(SanityTest test, int step, String measure, double value) {
    return new SanityRow("x", 0, "method", test, step, "layer " + step, measure, value);
  }

  /** Of two layers one stage is both; the watcher sees the map of the first picture as it is, and at each step of both orders. */
  @Test
  void stagesAndWatcher() {
    assertEquals(List.of(List.of("conv"), List.of("fc")), check(2).groups());
    assertEquals(List.of(List.of("conv", "fc")), check(1).groups());
    List<String> seen = new ArrayList<>();
    long[] done = new long[1];
    SanityCheck check = check(1, contender(new Seen()));
    SanityFindings found = check.of(pictures(),
        (judged, test, step, _) -> seen.add(judged.picture().name() + " " + test + " " + step),
        (at, _) -> done[0] = at);
    assertEquals(List.of("picture 0 another-picture 0", "picture 0 cascading 1", "picture 0 independent 1"), seen);
    assertEquals(check.maps(PICTURES), done[0]);
    assertEquals(List.of("conv … fc"),
        found.rows().stream().filter(row -> row.test() == SanityTest.CASCADING).map(SanityRow::layer).distinct().toList());
  }

  @Test
  void whatHasNoMapIsLeftOut() {
    SanityFindings found = found(contender(new Picky()));
    assertEquals(List.of("picky, picture 0: not this one"),
        found.leftOut().entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
    assertEquals(List.of("picture 1", "picture 2"), found.rows().stream().map(SanityRow::picture).distinct().toList());
    SanityCheck check = check(1, contender(new Seen()));
    assertTrue(assertThrows(IllegalArgumentException.class,
        () -> check.of(pictures().subList(0, 1), MapWatcher.NONE, Progress.NONE)).getMessage()
        .contains("at least 2 pictures, not 1"));
  }

  /** Every number is a line. */
  @Test
  void tables() {
    SanityTable table = new SanityTable(new LinkedHashMap<>(Map.of("seed", "1")), found(contender(new Seen())),
        Bootstrap.of(1));
    assertEquals(1 + table.findings().rows().size(), table.csv().lines().count());
    assertEquals(List.of("fc", "conv"), table.layers(SanityTest.CASCADING));
    assertEquals(List.of("conv", "fc"), table.layers(SanityTest.SMOOTH));
    assertEquals(4, table.tests().size());
    assertTrue(table.json().contains("\"verdict\" : \"hardly moves\""), table.json());
    double[] first = table.findings().rows().stream()
        .filter(row -> row.test() == SanityTest.SMOOTH && row.step() == 1).mapToDouble(SanityRow::value).toArray();
    assertEquals(Arrays.stream(first).average().orElseThrow(), table.course("seen", SanityTest.SMOOTH, "ssim").getFirst().value());
  }
}
