package lucida.judge.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.scenes.Box;
import lucida.scenes.SceneSet;

/**
 * Scenes with the other of their two labels: what is behind the object — the second label set of BAM, Yang, Kim 2019, arXiv 1907.09701 [GT 4]. What is true of the
 * backdrop's class is all but the object; the object, as something of no backdrop's class, is number {@code SceneSet.BACKDROPS.size()} + its class.
 *
 * @param scenes of one object each
 */
public record BackdropSource(SceneSource scenes) implements PictureSource {
  @Override
  public int count() { return scenes.count(); }

  @Override
  public String name(int i) { return "backdrop-of-" + scenes.name(i); }

  @Override
  public List<String> notes() { return scenes.notes(); }

  @Override
  public SourcedPicture get(int i) {
    LabelledPicture scene = scenes.get(i).picture();
    int label = SceneSet.BACKDROPS.indexOf(scenes.scenes().backdrop(i)), side = scenes.scenes().size();
    Tensor objects = scene.objects().stream().map(o -> o.mask().orElseThrow()).reduce((a, b) -> a.zip(b, Math::max)).orElseThrow();
    List<ObjectTruth> truths = new ArrayList<>(List.of(
        new ObjectTruth(label, new Box(0, 0, side - 1, side - 1), Optional.of(objects.map(v -> 1 - v)))));
    scene.objects().forEach(o -> truths.add(new ObjectTruth(SceneSet.BACKDROPS.size() + o.label(), o.box(), o.mask(), o.parts(),
        OptionalDouble.of(o.visible().orElse(1)))));
    return new SourcedPicture(
        new LabelledPicture(name(i), scene.x(), OptionalInt.of(label), truths, Optional.empty(), scene.redrawn()), List.of());
  }
}
