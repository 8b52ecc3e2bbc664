package lucida.scenes;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Painting;
import lucida.scenes.art.Raster;
import lucida.scenes.backdrop.Backdrop;
import lucida.scenes.motif.Motif;

/**
 * A set of numbered scenes, made on demand. Scene i is a pure function of kind, split, seed, size and i: the same bits whatever the
 * order, the number of threads and the machine, and the same scene at every size. The first C scenes show each of the C classes once,
 * so do the next C, and so on.
 *
 * @param kind what the scenes show
 * @param split which of three disjoint sets
 * @param seed the user's seed
 * @param count the number of scenes
 * @param size the number of pixels along a side, 16 … 1024
 */
public record SceneSet(SceneKind kind, Split split, long seed, int count, int size) {
  /** The names of the backgrounds, in the order of their classes for a network that learns them. */
  public static final List<String> BACKDROPS = Stream.of(Backdrop.values()).map(Backdrop::toString).toList();

  /** Checks count, size and class. */
  public SceneSet {
    if (count < 1) throw new IllegalArgumentException("SceneSet: there must be at least one scene, not " + count);
    if (size < 16 || size > 1024)
      throw new IllegalArgumentException("SceneSet: a side must be from 16 to 1024 pixels, not " + size);
    int classes = Director.classes(kind).size();
    if (kind instanceof SceneKind.Biased(int target, double _) && (target < 0 || target >= classes))
      throw new IllegalArgumentException("SceneSet: the lantern's class must be from 0 to " + (classes - 1) + ", not " + target);
  }

  /** Scenes of 64 × 64 pixels with seed 0. */
  public static SceneSet of(SceneKind kind, Split split, int count) {
    return new SceneSet(kind, split, 0, count, 64);
  }

  /** The names of the classes, by index. */
  public List<String> classes() {
    return Director.classes(kind).stream().map(Motif::name).toList();
  }

  /** The class of scene i, without drawing it. */
  public int label(int i) {
    int classes = Director.classes(kind).size();
    return draws().stream("labels").stream(Objects.checkIndex(i, count) / classes).permutation(classes)[i % classes];
  }

  /** The name of the background of scene i, without drawing it. */
  public String backdrop(int i) {
    return stage(i).backdrop().toString();
  }

  /** The objects of a related scene, from back to front, without drawing it; of other kinds none is known. */
  public List<Actor> actors(int i) {
    return stage(i).actors();
  }

  /** Scene i with its ground truth. */
  public Scene get(int i) {
    SceneBuilder stage = stage(i);
    Painting painting = stage.painting();
    Raster raster = painting.raster(size);
    Truth truth = Truth.of(painting, raster);
    return new Scene(size, painting.develop(raster), truth.objects(stage, Director.classes(kind)),
        stage.backdrop().toString(), truth.clutter(stage.clutter()), truth.cue());
  }

  /** The pixels of scene i, as in {@link Scene#pixels}, without its ground truth. */
  public byte[] pixels(int i) {
    return pixels(stage(i).painting());
  }

  /**
   * The pixels of scene i drawn without parts of its objects: what is behind them is seen, and all else is as it was.
   *
   * @param parts their names; {@link Instance#REST} is what is of no part
   */
  public byte[] pixelsWithout(int i, Set<String> parts) {
    return pixels(stage(i).withoutParts(parts));
  }

  /** The pixels of scene i drawn without one of its objects; the shadows are as they were. */
  public byte[] pixelsWithoutObject(int i, int object) {
    return pixels(stage(i).withoutObject(object));
  }

  /** The pixels of scene i drawn without one of the objects of its background, by its number in {@link Scene#clutter}. */
  public byte[] pixelsWithoutClutter(int i, int piece) {
    return pixels(stage(i).withoutClutter(piece));
  }

  /** The pixels of scene i drawn without its objects and their shadows. */
  public byte[] pixelsWithoutObjects(int i) {
    return pixels(stage(i).withoutObjects());
  }

  private byte[] pixels(Painting painting) {
    return painting.develop(painting.raster(size));
  }

  /** A training batch of these scenes, drawn on all processors. */
  public Batch batch(Precision precision, int... scenes) {
    int classes = Director.classes(kind).size();
    int cells = 3 * size * size;
    Storage pictures = precision.allocate(Shape.of(scenes.length, 3, size, size).size());
    Storage presence = precision.allocate(scenes.length * classes);
    IntStream.range(0, scenes.length).parallel().forEach(n -> {
      SceneBuilder stage = stage(scenes[n]);
      byte[] pixels = stage.painting().develop(stage.painting().raster(size));
      for (int k = 0; k < cells; k++) pictures.set(n * cells + k, Byte.toUnsignedInt(pixels[k]) / 255.0);
      for (Motif motif : stage.cast()) presence.set(n * classes + Director.classes(kind).indexOf(motif), 1);
    });
    return new Batch(
        Tensor.of(Shape.of(scenes.length, 3, size, size), pictures), Arrays.stream(scenes).map(this::label).toArray(),
        Tensor.of(Shape.of(scenes.length, classes), presence));
  }

  SceneBuilder stage(int i) { return Director.set(kind, split, label(i), new Chance(draws().stream(i))); }

  private RandomStream draws() { return RandomStream.of(seed).stream(split.name()).stream(kind.family()); }
}
