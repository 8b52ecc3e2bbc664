package lucida.cam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.cam.catalogue.Methods;
import lucida.cam.channels.GradCam;
import lucida.cam.derivatives.GradCamPlusPlus;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
  private static final Precision F64 = Precision.FLOAT64;

  /** Counts the programs that are compiled. */
  private record Counting(Executor executor, AtomicInteger programs) implements Executor {
    @Override
    public Precision precision() { return executor.precision(); }

    @Override
    public Executor in(Precision other) { return new Counting(executor.in(other), programs); }

    @Override
    public Compiled compile(Program program, Map<? extends Expr, Tensor> fixed) {
      programs.incrementAndGet();
      return executor.compile(program, fixed);
    }
  }

  private static Tensor picture(Subject subject, int n) {
    return RandomStream.of(n).gaussian(subject.model().network().input(), F64, 0, 1);
  }

  /**
   * 200 Grad-CAMs of 200 pictures and all classes: one program to the layer, one to the scores and back; nothing grows with the number of
   * pictures or of classes.
   */
  @Test
  void programsAreCompiledOnceForAllPictures() {
    AtomicInteger programs = new AtomicInteger();
    Subject subject = Subject.of(Example.DENSE.model(), Example.LAYER, new Counting(Executor.float64(), programs));
    for (int n = 0; n < 200; n++) new GradCam().explain(subject.probe(picture(subject, n), Target.ofClass(n % Example.CLASSES)));
    assertEquals(2, programs.get());
  }

  /** The sweep that all classes share, against the gradient of one class alone, written for this class: the same bits. */
  @Test
  void theSharedSweepIsTheGradientOfTheClass() {
    for (Example example : Example.values())
      for (Score score : Score.values()) {
        Subject subject = Subject.of(example.model(), Example.LAYER, Executor.float64());
        Tensor x = picture(subject, 7);
        Target alone = new Target.OfFunction("class 2", f -> f.scores().at(1, 2));
        Tensor shared = subject.probe(x, Target.ofClass(2)).gradient(score);
        if (score != Score.PROBABILITY)
          assertTrue(shared.cells().sameAs(subject.probe(x, alone).gradient(score).cells()), example + " " + score);
        Probe probe = subject.probe(x, Target.ofClass(2));
        Tensor direct = probe.fromActivations(
            List.of(Reverse.gradient(probe.differentiated(score), probe.cut().activations()))).getFirst();
        assertTrue(shared.cells().sameAs(direct.reshape(shared.shape()).cells()), example + " " + score + ", written out");
      }
  }

  /** S is computed on the way to the gradient, or for itself if it is asked for first: the same bits, of both. */
  @Test
  void scoresAndGradientDoNotDependOnWhichIsFirst() {
    for (Example example : Example.values())
      for (Score score : Score.values()) {
        Subject subject = Subject.of(example.model(), Example.LAYER, Executor.float64());
        Probe gradientFirst = subject.probe(picture(subject, 7), Target.ofClass(2));
        Tensor gradient = gradientFirst.gradient(score);
        Probe scoresFirst = subject.probe(picture(subject, 7), Target.ofClass(2));
        assertTrue(scoresFirst.logits().cells().sameAs(gradientFirst.logits().cells()), example + " " + score);
        assertTrue(gradient.cells().sameAs(scoresFirst.gradient(score).cells()), example + " " + score);
      }
  }

  @Test
  void threadsShareIt() throws Exception {
    Subject subject = Subject.of(Example.SMOOTH.model(), Example.LAYER, Executor.float64());
    List<Tensor> expected = IntStream.range(0, 40).mapToObj(n -> map(subject, n)).toList();
    Subject fresh = Subject.of(Example.SMOOTH.model(), Example.LAYER, Executor.float64());
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Tensor>> maps = new ArrayList<>();
      for (int n = 0; n < 40; n++) {
        int number = n;
        maps.add(threads.submit(() -> map(fresh, number)));
      }
      for (int n = 0; n < 40; n++) assertTrue(expected.get(n).cells().sameAs(maps.get(n).get().cells()), "picture " + n);
    }
  }

  private static Tensor map(Subject subject, int n) {
    return new GradCamPlusPlus(Score.EXP).explain(subject.probe(picture(subject, n), Target.ofClass(n % Example.CLASSES))).signed();
  }

  private static SaliencyMap explained(Subject subject, String method, int picture, int id) {
    return Methods.named(method, Settings.USUAL).explain(subject.probe(Example.picture(picture), Target.ofClass(id)));
  }

  /** Another picture and another class compile nothing, and the map is that of a subject of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"gradcam", "counterfactual", "gradcam++-closed", "xgradcam", "layercam", "hirescam", "scorecam",
      "scorecam-probability", "iscam", "shapleycam", "gradient", "guided-backprop", "smoothgrad", "integrated-gradients",
      "occlusion", "rise", "ablationcam", "eigencam", "eigengradcam", "fullgrad", "groupcam", "sscam", "vargrad", "squaregrad",
      "deconvnet", "guided-gradcam", "gradcam++", "smooth-gradcam++"})
  void oneProgramForAllPicturesAndClasses(String method) {
    AtomicInteger programs = new AtomicInteger();
    Subject subject = Subject.of(Example.DENSE.model(), Example.LAYER, new Counting(Executor.float64(), programs));
    explained(subject, method, 0, 1);
    int once = programs.get();
    SaliencyMap kept = explained(subject, method, 1, 2);
    assertEquals(once, programs.get(), "compiled for the second picture");
    assertTrue(once > 0);
    assertArrayEquals(explained(Example.DENSE.subject(), method, 1, 2).map().toDoubles(), kept.map().toDoubles());
  }

  /** A score that is infinite elsewhere leaves the explained class alone: other classes are skipped, not multiplied by 0. */
  @Test
  void anotherClassIsInfinite() {
    Subject subject = Example.DENSE.subject();
    Tensor x = Example.picture(0);
    Formulas f = subject.formulas(1);
    Map<Expr, Tensor> given = subject.model().given(f.forward(), x.reshape(x.shape().insert(0, 1)));
    given.put(f.oneHot(), Tensor.vector(0, 1, 0, 0));
    given.put(f.cut().scores(), Tensor.matrix(new double[]{Double.POSITIVE_INFINITY, 2.5, Double.NaN, 0}));
    assertEquals(2.5, subject.executor().run(Program.of(List.of(f.scoreOfClass()), f.cut().scores()), given).getFirst().item());
  }

  /** What is kept is bounded: what was asked for longest ago is forgotten, and only that. */
  @Test
  void whatIsKeptIsBounded() {
    CompiledModel model = new CompiledModel(Example.DENSE.model(), Executor.float64());
    AtomicInteger made = new AtomicInteger();
    for (int key = 0; key < 64; key++) model.once(key, Integer.class, made::incrementAndGet);
    assertEquals(1, model.once(0, Integer.class, made::incrementAndGet));
    model.once(64, Integer.class, made::incrementAndGet);
    assertEquals(1, model.once(0, Integer.class, made::incrementAndGet), "asked for a moment ago");
    assertEquals(66, model.once(1, Integer.class, made::incrementAndGet), "asked for longest ago");
  }

  /** Pictures of many sizes take no more room than those of one. */
  @Test
  void allSizesShareTheBound() {
    CompiledModel model = new CompiledModel(Example.GAP.model(), Executor.float64());
    AtomicInteger made = new AtomicInteger();
    model.once("first", Integer.class, made::incrementAndGet);
    Shape usual = model.model().network().input();
    CompiledModel other = model.forPictures(Shape.of(usual.extent(0), usual.extent(1) + 2, usual.extent(2)));
    for (int key = 0; key < 64; key++) other.once(key, Integer.class, made::incrementAndGet);
    assertEquals(66, model.once("first", Integer.class, made::incrementAndGet), "made again");
  }

  @Test
  void refusesWhatItCannotExplain() {
    Subject subject = Subject.of(Example.GAP.model(), Example.LAYER, Executor.float64());
    assertEquals("A batch of 0: it has at least 1 picture",
        assertThrows(IllegalArgumentException.class, () -> subject.inBatchesOf(0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> subject.at("nowhere"));
    assertTrue(assertThrows(IllegalArgumentException.class,
        () -> subject.probe(picture(subject, 1), Target.ofClass(99)).gradient(Score.LOGIT)).getMessage().contains("no class 99"));
  }
}
