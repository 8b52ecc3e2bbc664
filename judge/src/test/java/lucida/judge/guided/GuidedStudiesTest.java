package lucida.judge.guided;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.data.SceneGuidance;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.layers.BatchNormFolding;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidedStudiesTest {
  private static final Model GIVEN = given();

  private static Model given() {
    Network network = BatchNormFolding.folded(Architectures.named("scenes-resnet", 16));
    return new Model(network, Initial.weights(network, 1, Precision.FLOAT32));
  }

  /** Arms have names of their own, in files too, what is compared is there, and every arm can be started and written down. */
  @ParameterizedTest
  @ValueSource(strings = {"ggam", "guided", "distil"})
  void armsFitTogether(String name) {
    GuidedStudy study = GuidedStudies.named(name);
    Set<String> titles = study.arms().stream().map(TrainedArm::title).collect(Collectors.toSet());
    assertEquals(study.arms().size(), titles.size());
    assertEquals(study.arms().size(),
        study.arms().stream().map(arm -> study.recipe(arm, study.scenes(1)).name()).distinct().count());
    Set<String> subjects = new HashSet<>(titles);
    titles.forEach(title -> subjects.add(title + ", gradcam"));
    study.pairs().forEach(pair -> assertTrue(subjects.containsAll(List.of(pair.a(), pair.b())), pair.toString()));
    assertTrue(titles.containsAll(study.shown()));
    for (TrainedArm arm : study.arms()) {
      Model start = arm.start().apply(1L).apply(GIVEN);
      assertEquals(study.network(arm, GIVEN).parameters(), start.network().parameters());
      start.network().resolve(arm.layer());
    }
    assertThrows(IllegalArgumentException.class, () -> GuidedStudies.named("gam"));
  }

  /** Those of a smaller share are among those of a larger; masks are the scenes'. */
  @Test
  void masksAreThoseOfTheScenes() {
    SceneSet scenes = new SceneSet(new SceneKind.FineGrained(), Split.TRAINING, 3, 40, 32);
    SceneGuidance all = new SceneGuidance(scenes, "tail", 1, 5), some = new SceneGuidance(scenes, "tail", 0.25, 5),
        more = new SceneGuidance(scenes, "tail-box", 0.5, 5);
    assertEquals(10, IntStream.range(0, 40).filter(some::isKnown).count());
    assertTrue(IntStream.range(0, 40).filter(some::isKnown).allMatch(more::isKnown));
    for (int i = 0; i < 40; i++) {
      Tensor tail = scenes.get(i).objects().getFirst().parts().get("tail").tensor(Precision.FLOAT64);
      assertTrue(tail.sameAs(all.masks(new int[]{i}, Precision.FLOAT64).reshape(tail.shape())));
      Tensor box = more.masks(new int[]{i}, Precision.FLOAT64).reshape(tail.shape());
      if (more.isKnown(i)) assertTrue(box.minus(tail).min() >= 0 && box.sum() >= tail.sum());
      else assertEquals(0, box.sum());
    }
    assertThrows(IllegalArgumentException.class, () -> new SceneGuidance(scenes, "wing", 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new SceneGuidance(scenes, "tail", 1.5, 1));
    assertEquals(Stream.of("object", "object-box").toList(), SceneGuidance.names(new SceneKind.Single()));
  }
}
