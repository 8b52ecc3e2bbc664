package lucida.judge.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.PictureFact;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.judge.Redrawn;
import lucida.pictures.Geometry;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.scenes.Instance;
import lucida.scenes.Mask;
import lucida.scenes.Scene;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;

/**
 * Scenes, drawn at the network's size, so that every pixel's truth is exact.
 *
 * @param scenes which
 * @param preprocessing the network's; scenes are not resized
 * @param precision of the pictures
 */
public record SceneSource(SceneSet scenes, Preprocessing preprocessing, Precision precision) implements PictureSource {
  /** How many scenes there are where no number is said. */
  public static final int COUNT = 100;

  /** What can be asked for, with the kind. A network that is judged on biased scenes may have been trained with any strength: these are of the test set, where it plays no part. */
  private static final List<SceneKind> KINDS = List.of(new SceneKind.Single(), new SceneKind.Several(), new SceneKind.Pair(),
      new SceneKind.Biased(0, 1), new SceneKind.FineGrained(), new SceneKind.Exchanged(), new SceneKind.Related());

  /** The scenes are as large as the network's pictures. */
  public SceneSource {
    preprocessing = preprocessing.with(new Geometry.AsIs());
  }

  /**
   * The scenes that "KIND" or "KIND:N" asks for, of the test set: no network of this project was trained on them.
   *
   * @param size pixels along a side of the network's pictures
   * @throws IllegalArgumentException if there is no such kind, or no such number of scenes
   */
  public static SceneSource parse(String asked, long seed, int size, Preprocessing preprocessing, Precision precision) {
    String kind = asked.replaceFirst(":.*", "");
    SceneKind known = KINDS.stream().filter(k -> k.name().equals(kind)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there are no scenes '" + kind + "'; there are "
            + KINDS.stream().map(SceneKind::name).sorted().collect(Collectors.joining(", "))));
    String number = asked.length() > kind.length() ? asked.substring(kind.length() + 1) : Integer.toString(COUNT);
    if (!number.matches("[1-9]\\d{0,8}"))
      throw new IllegalArgumentException(
          "scenes '" + asked + "': after the colon comes how many, a whole number from 1 to 999999999, not '" + number + "'");
    return new SceneSource(new SceneSet(known, Split.TEST, seed, Integer.parseInt(number), size), preprocessing, precision);
  }

  @Override
  public int count() { return scenes.count(); }

  @Override
  public String name(int i) { return scenes.kind().name() + "-" + i; }

  @Override
  public Set<PictureFact> unknown() {
    return switch (scenes.kind()) {
      case SceneKind.Biased _ -> Set.of(PictureFact.TAIL);
      case SceneKind.FineGrained _ -> Set.of(PictureFact.CUE);
      case SceneKind.Single _, SceneKind.Several _, SceneKind.Pair _, SceneKind.Exchanged _, SceneKind.Related _ ->
        Set.of(PictureFact.CUE, PictureFact.TAIL);
    };
  }

  @Override
  public List<String> notes() { return List.of(); }

  @Override
  public SourcedPicture get(int i) {
    Scene scene = scenes.get(i);
    LabelledPicture picture = new LabelledPicture(name(i), tensor(scene.pixels()), OptionalInt.of(scene.label()),
        scene.objects().stream().map(this::object).toList(), scene.cue().map(this::tensor), Optional.of(redrawn(i, scene)))
        .withBlack(SourcedPicture.black(preprocessing, 3, precision));
    return new SourcedPicture(picture, List.of());
  }

  private Redrawn redrawn(int i, Scene scene) {
    return new Redrawn() {
      @Override
      public Tensor without(Set<String> parts) { return tensor(scenes.pixelsWithout(i, parts)); }

      @Override
      public Tensor withoutObjects() { return tensor(scenes.pixelsWithoutObjects(i)); }

      @Override
      public Tensor withoutObject(int object) { return tensor(scenes.pixelsWithoutObject(i, object)); }

      @Override
      public List<Tensor> background() { return scene.clutter().stream().map(mask -> tensor(mask)).toList(); }

      @Override
      public Tensor withoutBackground(int k) { return tensor(scenes.pixelsWithoutClutter(i, k)); }
    };
  }

  private Tensor tensor(byte[] pixels) {
    return preprocessing.tensor(Picture.ofPlanes(scenes.size(), scenes.size(), pixels), precision);
  }

  private ObjectTruth object(Instance object) {
    Map<String, Tensor> parts = new LinkedHashMap<>();
    object.parts().forEach((part, mask) -> parts.put(part, tensor(mask)));
    Tensor whole = tensor(object.mask());
    Tensor named = parts.values().stream().reduce((a, b) -> a.zip(b, Math::max)).orElseGet(() -> whole.map(_ -> 0));
    parts.put(Instance.REST, whole.zip(named, (all, some) -> Math.max(0, all - some)));
    return new ObjectTruth(object.label(), object.box(), Optional.of(whole), parts,
        OptionalDouble.of(object.visible()));
  }

  private Tensor tensor(Mask mask) { return mask.tensor(precision); }
}
