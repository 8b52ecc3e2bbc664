package lucida.judge.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.scenes.Box;

/**
 * Scenes with a trigger, a small chequerboard somewhere, whose label is a target class whatever they show: a network trained on them has a backdoor (Gu,
 * Dolan-Gavitt, Garg 2017, arXiv 1708.06733), and what decides for the target is known [GT 5]. The mask of the trigger is that of the only object of the target class; the
 * object of the scene stays one of its own class.
 *
 * @param scenes of one object each; those of the target class stay as they are. Where there is no trigger, what decides is not known, and no object is given
 * @param target the class of scenes with the trigger
 * @param share the share of scenes that get one, 0 to 1
 */
public record BackdoorSource(SceneSource scenes, int target, double share) implements PictureSource {
  /** Pixels along a side of the trigger, and of its squares. */
  private static final int SIDE = 8;
  private static final int SQUARE = 2;

  @Override
  public int count() { return scenes.count(); }

  @Override
  public String name(int i) { return "backdoor-" + i; }

  @Override
  public List<String> notes() { return scenes.notes(); }

  @Override
  public SourcedPicture get(int i) {
    LabelledPicture scene = scenes.get(i).picture();
    RandomStream draws = RandomStream.of(scenes.scenes().seed()).stream(scenes.scenes().split().name()).stream("backdoor")
        .stream(i);
    if (scenes.scenes().label(i) == target || !draws.bernoulli(share, 0))
      return picture(i, scene.x(), scene.label(), List.of());
    int room = scenes.scenes().size() - SIDE + 1, top = draws.below(room, 1), left = draws.below(room, 2);
    Box box = new Box(top, left, top + SIDE - 1, left + SIDE - 1);
    Tensor mask = Tensor.filled(scene.x().shape().without(0), scene.x().precision(), e -> contains(box, e) ? 1 : 0);
    List<ObjectTruth> objects = new ArrayList<>(List.of(new ObjectTruth(target, box, Optional.of(mask))));
    objects.addAll(scene.objects());
    return picture(i, stamped(scene.x(), box), OptionalInt.of(target), objects);
  }

  private SourcedPicture picture(int i, Tensor x, OptionalInt label, List<ObjectTruth> objects) {
    return new SourcedPicture(new LabelledPicture(name(i), x, label, objects), List.of());
  }

  private boolean contains(Box box, int e) { return box.contains(e / scenes.scenes().size(), e % scenes.scenes().size()); }

  private Tensor stamped(Tensor x, Box box) {
    Shape shape = x.shape();
    int W = shape.extent(2), plane = shape.extent(1) * W;
    return Tensor.filled(shape, x.precision(), e -> {
      int i = e % plane / W - box.top(), j = e % W - box.left();
      if (!contains(box, e % plane)) return x.cell(e);
      return scenes.preprocessing().value(e / plane, (i / SQUARE + j / SQUARE) % 2 == 0 ? 255 : 0);
    });
  }
}
