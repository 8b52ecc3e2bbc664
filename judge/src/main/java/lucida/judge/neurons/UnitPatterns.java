package lucida.judge.neurons;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.Rule;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;

/**
 * What of a picture moves a single unit of a layer: a sweep from the unit back to the pixels, by the rule of Guided Backprop as Springenberg et al. 2015 show it for conv6 and conv9 of
 * their all-convolutional network [BP 3], or by none: then it is the unit's gradient.
 */
public final class UnitPatterns {
  private final Model model;
  private final Executor executor;
  private final String layer;
  private final Optional<Rule> rule;
  private final Map<Integer, Batch> batches = new HashMap<>();

  private record Batch(Input x, Input unit, Executor.Compiled compiled) {}

  private UnitPatterns(Model model, Executor executor, String layer, Optional<Rule> rule) {
    this.model = model;
    this.executor = executor;
    this.layer = layer;
    this.rule = rule;
  }

  /** By Guided Backprop. */
  public static UnitPatterns guided(Model model, Executor executor, String layer) {
    return new UnitPatterns(model, executor, layer, Optional.of(Rule.GUIDED));
  }

  /** The gradients of units. */
  public static UnitPatterns gradients(Model model, Executor executor, String layer) {
    return new UnitPatterns(model, executor, layer, Optional.empty());
  }

  /**
   * The pattern of a unit in each of some pictures.
   *
   * @param pictures [C, H, W] each
   * @param peaks which unit of each picture
   * @return [C, H, W] each
   */
  public List<Tensor> of(List<Tensor> pictures, int channel, List<Neuron.Peak> peaks) {
    int n = pictures.size();
    Batch batch = batches.computeIfAbsent(n, this::batch);
    Shape A = batch.unit.shape();
    Storage seed = executor.precision().allocate(A.size());
    for (int i = 0; i < n; i++) seed.set(A.cell(i, channel, peaks.get(i).row(), peaks.get(i).column()), 1);
    Tensor x = Tensor.stack(0, pictures.stream().map(picture -> picture.to(executor.precision())).toList());
    Tensor R = batch.compiled.run(Map.of(batch.x, x, batch.unit, Tensor.of(A, seed))).getFirst();
    return IntStream.range(0, n).mapToObj(i -> R.select(0, i).reshape(R.shape().without(0))).toList();
  }

  private Batch batch(int pictures) {
    Forward forward = model.network().write(pictures, Mode.INFERENCE);
    Expr A = forward.value(layer);
    Input unit = Input.of("unit", A.shape());
    Map<Expr, Rule> marked = new HashMap<>();
    for (Expr value : forward.values().values()) if (Rule.isRelu(value)) rule.ifPresent(by -> marked.put(value, by));
    Expr R = Reverse.pullback(A, unit, List.of(forward.x()), marked).getFirst();
    return new Batch(forward.x(), unit, executor.compile(Program.of(List.of(R)), model.givenWeights(forward)));
  }
}
