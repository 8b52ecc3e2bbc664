package lucida.cam;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.layers.AxisMeanings;
import lucida.layers.Cut;
import lucida.layers.Model;
import lucida.layers.score.Tokens;

/**
 * A model at a layer, ready to be explained. It keeps the formulas and programs that its explanations need, and hands them to the subjects
 * made from it: explain many pictures with one subject. Threads may share it.
 */
public final class Subject {
  private static final int BATCH = 16;

  private final CompiledModel compiled;
  private final String layer;
  private final int batch;
  private final Progress progress;

  private Subject(CompiledModel compiled, String layer, int batch, Progress progress) {
    compiled.model().network().resolve(layer);
    if (batch < 1) throw new IllegalArgumentException("A batch of " + batch + ": it has at least 1 picture");
    this.compiled = compiled;
    this.layer = layer;
    this.batch = batch;
    this.progress = progress;
  }

  /** A model at a layer, named by its name or another name of it. The weights are converted to the executor's precision once. */
  public static Subject of(Model model, String layer, Executor executor) {
    return new Subject(new CompiledModel(model, executor), layer, BATCH, Progress.NONE);
  }

  /** A model at the layer that is usual for it, see {@link LayerChoice}. */
  public static Subject of(Model model, Executor executor) {
    return of(model, LayerChoice.of(model.network()), executor);
  }

  /** The same at another layer. */
  public Subject at(String other) { return new Subject(compiled, other, batch, progress); }

  /** The same, computing a number of pictures or directions at once where a method needs many. */
  public Subject inBatchesOf(int pictures) {
    return new Subject(compiled, layer, pictures, progress);
  }

  /** The same, reporting the progress of long methods. */
  public Subject reporting(Progress to) {
    return new Subject(compiled, layer, batch, to);
  }

  /** The network with its weights, in the executor's precision. */
  public Model model() { return compiled.model(); }

  /** The layer whose activations are A. */
  public String layer() { return layer; }

  /** What runs the programs. */
  public Executor executor() { return compiled.executor(); }

  /** How many pictures, or directions, are computed at once where a method needs many. */
  public int batch() { return batch; }

  /** Where the progress of long methods is reported. */
  public Progress progress() { return progress; }

  CompiledModel compiled() { return compiled; }

  /** The formulas for a number of pictures, cut at the layer. */
  Formulas formulas(int pictures) {
    return compiled.formulas(layer, pictures);
  }

  /** What is made once for all probes at this layer, in batches of this size, by its key. */
  <T> T once(Class<T> type, Object key, Supplier<T> maker) {
    return compiled.once(List.of(type, key, layer, batch), type, maker);
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
    Subject fitting = new Subject(compiled.forPictures(one.shape().without(0)), layer, batch, progress);
    fitting.once(Boolean.class, "layer has positions", fitting::checkLayer);
    return new Probe(fitting, one.to(executor().precision()), target);
  }

  private boolean checkLayer() {
    Cut cut = formulas(1).cut();
    String gives = "Layer '" + layer + "' gives " + cut.activations().shape().without(0) + " for a picture";
    if (cut.activations().shape().rank() != 4)
      throw new IllegalArgumentException(gives + "; a map needs a layer with positions, [K, h, w]");
    AxisMeanings meanings = AxisMeanings.of(cut.forward());
    if (!Tokens.isGrid(cut.forward().network(), layer) && !meanings.isPicture(cut.activations()))
      throw new IllegalArgumentException(gives + ", whose axes mean " + meanings.of(cut.activations()).subList(1, 4)
          + "; a map needs a layer of [channel, row, column]");
    return true;
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
