package lucida.judge.surgery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Progress;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.results.SeedRow;
import lucida.judge.surgery.CamSurgery.Stage;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.scenes.Split;
import org.junit.jupiter.api.Test;

class CamSurgeryTest {
  private static final CamSurgery SMALL = new CamSurgery(64, 1, 0.01, 20, 3);

  /** A network with dense layers and random weights. */
  private static Model before() {
    Network network = Stage.BEFORE.network();
    return new Model(network, Initial.weights(network, 5, Precision.FLOAT32));
  }

  private static Model started(Stage stage, Model given) { return SMALL.recipe(stage, 3).start().apply(given); }

  /** Both go on from one network: the one with all its weights, the other with those of its convolutions, and new ones as a seed draws them. */
  @Test
  void bothBeginWithTheSameConvolutions() {
    Model before = before(), dense = started(Stage.DENSE, before), gap = started(Stage.GAP, before);
    before.weights().tensors().forEach((name, w) -> assertTrue(w.sameAs(dense.weights().tensors().get(name)), name));
    Set<String> fresh = gap.weights().tensors().keySet().stream().filter(name -> !before.weights().tensors().containsKey(name))
        .map(name -> name.substring(0, name.indexOf('.'))).collect(Collectors.toSet());
    assertEquals(Set.of("cam_conv", "classifier"), fresh);
    Model drawn = new Model(gap.network(), Initial.weights(gap.network(), 3, Precision.FLOAT32));
    gap.weights().tensors().forEach((name, w) -> {
      Tensor there = before.weights().tensors().getOrDefault(name, drawn.weights().tensors().get(name));
      assertTrue(w.sameAs(there), name);
    });
  }

  /** Both learn the same scenes in the same order at the same rates; the test has none of them. */
  @Test
  void theSurgeryAloneDiffers() {
    int[] some = {0, 17, 63};
    for (Split split : Split.values())
      assertArrayEquals(SMALL.recipe(Stage.DENSE, 3).examples().apply(split).labels(new int[]{0, 7}),
          SMALL.recipe(Stage.GAP, 3).examples().apply(split).labels(new int[]{0, 7}));
    assertTrue(SMALL.recipe(Stage.DENSE, 3).examples().apply(Split.TRAINING).pictures(some, Precision.FLOAT32)
        .sameAs(SMALL.recipe(Stage.GAP, 3).examples().apply(Split.TRAINING).pictures(some, Precision.FLOAT32)));
    assertEquals(SMALL.recipe(Stage.DENSE, 3).rate(), SMALL.recipe(Stage.GAP, 3).rate());
    assertEquals(SMALL.recipe(Stage.DENSE, 3).seed(), SMALL.recipe(Stage.GAP, 3).seed());
    assertTrue(SMALL.recipe(Stage.DENSE, 3).examples().apply(Split.TRAINING).labels(some).length == 3
        && !SMALL.recipe(Stage.DENSE, 4).examples().apply(Split.TRAINING).pictures(some, Precision.FLOAT32)
            .sameAs(SMALL.recipe(Stage.DENSE, 3).examples().apply(Split.TRAINING).pictures(some, Precision.FLOAT32)));
  }

  /** [GC 3] on the changed network: ReLU(M) = Z·L, to rounding of sums over 192 channels in float32. */
  @Test
  void camIsGradCamWithoutItsReLU() {
    Subject gap = CamSurgery.subject(started(Stage.GAP, before()), Executor.float32());
    Tensor x = SMALL.pictures(3).get(0).picture().x();
    Probe probe = gap.probe(x, Target.ofClass(2));
    Tensor M = Methods.named("cam", Settings.USUAL).explain(probe).map(),
        L = Methods.named("gradcam", Settings.USUAL).explain(probe).map();
    assertEquals(64, L.size());
    assertEquals(0, M.relu().minus(L.scale(64)).abs().max(), 192 * Math.ulp(1f) * M.abs().max());
  }

  /** The accuracy counted one by one, and a value for every method and metric. */
  @Test
  void rowsOfANetwork() {
    Model gap = started(Stage.GAP, before());
    List<SeedRow> rows = SMALL.rows(Stage.GAP, 3, gap, Executor.float32(), Progress.NONE);
    Subject subject = CamSurgery.subject(gap, Executor.float32());
    int[] all = IntStream.range(0, 20).toArray(), labels = SMALL.recipe(Stage.GAP, 3).examples().apply(Split.TEST).labels(all);
    Tensor x = SMALL.recipe(Stage.GAP, 3).examples().apply(Split.TEST).pictures(all, Precision.FLOAT32);
    long right = IntStream.range(0, 20)
        .filter(i -> subject.probe(x.select(0, i), Target.predicted()).ranking().getFirst() == labels[i]).count();
    assertEquals(new SeedRow(3, "gap", "", "accuracy", 5.0 * right), rows.getFirst());
    assertEquals(List.of("gap", "gap, cam", "gap, gradcam", "gap, gradcam++", "any, control-centre", "any, control-random",
        "any, control-truth"), rows.stream().map(SeedRow::subject).distinct().toList());
    assertEquals(1 + 6 * 3 + 5 * 3, rows.size());
    assertEquals(1 + 6 * 2, SMALL.rows(Stage.BEFORE, 3, before(), Executor.float32(), Progress.NONE).size());
  }
}
