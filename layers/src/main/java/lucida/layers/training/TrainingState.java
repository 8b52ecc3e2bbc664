package lucida.layers.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import lucida.core.Tensor;

/**
 * Everything a training needs to go on: with the same data and seed, going on from here gives the same bits as never having stopped.
 *
 * @param step how many steps were taken
 * @param parameters every parameter of the network, running statistics too
 * @param remembered what the optimiser remembers of each trained parameter
 */
public record TrainingState(long step, SequencedMap<String, Tensor> parameters, SequencedMap<String, List<Tensor>> remembered) {
  /** In the order given. */
  public TrainingState {
    parameters = new LinkedHashMap<>(parameters);
    remembered = new LinkedHashMap<>(remembered);
  }

  /** The parameters with a cell that is NaN or infinite, in them or in what is remembered of them. */
  public List<String> nonFinite() {
    return parameters.keySet().stream().filter(name -> !isFinite(name)).toList();
  }

  private boolean isFinite(String name) {
    return Objects.requireNonNull(parameters.get(name)).isFinite()
        && remembered.getOrDefault(name, List.of()).stream().allMatch(Tensor::isFinite);
  }
}
