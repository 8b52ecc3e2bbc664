package lucida.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.catalogue.Metrics;
import lucida.judge.faithfulness.AverageDrop;
import lucida.judge.faithfulness.Mutes;
import lucida.judge.faithfulness.Nothing;
import lucida.judge.faithfulness.RemovalCurve;
import lucida.layers.score.RegionMean;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final List<Metric> METRICS = List.of(new AverageDrop(Mutes.IN_PROPORTION, Nothing.ZERO),
      new AverageDrop(Mutes.HALF, Nothing.ZERO), new RemovalCurve(RemovalCurve.Edge.DELETION, Nothing.ZERO, 7));
  private static final List<Contender> CONTENDERS = List.of(Contender.method("gradcam", _ -> Settings.USUAL),
      Contender.method("gradient", _ -> Settings.USUAL), Control.CENTRE, Control.RANDOM);

  private static Map<String, List<Row>> judged(int batch, List<Integer> numbers) {
    Evaluation evaluation = new Evaluation(JudgedMaps.subject().inBatchesOf(batch), JudgedMaps.subject().layer(), CONTENDERS,
        METRICS, ClassesAsked.BOTH, 1);
    Map<String, List<Row>> rows = new HashMap<>();
    for (int number : numbers)
      rows.put("picture " + number, evaluation.of(JudgedMaps.picture(number)).rows());
    return rows;
  }

  /** No bit depends on the batch, or on what was judged before: each picture's scores are sums in the same order. */
  @Test
  void theBatchAndTheOrderOfPicturesDoNotMatter() {
    Map<String, List<Row>> one = judged(1, List.of(0, 1, 2));
    assertEquals(one, judged(5, List.of(0, 1, 2)));
    assertEquals(one, judged(16, List.of(2, 0, 1)));
    assertEquals(3, one.size());
  }

  /** Several pictures at once, by threads of their own. */
  @Test
  void threadsMayShareAnEvaluation() {
    Evaluation evaluation = new Evaluation(JudgedMaps.subject().inBatchesOf(5), JudgedMaps.subject().layer(), CONTENDERS, METRICS,
        ClassesAsked.BOTH, 1);
    Map<String, List<Row>> rows = IntStream.range(0, 12).parallel().boxed()
        .collect(Collectors.toMap(number -> "picture " + number, number -> evaluation.of(JudgedMaps.picture(number)).rows()));
    assertEquals(judged(5, IntStream.range(0, 12).boxed().toList()), rows);
  }

  /** Every class, method and metric in this order, and the values that a metric has by itself. */
  @Test
  void rowsAreWhatTheMetricsSayOneByOne() {
    LabelledPicture picture = JudgedMaps.picture(0);
    List<Row> rows = new Evaluation(JudgedMaps.subject(), JudgedMaps.subject().layer(), CONTENDERS, METRICS, ClassesAsked.LABEL, 1)
        .of(picture).rows();
    assertEquals(CONTENDERS.size() * METRICS.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Contender contender = CONTENDERS.get(i / METRICS.size());
      Metric metric = METRICS.get(i % METRICS.size());
      assertEquals(List.of(contender.title(), metric.name()), List.of(rows.get(i).method(), rows.get(i).metric()));
      assertEquals(JudgedMaps.value(metric, judged(picture, contender)).value(),
          assertInstanceOf(Judgement.Value.class, rows.get(i).judgement()).value(), 1e-12); // a batch adds in another order
    }
  }

  private static JudgedMap judged(LabelledPicture picture, Contender contender) {
    Subject subject = JudgedMaps.subject();
    return JudgedMaps.of(subject, picture, contender.of(picture, subject.probe(picture.x(), Target.ofClass(JudgedMaps.EXPLAINED))));
  }

  /** Two metrics that ask for the same pictures of one map run them once. */
  @Test
  void equalRequestsShareTheirRuns() {
    record Twin(String name) implements Metric {
      @Override
      public MetricStatement statement() { throw new UnsupportedOperationException(); }

      @Override
      public ScoreRequest of(JudgedMap judged) {
        return new ScoreRequest("twins", 3, _ -> judged.x(), answers -> Judgement.of(answers.score(2)));
      }
    }
    Evaluation evaluation = new Evaluation(JudgedMaps.subject(), JudgedMaps.subject().layer(),
        List.of(Control.CENTRE, Control.RANDOM),
        List.of(new Twin("a"), new Twin("b")), ClassesAsked.LABEL, 1);
    JudgedPicture judged = evaluation.of(JudgedMaps.picture(0));
    assertEquals(1, judged.forwards(), "all three, of both maps, are the picture itself");
    assertEquals(1, judged.rows().stream().map(Row::judgement).distinct().count());
  }

  /** A layer of each picture behind the network: as if the network with that layer had been judged; maps that are made again are the same. */
  @Test
  void scoresOfAPicture() {
    Evaluation asked = new Evaluation(JudgedMaps.positions(RegionMean.WHOLE), "features", CONTENDERS, METRICS, ClassesAsked.BOTH, 1,
        JudgedMaps.OF_REGIONS);
    for (int number : List.of(0, 3)) {
      LabelledPicture picture = JudgedMaps.picture(number);
      Evaluation alone = new Evaluation(JudgedMaps.positions(JudgedMaps.region(picture)), "features", CONTENDERS, METRICS,
          ClassesAsked.BOTH, 1);
      assertEquals(alone.of(picture), asked.of(picture));
      assertTrue(alone.map(picture, "gradcam", "features", 1).orElseThrow().map()
          .sameAs(asked.map(picture, "gradcam", "features", 1).orElseThrow().map()));
      assertNotEquals(asked.of(picture).rows(), new Evaluation(JudgedMaps.positions(RegionMean.WHOLE), "features", CONTENDERS,
          METRICS, ClassesAsked.BOTH, 1).of(picture).rows());
    }
  }

  /** The class that counts as the best is what the question is about, whatever the scores are that its layer makes. */
  @Test
  void aClassWithoutAScoreIsLeftOutWithItsReason() {
    Inquiry inquiry = new Inquiry() {
      @Override
      public Probe about(LabelledPicture picture, Subject subject) { return subject.probe(picture.x(), Target.ofClass(2)); }

      @Override
      public void check(Probe probe, int c) {
        if (c == 2) throw new NotApplicableException("it is nowhere");
      }
    };
    List<Row> rows = new Evaluation(JudgedMaps.subject(), "features", CONTENDERS, METRICS, ClassesAsked.BOTH, 1, inquiry)
        .of(JudgedMaps.picture(0)).rows();
    assertEquals(Set.of(JudgedMaps.EXPLAINED, 2), rows.stream().map(Row::explained).collect(Collectors.toSet()));
    rows.forEach(row -> assertEquals(row.explained() == 2, row.judgement().equals(Judgement.leftOut("it is nowhere"))));
  }

  /**
   * Ten maps of Grad-CAM, of two runs each, are 20: with 19 there is no value, and the reason. One map costs what the judged one did, and is made with a budget of nothing.
   * The cost is that of both maps, 2 + 0 of a control, of the forwards and of the maps that are made: 2 + 1 + 20 + 2, and 1 + 0 + 0.
   */
  @Test
  void mapsAnewKeepToTheBudget() {
    Metric lipschitz = Metrics.named("local-lipschitz-estimate"), logit = Metrics.named("random-logit");
    assertEquals(List.of(10L, 1L, 1L), List.of(lipschitz.maps(), logit.maps(), METRICS.getFirst().forwards()));
    List<Metric> metrics = List.of(METRICS.getFirst(), lipschitz, logit);
    List<Contender> contenders = List.of(Contender.method("gradcam", _ -> Settings.USUAL), Control.CENTRE);
    for (long most : new long[]{0, 19, 20}) {
      Evaluation evaluation = new Evaluation(JudgedMaps.subject(), JudgedMaps.subject().layer(), contenders, metrics,
          ClassesAsked.LABEL, 1, Inquiry.OF_NETWORK, new MapBudget(most));
      boolean within = most >= 20;
      List<Judgement> judged = evaluation.of(JudgedMaps.picture(0)).rows().stream().map(Row::judgement).toList();
      assertEquals(within, judged.get(1) instanceof Judgement.Value, judged.toString());
      if (!within)
        assertEquals(Judgement.leftOut("10 maps made anew would take more than " + most + " runs of the network"), judged.get(1));
      for (int i : new int[]{0, 2, 3, 4, 5}) assertInstanceOf(Judgement.Value.class, judged.get(i));
      assertEquals(new Evaluation.Cost(within ? 26 : 6, within ? List.of() : List.of("gradcam")),
          evaluation.cost(JudgedMaps.picture(0)));
    }
  }

  /** A contender of a layer, "broken". */
  private record Broken(Supplier<Method> method) implements Contender {
    @Override
    public String title() { return "broken"; }

    @Override
    public boolean usesLayer() { return true; }

    @Override
    public Method of(LabelledPicture picture, Probe probe) { return method.get(); }
  }

  private static void assertLeftOut(String reason, Supplier<Method> method) {
    JudgedPicture judged = new Evaluation(JudgedMaps.subject(), JudgedMaps.subject().layer(), List.of(new Broken(method)), METRICS,
        ClassesAsked.LABEL, 1)
        .of(JudgedMaps.picture(0));
    assertEquals(0, judged.forwards());
    assertEquals(METRICS.size(), judged.rows().size());
    assertTrue(judged.rows().stream().map(Row::judgement).allMatch(judgement -> judgement.equals(Judgement.leftOut(reason))));
    assertTrue(judged.rows().stream().allMatch(row -> row.layer().equals("features")));
  }

  @Test
  void aMapThatIsNotFiniteIsLeftOutWithItsReason() {
    assertLeftOut("the map has NaN or infinite cells",
        () -> new JudgedMaps.Given(Tensor.filled(Shape.of(6, 8), Precision.FLOAT64, Double.NaN)));
  }

  /** That there is no method for a picture is said of its map; the picture is judged by the others. */
  @Test
  void aContenderWithoutAMethodIsLeftOutWithItsReason() {
    assertLeftOut("too slow", () -> {
      throw new NotApplicableException("too slow");
    });
  }

  @Test
  void aPictureWithoutALabelSaysWhatNeedsNone() {
    LabelledPicture unknown = new LabelledPicture("unknown", JudgedMaps.picture(0).x(), OptionalInt.empty(), List.of());
    Evaluation evaluation = new Evaluation(JudgedMaps.subject(), JudgedMaps.subject().layer(), CONTENDERS, METRICS,
        ClassesAsked.LABEL, 1);
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
        () -> evaluation.of(unknown));
    assertEquals("unknown has no label; --classes top1 needs none", refused.getMessage());
    List<ObjectTruth> two = Stream.of(0, 1).map(c -> new ObjectTruth(c, new Box(0, 0, 3, 3), Optional.empty())).toList();
    LabelledPicture several = new LabelledPicture("unknown", unknown.x(), OptionalInt.empty(), two);
    assertEquals("unknown has objects of 2 classes and no label that says which is meant; --classes top1 needs none",
        assertThrows(IllegalArgumentException.class, () -> evaluation.of(several)).getMessage());
  }

  /** The scores of a batch are those of its pictures, whatever its size: also of the filled-up last one. */
  @Test
  void batchedScoresAreThoseOfEachPicture() {
    JudgedMap judged = JudgedMaps.of(JudgedMaps.map(0));
    for (int most : new int[]{1, 3, 4, 16}) {
      BatchedScores batched = new BatchedScores(judged.probe().subject().model(), judged.probe().executor(), most);
      List<Tensor> S = batched.of(7, i -> JudgedMaps.picture(i).x()).S();
      for (int i : IntStream.range(0, 7).toArray())
        for (int m = 0; m < JudgedMaps.CLASSES; m++)
          assertEquals(JudgedMaps.scores(judged, JudgedMaps.picture(i).x()).cell(m), S.get(i).cell(m), 1e-12);
    }
    assertEquals(List.of(),
        new BatchedScores(judged.probe().subject().model(), judged.probe().executor(), 4).of(0, _ -> judged.x()).S());
  }

  /** Of pictures with equal cells one is run, whoever asks, in whatever batch; 0 and −0 are not equal. */
  @Test
  void equalPicturesAreRunOnce() {
    JudgedMap judged = JudgedMaps.of(JudgedMaps.map(0));
    BatchedScores batched = new BatchedScores(judged.probe().subject().model(), judged.probe().executor(), 2);
    int[] which = {0, 1, 0, 2, 2, 1, 0, 3};
    BatchedScores.Found found = batched.of(which.length, i -> JudgedMaps.picture(which[i]).x().map(v -> v));
    assertEquals(4, found.forwards());
    for (int i = 0; i < which.length; i++)
      for (int m = 0; m < JudgedMaps.CLASSES; m++)
        assertEquals(JudgedMaps.scores(judged, JudgedMaps.picture(which[i]).x()).cell(m), found.S().get(i).cell(m), 1e-12);
    Tensor zeros = Tensor.zeros(judged.x().shape(), judged.x().precision());
    assertEquals(2, batched.of(3, i -> i == 1 ? zeros.negate() : zeros).forwards());
  }

  /** One changed bit of one cell changes both halves; single cells do not cancel. */
  @Test
  void fingerprintsTellPicturesApart() {
    Tensor x = JudgedMaps.picture(0).x();
    Set<Long> a = new HashSet<>(), b = new HashSet<>();
    for (int cell = -1; cell < x.size(); cell++) {
      int changed = cell;
      Fingerprint of = Fingerprint
          .of(Tensor.filled(x.shape(), x.precision(), e -> e == changed ? Math.nextUp(x.cell(e)) : x.cell(e)));
      a.add(of.a());
      b.add(of.b());
    }
    assertEquals(List.of(x.size() + 1, x.size() + 1), List.of(a.size(), b.size()));
    assertEquals(Fingerprint.of(x), Fingerprint.of(x.map(v -> v)));
    assertNotEquals(Fingerprint.of(x), Fingerprint.of(x.to(Precision.FLOAT32)));
  }
}
