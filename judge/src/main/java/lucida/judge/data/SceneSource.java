package lucida.judge.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
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
  private static final Map<String, SceneKind> KINDS = Map.of("single", new SceneKind.Single(), "several", new SceneKind.Several(),
      "pair", new SceneKind.Pair(), "biased", new SceneKind.Biased(0, 1), "fine-grained", new SceneKind.FineGrained());

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
    SceneKind known = KINDS.get(kind);
    if (known == null)
      throw new IllegalArgumentException("there are no scenes '" + kind + "'; there are "
          + KINDS.keySet().stream().sorted().collect(Collectors.joining(", ")));
    String number = asked.length() > kind.length() ? asked.substring(kind.length() + 1) : Integer.toString(COUNT);
    if (!number.matches("[1-9]\\d{0,8}"))
      throw new IllegalArgumentException(
          "scenes '" + asked + "': after the colon comes how many, a whole number, not '" + number + "'");
    return new SceneSource(new SceneSet(known, Split.TEST, seed, Integer.parseInt(number), size), preprocessing, precision);
  }

  @Override
  public int count() { return scenes.count(); }

  @Override
  public String name(int i) { return kind() + "-" + i; }

  private String kind() {
    return switch (scenes.kind()) {
      case SceneKind.Single _ -> "single";
      case SceneKind.Several _ -> "several";
      case SceneKind.Pair _ -> "pair";
      case SceneKind.Biased _ -> "biased";
      case SceneKind.FineGrained _ -> "fine-grained";
    };
  }

  @Override
  public List<String> notes() { return List.of(); }

  @Override
  public SourcedPicture get(int i) {
    Scene scene = scenes.get(i);
    LabelledPicture picture = new LabelledPicture(name(i), preprocessing.tensor(picture(scene), precision),
        OptionalInt.of(scene.label()),
        scene.objects().stream().map(this::object).toList(), scene.cue().map(this::tensor));
    return new SourcedPicture(picture, List.of());
  }

  private static Picture picture(Scene scene) {
    int plane = scene.size() * scene.size();
    byte[] pixels = scene.pixels();
    byte[] samples = new byte[pixels.length];
    for (int k = 0; k < samples.length; k++) samples[k] = pixels[k % 3 * plane + k / 3];
    return Picture.of(scene.size(), scene.size(), samples);
  }

  private ObjectTruth object(Instance object) {
    Map<String, Tensor> parts = new LinkedHashMap<>();
    object.parts().forEach((part, mask) -> parts.put(part, tensor(mask)));
    return new ObjectTruth(object.label(), object.box(), Optional.of(tensor(object.mask())), parts,
        OptionalDouble.of(object.visible()));
  }

  private Tensor tensor(Mask mask) { return mask.tensor(precision); }
}
