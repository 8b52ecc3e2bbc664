package lucida.judge.data;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.layers.Names;
import lucida.layers.training.Guidance;
import lucida.scenes.Instance;
import lucida.scenes.Mask;
import lucida.scenes.Scene;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;

/** Masks of scenes: of their first object or of one of its parts, or the box around it, for all of them or some. */
public final class SceneGuidance implements Guidance {
  private static final String OBJECT = "object";
  private static final String BOX = "-box";
  private final SceneSet scenes;
  private final String what;
  private final int known;
  private final int[] order;
  private final AtomicReferenceArray<boolean[]> drawn;

  /**
   * Of these scenes.
   *
   * @param what one of {@link #names}
   * @param share of the scenes whose mask is known, 0 to 1; drawn from the seed, those of a smaller share among those of a larger
   * @throws IllegalArgumentException if there is no such mask
   */
  public SceneGuidance(SceneSet scenes, String what, double share, long seed) {
    if (!names(scenes.kind()).contains(what))
      throw new IllegalArgumentException("No mask of " + scenes.kind().name() + " scenes is called '" + what + "'; "
          + Names.suggestion(what, names(scenes.kind())));
    if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("A share of " + share + " of the masks: it is 0 to 1");
    this.scenes = scenes;
    this.what = what;
    this.known = known(share, scenes.count());
    this.order = RandomStream.of(seed).stream("masks").permutation(scenes.count());
    this.drawn = new AtomicReferenceArray<>(scenes.count());
  }

  /** Of how many scenes the mask is known, of a share of so many. */
  public static int known(double share, int scenes) {
    return (int) Math.round(share * scenes);
  }

  /** Of how many scenes the mask is known. */
  public int located() { return known; }

  /** What there are masks of: "object", "object-box", and of fish, which all have the same parts, "tail" and the others. */
  public static List<String> names(SceneKind kind) {
    Stream<String> parts = kind instanceof SceneKind.FineGrained ? Stream.of(OBJECT, "tail", "fins", "eye") : Stream.of(OBJECT);
    return parts.flatMap(part -> Stream.of(part, part + BOX)).toList();
  }

  /** What decides the class: the tail of fish, else the object. */
  public static String usual(SceneKind kind) {
    return kind instanceof SceneKind.FineGrained ? "tail" : OBJECT;
  }

  @Override
  public boolean isKnown(int index) { return order[index] < known; }

  @Override
  public Tensor masks(int[] indices, Precision precision) {
    int size = scenes.size(), plane = size * size;
    Shape shape = Shape.of(indices.length, 1, size, size);
    Storage cells = precision.allocate(shape.size());
    IntStream.range(0, indices.length).parallel().filter(n -> isKnown(indices[n])).forEach(n -> {
      boolean[] mask = mask(indices[n]);
      for (int k = 0; k < plane; k++) if (mask[k]) cells.set(n * plane + k, 1);
    });
    return Tensor.of(shape, cells);
  }

  private boolean[] mask(int i) {
    boolean[] made = drawn.get(i);
    if (made != null) return made;
    boolean[] mask = of(scenes.get(i));
    drawn.set(i, mask);
    return mask;
  }

  private boolean[] of(Scene scene) {
    Instance object = scene.objects().getFirst();
    String part = what.endsWith(BOX) ? what.substring(0, what.length() - BOX.length()) : what;
    Mask mask = part.equals(OBJECT) ? object.mask() : Objects.requireNonNull(object.parts().get(part));
    int size = scene.size();
    boolean[] cells = new boolean[size * size];
    for (int k = 0; k < cells.length; k++) {
      int i = k / size, j = k % size;
      cells[k] = what.endsWith(BOX) ? mask.box().filter(box -> box.contains(i, j)).isPresent() : mask.contains(i, j);
    }
    return cells;
  }
}
