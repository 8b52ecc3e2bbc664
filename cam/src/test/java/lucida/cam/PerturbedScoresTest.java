package lucida.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import lucida.autodiff.run.Executor;
import lucida.autodiff.testkit.CountingExecutor;
import lucida.cam.catalogue.Methods;
import lucida.cam.channels.AblationCam;
import lucida.cam.masks.ScoreCam;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PerturbedScoresTest {
  private static SaliencyMap map(String method, Probe probe) { return Methods.named(method, Settings.USUAL).explain(probe); }

  private static Probe probe(Executor executor, Target target) {
    return Subject.of(Example.SMOOTH.model(), Example.LAYER, executor).inBatchesOf(1).probe(Example.picture(0), target);
  }

  /**
   * The first class costs a forward for each mask, besides A and S: 5 channels, 5 noises or steps for each, 12 × 12 patches and the
   * picture (a side has no more cells than pixels), 500 random masks, the picture and the picture without each channel. The next costs none.
   */
  @ParameterizedTest
  @CsvSource({"scorecam, 5", "scorecam-probability, 5", "sscam, 25", "iscam, 25", "occlusion, 145", "rise, 500", "ablationcam, 6"})
  void theNextClassCostsNoForward(String method, int forwards) {
    AtomicInteger samples = new AtomicInteger();
    Probe probe = probe(new CountingExecutor(Executor.float64(), samples), Target.ofClass(1));
    probe.logits(); // A and S
    probe.nonFinite();
    samples.set(0);
    map(method, probe);
    assertEquals(forwards, samples.get());
    map(method, probe.asking(Target.ofClass(2)));
    map(method, probe.asking(Target.against(3)));
    assertEquals(forwards, samples.get());
  }

  /** The masks of Score-CAM are the same for logit and probability; those of another layer are not. */
  @Test
  void forwardsAreThoseOfTheMasks() {
    AtomicInteger samples = new AtomicInteger();
    Probe probe = probe(new CountingExecutor(Executor.float64(), samples), Target.ofClass(1));
    map("scorecam", probe);
    probe.nonFinite();
    samples.set(0);
    map("scorecam-probability", probe.asking(Target.ofClass(2)));
    assertEquals(0, samples.get());
    Probe other = probe.at("relu1");
    Tensor there = map("scorecam", other).map();
    assertTrue(samples.get() >= 4, "channels of relu1");
    assertTrue(there.cells().sameAs(
        map("scorecam", Example.SMOOTH.subject().inBatchesOf(1).at("relu1").probe(Example.picture(0), Target.ofClass(1))).map()
            .cells()));
    samples.set(0);
    map("scorecam", probe.about(probe.x().scale(2)));
    assertTrue(samples.get() >= 5, "another picture");
  }

  static List<String> methods() { return Methods.names().stream().filter(name -> !name.endsWith("-rollout")).toList(); }

  /** Whatever was asked before, a map has the bits of one that was asked for alone. */
  @ParameterizedTest
  @MethodSource("methods")
  void mapsKeepTheirBits(String method) {
    Example example = method.equals("cam") || method.equals("fullgrad") ? Example.GAP : Example.SMOOTH;
    Probe probe = example.subject().probe(Example.picture(0), Target.ofClass(1));
    map(method, probe);
    for (Target next : List.of(Target.ofClass(2), Target.ofClass(0))) {
      Tensor alone = map(method, example.subject().probe(Example.picture(0), next)).signed();
      assertTrue(map(method, probe.asking(next)).signed().cells().sameAs(alone.cells()), next.toString());
    }
  }

  /** What is no class may read any layer: it is computed from the pictures. */
  @Test
  void functionsOfTheNetworkAreRunThemselves() {
    Probe probe = probe(Executor.float64(), Target.ofClass(1));
    new ScoreCam().weights(probe);
    Target sameClass = Target.ofScores("class 2", S -> S.at(1, 2));
    assertTrue(new ScoreCam().weights(probe.asking(sameClass)).w().cells()
        .sameAs(new ScoreCam().weights(probe.asking(Target.ofClass(2))).w().cells()));
    assertTrue(new AblationCam().weights(probe.asking(sameClass)).w().cells()
        .sameAs(new AblationCam().weights(probe.asking(Target.ofClass(2))).w().cells()));
  }

  /** Of batches of 4 cells with room for 8 two are kept: the third takes the place of the one that was not asked for longest. */
  @Test
  void whatIsKeptIsBounded() {
    PerturbedScores kept = new PerturbedScores(8);
    AtomicInteger runs = new AtomicInteger();
    for (String batch : List.of("a", "b", "a", "c", "a")) kept.once(batch, () -> counted(runs));
    assertEquals(3, runs.get());
    kept.once("b", () -> counted(runs));
    assertEquals(4, runs.get());
  }

  private static Tensor counted(AtomicInteger runs) {
    runs.incrementAndGet();
    return Tensor.zeros(Shape.of(1, 4), Precision.FLOAT64);
  }
}
