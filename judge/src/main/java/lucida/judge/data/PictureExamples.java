package lucida.judge.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.layers.training.Examples;
import lucida.layers.training.Guidance;

/** Pictures of a source to train on, and masks of where the objects of their classes are. Each is read anew when it is asked for, so that memory does not grow with their number. */
public final class PictureExamples implements Examples {
  private final PictureSource source;
  private final int classes;
  private final List<Example> examples;
  private final Optional<Guidance> guidance;

  /**
   * A picture.
   *
   * @param number in the source
   * @param label its class
   * @param located whether it is known where an object of its class is
   */
  record Example(int number, int label, boolean located) {
    static Example of(int number, LabelledPicture picture) {
      int label = picture.label().orElseThrow();
      return new Example(number, label, picture.objects().stream().anyMatch(object -> object.label() == label));
    }
  }

  PictureExamples(PictureSource source, int classes, List<Example> examples) {
    this(source, classes, examples, Optional.empty());
  }

  private PictureExamples(PictureSource source, int classes, List<Example> examples, Optional<Guidance> guidance) {
    this.source = source;
    this.classes = classes;
    this.examples = List.copyOf(examples);
    this.guidance = guidance;
  }

  /**
   * The same with the masks or boxes of their objects, for all pictures of which they are known or for some.
   *
   * @param share of the pictures whose mask may be used, 0 to 1; drawn from the seed, those of a smaller share among those of a larger
   */
  public PictureExamples guided(double share, long seed) {
    if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("A share of " + share + " of the masks: it is 0 to 1");
    int[] order = RandomStream.of(seed).stream("masks").permutation(size());
    return new PictureExamples(source, classes, examples, Optional.of(new Located(order, Math.round(share * size()))));
  }

  @Override
  public int size() { return examples.size(); }

  @Override
  public int classes() { return classes; }

  @Override
  public int[] labels(int[] indices) { return IntStream.of(indices).map(i -> examples.get(i).label()).toArray(); }

  @Override
  public Optional<Guidance> guidance() { return guidance; }

  /** Of how many it is known where an object of their class is, and may be used. */
  public int located() {
    return (int) IntStream.range(0, size())
        .filter(i -> guidance.map(known -> known.isKnown(i)).orElseGet(() -> examples.get(i).located())).count();
  }

  @Override
  public Tensor pictures(int[] indices, Precision precision) {
    return stacked(indices, i -> picture(i).x().to(precision));
  }

  private static Tensor stacked(int[] indices, IntFunction<Tensor> of) {
    return Tensor.stack(0, IntStream.of(indices).parallel().mapToObj(of).toList());
  }

  private LabelledPicture picture(int i) {
    try {
      return source.again(examples.get(i).number());
    } catch (IOException e) {
      throw new UncheckedIOException("A picture that was there is there no more: " + e.getMessage(), e);
    }
  }

  /** Where objects of the pictures' classes are. */
  private final class Located implements Guidance {
    private final int[] order;
    private final long used;

    Located(int[] order, long used) {
      this.order = order;
      this.used = used;
    }

    @Override
    public boolean isKnown(int index) { return order[index] < used && examples.get(index).located(); }

    @Override
    public Tensor masks(int[] indices, Precision precision) {
      return stacked(indices, i -> mask(i, picture(i), precision));
    }

    private Tensor mask(int i, LabelledPicture picture, Precision precision) {
      Shape plane = picture.x().shape().without(0);
      List<ObjectTruth> objects = picture.objects().stream().filter(object -> object.label() == examples.get(i).label()).toList();
      return ObjectTruth.union(isKnown(i) ? objects : List.of(), plane, precision).reshape(plane.insert(0, 1));
    }
  }
}
