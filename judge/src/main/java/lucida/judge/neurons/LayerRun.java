package lucida.judge.neurons;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Tensor;
import lucida.layers.AxisMeanings;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;

/** The activations of some layers for many pictures, a batch at a time. */
public final class LayerRun {
  private final Model model;
  private final Executor executor;
  private final List<String> layers;
  private final Map<Integer, Batch> batches = new HashMap<>();

  private record Batch(Forward forward, Executor.Compiled compiled) {}

  /**
   * Of a model.
   *
   * @throws IllegalArgumentException if it has no such layer, or one without rows and columns
   */
  public LayerRun(Model model, Executor executor, List<String> layers) {
    this.model = model;
    this.executor = executor;
    this.layers = List.copyOf(layers);
    Forward forward = model.network().write(1, Mode.INFERENCE);
    AxisMeanings meanings = AxisMeanings.of(forward);
    for (String layer : layers)
      if (forward.value(layer).shape().rank() != 4 || !meanings.isPicture(forward.value(layer)))
        throw new IllegalArgumentException("Layer '" + layer + "' gives " + forward.value(layer).shape().without(0)
            + " for a picture; units with a place in the picture need [channels, rows, columns]");
  }

  /** Of each layer [N, K, h, w], for pictures [C, H, W] each. */
  List<Tensor> of(List<Tensor> pictures) {
    Batch batch = batches.computeIfAbsent(pictures.size(), n -> {
      Forward forward = model.network().write(n, Mode.INFERENCE);
      return new Batch(forward,
          executor.compile(Program.of(layers.stream().map(forward::value).toList()), model.givenWeights(forward)));
    });
    Tensor x = Tensor.stack(0,
        IntStream.range(0, pictures.size()).mapToObj(i -> pictures.get(i).to(executor.precision())).toList());
    return batch.compiled.run(Map.of(batch.forward.x(), x));
  }

  List<String> layers() { return layers; }

  Model model() { return model; }
}
