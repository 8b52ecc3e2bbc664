package lucida.judge.suite;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.data.DataException;
import lucida.judge.data.PictureSource;
import lucida.layers.training.Examples;

/** Drawn pictures to train on: each is made when it is first asked for, on all processors, and kept. */
public final class SourceExamples implements Examples {
  private final PictureSource source;
  private final int classes;
  private final AtomicReferenceArray<LabelledPicture> made;

  /** Pictures whose labels are known. */
  public SourceExamples(PictureSource source, int classes) {
    this.source = source;
    this.classes = classes;
    this.made = new AtomicReferenceArray<>(source.count());
  }

  @Override
  public int size() { return source.count(); }

  @Override
  public int classes() { return classes; }

  @Override
  public int[] labels(int[] indices) {
    return IntStream.of(indices).parallel().map(i -> picture(i).label().orElseThrow()).toArray();
  }

  @Override
  public Tensor pictures(int[] indices, Precision precision) {
    IntStream.of(indices).parallel().forEach(this::picture);
    return Tensor.stack(0, IntStream.of(indices).mapToObj(i -> picture(i).x().to(precision)).toList());
  }

  private LabelledPicture picture(int i) {
    LabelledPicture known = made.get(i);
    if (known != null) return known;
    try {
      LabelledPicture drawn = source.get(i).picture();
      LabelledPicture light = new LabelledPicture(drawn.name(), drawn.x(), drawn.label(), List.of());
      made.set(i, light);
      return light;
    } catch (DataException e) {
      throw new IllegalStateException("a drawn picture could not be drawn", e);
    }
  }
}
