package lucida.bundled;

import java.util.Arrays;
import java.util.Optional;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.layers.training.Examples;
import lucida.layers.training.Guidance;
import lucida.pictures.Preprocessing;
import lucida.scenes.SceneSet;

/** Scenes as networks of this room are trained on them: drawn when first asked for, by all processors, and kept as bytes. */
public final class SceneExamples implements Examples {
  private final SceneSet scenes;
  private final Optional<Guidance> guidance;
  private final DrawnPictures pictures;

  /** These scenes, preprocessed as {@link Preprocessing#SCENES} says. */
  public SceneExamples(SceneSet scenes) {
    this(scenes, Optional.empty());
  }

  /** The same, with masks of what should matter. */
  public SceneExamples(SceneSet scenes, Optional<Guidance> guidance) {
    this.scenes = scenes;
    this.guidance = guidance;
    this.pictures = new DrawnPictures(scenes.count(), scenes.size(), scenes::pixels);
  }

  @Override
  public int size() { return scenes.count(); }

  @Override
  public int classes() { return scenes.classes().size(); }

  @Override
  public int[] labels(int[] indices) { return Arrays.stream(indices).map(scenes::label).toArray(); }

  @Override
  public Optional<Guidance> guidance() { return guidance; }

  @Override
  public Tensor pictures(int[] indices, Precision precision) {
    return pictures.of(indices, precision);
  }
}
