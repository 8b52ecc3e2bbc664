package lucida.judge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.judge.Redrawn;
import lucida.pictures.Preprocessing;
import lucida.scenes.Scene;
import org.junit.jupiter.api.Test;

class SceneSourceTest {
  private static SceneSource source(String asked) {
    return SceneSource.parse(asked, 0, 32, Preprocessing.SCENES, Precision.FLOAT64);
  }

  /** (v − mean)/deviation of v in 0..1, mean ½ and deviation ¼, from the scene's own tensor. */
  @Test
  void thePictureIsTheScenePreprocessed() {
    SceneSource source = source("several:5");
    Scene scene = source.scenes().get(3);
    LabelledPicture picture = source.get(3).picture();
    Tensor expected = scene.picture(Precision.FLOAT64).map(v -> (v - 0.5) / 0.25);
    assertTrue(expected.sameAs(picture.x()));
    assertEquals("several-3", picture.name());
    assertEquals(OptionalInt.of(scene.label()), picture.label());
    assertEquals(scene.objects().stream().map(o -> o.mask().area()).toList(),
        picture.objects().stream().map(o -> (int) o.mask().orElseThrow().sum()).toList());
    List<String> parts = new ArrayList<>(scene.objects().getFirst().parts().keySet());
    parts.add("rest");
    assertEquals(parts, List.copyOf(picture.objects().getFirst().parts().keySet()));
    assertEquals(scene.objects().getFirst().visible(), picture.objects().getFirst().visible().orElseThrow());
  }

  /** What is of no part is the rest: the mask is the union of the parts and the rest, which share no pixel. Drawn again without nothing, the picture is the same. */
  @Test
  void partsAndTheRestMakeTheObject() {
    LabelledPicture picture = source("single:3").get(2).picture();
    ObjectTruth object = picture.objects().getFirst();
    Map<String, Tensor> named = new LinkedHashMap<>(object.parts());
    Tensor rest = Objects.requireNonNull(named.remove("rest"));
    Tensor union = named.values().stream().reduce((a, b) -> a.zip(b, Math::max)).orElseThrow();
    assertEquals(0, union.times(rest).sum());
    assertTrue(union.zip(rest, Math::max).zip(object.mask().orElseThrow(), Math::max).sameAs(object.mask().orElseThrow()));
    Redrawn redrawn = picture.redrawn().orElseThrow();
    assertTrue(redrawn.without(Set.of()).sameAs(picture.x()));
    assertFalse(redrawn.without(Set.of("rest")).sameAs(picture.x()));
    assertFalse(redrawn.withoutObjects().sameAs(redrawn.without(Set.of("rest"))));
  }

  @Test
  void allKindsHaveTheirTruth() {
    assertTrue(source("pair:1").get(0).picture().objects().stream().map(o -> o.label()).distinct().count() == 2);
    assertTrue(source("fine-grained:1").get(0).picture().objects().getFirst().parts().containsKey("tail"));
    SceneSource biased = source("biased:8");
    List<Double> cues = IntStream.range(0, 8).mapToObj(i -> biased.get(i).picture().cue().map(Tensor::sum).orElse(0.0)).toList();
    assertTrue(cues.contains(0.0) && cues.stream().anyMatch(c -> c > 0), "half of the test's scenes are lit: " + cues);
    assertEquals(SceneSource.COUNT, source("single").count());
  }

  @Test
  void whatIsNotUnderstoodIsNamed() {
    assertEquals("there are no scenes 'double'; there are biased, exchanged, fine-grained, pair, related, several, single",
        assertThrows(IllegalArgumentException.class, () -> source("double:3")).getMessage());
    for (String number : List.of("0", "", "x", "-1", "1:2"))
      assertEquals(
          "scenes 'pair:" + number + "': after the colon comes how many, a whole number from 1 to 999999999, not '" + number + "'",
          assertThrows(IllegalArgumentException.class, () -> source("pair:" + number)).getMessage());
  }
}
