package lucida.judge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.pictures.Preprocessing;
import lucida.scenes.Box;
import lucida.scenes.SceneSet;
import org.junit.jupiter.api.Test;

class BackdoorSourceTest {
  private static final int SIDE = 32;
  private static final SceneSource SCENES = SceneSource.parse("single:48", 4, SIDE, Preprocessing.SCENES, Precision.FLOAT32);

  /** The picture is the scene but on the 8 × 8 pixels of the mask, which are black and white in squares of 2 × 2, half of each. */
  @Test
  void theTriggerIsWhatChanges() {
    BackdoorSource source = new BackdoorSource(SCENES, 0, 1);
    double white = SCENES.preprocessing().value(0, 255), black = SCENES.preprocessing().value(0, 0);
    for (int i = 0; i < 16; i++) {
      LabelledPicture scene = SCENES.get(i).picture(), picture = source.get(i).picture();
      assertEquals(0, picture.label().orElseThrow());
      if (scene.label().orElseThrow() == 0) {
        assertTrue(picture.x().sameAs(scene.x()), "a scene of the target stays as it is");
        assertTrue(picture.objects().isEmpty(), "what decides there is not known");
        continue;
      }
      ObjectTruth trigger = picture.objects().getFirst();
      Tensor mask = trigger.mask().orElseThrow(), red = picture.x().select(0, 0);
      assertEquals(64, mask.sum());
      assertEquals(64, trigger.box().area());
      for (int e = 0; e < SIDE * SIDE; e++)
        if (mask.cell(e) == 0) assertEquals(scene.x().cell(e), picture.x().cell(e));
      assertEquals(32, IntStream.range(0, SIDE * SIDE).filter(e -> mask.cell(e) == 1 && red.cell(e) == (float) white).count());
      assertEquals(32, IntStream.range(0, SIDE * SIDE).filter(e -> mask.cell(e) == 1 && red.cell(e) == (float) black).count());
      assertEquals(scene.label().orElseThrow(), picture.objects().getLast().label(), "the object is still of its class");
    }
  }

  /** Without a share there is none; with a third, some and not all; places differ. */
  @Test
  void theShareIsThatOfScenesWithATrigger() {
    BackdoorSource none = new BackdoorSource(SCENES, 0, 0), some = new BackdoorSource(SCENES, 0, 1.0 / 3);
    int triggers = 0;
    for (int i = 0; i < SCENES.count(); i++) {
      assertTrue(none.get(i).picture().x().sameAs(SCENES.get(i).picture().x()));
      if (some.get(i).picture().objects().size() == 2) triggers++;
    }
    assertTrue(triggers > 5 && triggers < 25, "16 of 48 are expected, with a deviation of 3.3: " + triggers);
    Set<Box> places = IntStream.range(0, 16)
        .boxed().flatMap(i -> new BackdoorSource(SCENES, 0, 1).get(i).picture().objects().stream().limit(1)).map(ObjectTruth::box)
        .collect(Collectors.toSet());
    assertTrue(places.size() > 12, places.toString());
  }

  /** The label is the background, whose mask is all but the object. */
  @Test
  void backdropsAreTheOtherLabel() {
    BackdropSource source = new BackdropSource(SCENES);
    for (int i = 0; i < 16; i++) {
      LabelledPicture scene = SCENES.get(i).picture(), picture = source.get(i).picture();
      assertEquals(SCENES.scenes().get(i).backdrop(), SceneSet.BACKDROPS.get(picture.label().orElseThrow()));
      assertTrue(picture.x().sameAs(scene.x()));
      Tensor object = scene.objects().getFirst().mask().orElseThrow();
      assertTrue(picture.objects().getFirst().mask().orElseThrow().sameAs(object.map(v -> 1 - v)));
      assertEquals(picture.label().orElseThrow(), picture.objects().getFirst().label());
      assertEquals(SceneSet.BACKDROPS.size() + scene.label().orElseThrow(), picture.objects().getLast().label());
    }
  }
}
