package lucida.cam;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.layers.Cut;
import lucida.layers.Mode;
import lucida.layers.Model;

/**
 * A model at a layer, ready to be explained.
 *
 * @param model the network with its weights, in the executor's precision
 * @param layer the layer whose activations are A, by its name or another name of it
 * @param executor what runs it
 * @param batch how many pictures, or directions, are computed at once where a method needs many
 * @param progress is told how far a method is
 */
public record Subject(Model model, String layer, Executor executor, int batch, Progress progress) {
  private static final int BATCH = 16;

  /** Checks the layer, and converts the weights once. */
  public Subject {
    model.network().resolve(layer);
    if (batch < 1) throw new IllegalArgumentException("A batch of " + batch + ": it has at least 1 picture");
    model = new Model(model.network(), model.weights().to(executor.precision()));
  }

  /** A model at a layer. */
  public static Subject of(Model model, String layer, Executor executor) {
    return new Subject(model, layer, executor, BATCH, Progress.NONE);
  }

  /** A model at the layer that is usual for it, see {@link LayerChoice}. */
  public static Subject of(Model model, Executor executor) {
    return of(model, LayerChoice.of(model.network()), executor);
  }

  /** The same at another layer. */
  public Subject at(String other) {
    return new Subject(model, other, executor, batch, progress);
  }

  /** The same, so many pictures at once. */
  public Subject inBatchesOf(int pictures) {
    return new Subject(model, layer, executor, pictures, progress);
  }

  /** The same, telling how far it is. */
  public Subject reporting(Progress to) {
    return new Subject(model, layer, executor, batch, to);
  }

  /** Formulas for so many pictures, cut at the layer. */
  public Cut cut(int pictures) {
    return Cut.at(model.network().write(pictures, Mode.INFERENCE), layer);
  }

  /**
   * One picture and what is to be explained about it.
   *
   * @param x the preprocessed picture, [C, H, W] or [1, C, H, W]; of another size than the network's input if the network takes it
   */
  public Probe probe(Tensor x, Target target) {
    Tensor one = x.shape().rank() == 3 ? x.reshape(x.shape().insert(0, 1)) : x;
    if (one.shape().rank() != 4 || one.shape().extent(0) != 1)
      throw new ShapeException("A probe is of one picture [C, H, W], not of shape " + x.shape());
    Shape picture = one.shape().without(0);
    Subject fitting = picture.equals(model.network().input())
        ? this
        : new Subject(new Model(model.network().forPictures(picture), model.weights()), layer, executor, batch, progress);
    return new Probe(fitting, one.to(executor.precision()), target);
  }

  /**
   * A method on many pictures, each with its target.
   *
   * @param pictures [N, C, H, W]
   * @param targets one for each picture
   */
  public List<SaliencyMap> explain(Method method, Tensor pictures, List<? extends Target> targets) {
    if (pictures.shape().rank() != 4 || pictures.shape().extent(0) != targets.size())
      throw new ShapeException(
          "Pictures of shape " + pictures.shape() + " with " + targets.size() + " targets: wanted is [N, C, H, W] with N");
    return IntStream.range(0, targets.size())
        .mapToObj(n -> method.explain(probe(pictures.select(0, n), targets.get(n)))).toList();
  }
}
