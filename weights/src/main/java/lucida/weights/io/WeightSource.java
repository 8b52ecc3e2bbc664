package lucida.weights.io;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;

/**
 * A file that is being read.
 *
 * @param name for people
 * @param bytes all of it
 * @param budget how much memory its tensors may take
 * @param set which of several sets of tensors is wanted: a dictionary of a checkpoint, or what their names begin with
 */
public record WeightSource(String name, Bytes bytes, ImportBudget budget, Optional<String> set) {
  /** More than any network has. */
  private static final int MOST_TENSORS = 100_000;

  /** What was read of it, or the part whose names begin as is wanted. */
  public NamedTensors tensors(String format, Map<String, String> metadata, Collection<NamedTensor> tensors) {
    NamedTensors all = NamedTensors.of(name, format, metadata, tensors);
    return set.map(all::under).orElse(all);
  }

  /** The same where the set that was wanted has been found. */
  public WeightSource found() {
    return new WeightSource(name, bytes, budget, Optional.empty());
  }

  /** Checks a number of tensors before something is made for each of them. */
  public static void checkCount(long tensors) {
    if (tensors > MOST_TENSORS)
      throw new WeightsException("it has " + tensors + " tensors, and at most " + MOST_TENSORS + " are read");
  }
}
