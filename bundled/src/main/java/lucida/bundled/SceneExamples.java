package lucida.bundled;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.layers.training.Examples;
import lucida.layers.training.Guidance;
import lucida.pictures.Preprocessing;
import lucida.scenes.SceneSet;

/** Scenes as networks of this room are trained on them: drawn when first asked for, by all processors, and kept as bytes. */
public final class SceneExamples implements Examples {
  private final SceneSet scenes;
  private final Optional<Guidance> guidance;
  /** What each byte of each channel becomes. */
  private final double[][] values = new double[3][256];
  private final AtomicReferenceArray<byte[]> drawn;

  /** These scenes, preprocessed as {@link Preprocessing#SCENES} says. */
  public SceneExamples(SceneSet scenes) {
    this(scenes, Optional.empty());
  }

  /** The same, with masks of what should matter. */
  public SceneExamples(SceneSet scenes, Optional<Guidance> guidance) {
    this.scenes = scenes;
    this.guidance = guidance;
    for (int c = 0; c < 3; c++)
      for (int sample = 0; sample < 256; sample++) values[c][sample] = Preprocessing.SCENES.value(c, sample);
    this.drawn = new AtomicReferenceArray<>(scenes.count());
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
    int size = scenes.size();
    Shape shape = Shape.of(indices.length, 3, size, size);
    Storage cells = precision.allocate(shape.size());
    IntStream.range(0, indices.length).parallel().forEach(n -> fill(pixels(indices[n]), cells, n * 3 * size * size));
    return Tensor.of(shape, cells);
  }

  private byte[] pixels(int i) {
    byte[] known = drawn.get(i);
    if (known != null) return known;
    byte[] pixels = scenes.pixels(i);
    drawn.set(i, pixels);
    return pixels;
  }

  private void fill(byte[] pixels, Storage cells, int at) {
    int plane = pixels.length / 3;
    for (int k = 0; k < pixels.length; k++) cells.set(at + k, values[k / plane][Byte.toUnsignedInt(pixels[k])]);
  }
}
