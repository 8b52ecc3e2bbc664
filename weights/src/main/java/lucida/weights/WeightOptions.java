package lucida.weights;

import java.util.List;
import java.util.Optional;
import lucida.layers.Activation;

/**
 * What a file of weights alone cannot say.
 *
 * @param tensors which of several sets of tensors is meant: the path of a dictionary in a checkpoint, "model_ema", or what their names begin
 *        with, "encoder" of "encoder.conv1.weight"
 * @param head the function between the layers of a head that replaces the last layer, which has no weights and so is in no file
 */
public record WeightOptions(Optional<String> tensors, Optional<Activation> head) {
  /** Nothing is said. */
  public static final WeightOptions NONE = new WeightOptions(Optional.empty(), Optional.empty());

  private static final List<Activation> FUNCTIONS = List.of(Activation.RELU, Activation.TANH, Activation.SIGMOID, Activation.GELU,
      Activation.SILU);

  /** The names of the functions that {@link #head(String)} knows. */
  public static final List<String> HEADS = FUNCTIONS.stream().map(Activation::name).toList();

  /**
   * The function of this name: relu, tanh, sigmoid, gelu or silu.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static Activation head(String name) {
    return FUNCTIONS.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
        "there is no function '" + name + "' for a head; there are " + String.join(", ", HEADS)));
  }
}
