package lucida.weights;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A file that is being read.
 *
 * @param name for people
 * @param bytes all of it
 * @param allowance how much memory its tensors may take
 * @param dictionary which of several dictionaries of tensors is wanted
 */
record WeightSource(String name, Bytes bytes, Allowance allowance, Optional<String> dictionary) {
  /** More than any network has. */
  private static final int MOST_TENSORS = 100_000;

  /** What was read of it. */
  NamedTensors tensors(String format, Map<String, String> metadata, Collection<NamedTensor> tensors) {
    return NamedTensors.of(name, format, metadata, tensors);
  }

  /** Checks a number of tensors before something is made for each of them. */
  static void checkCount(long tensors) {
    if (tensors > MOST_TENSORS)
      throw new WeightsException("it has " + tensors + " tensors, and at most " + MOST_TENSORS + " are read");
  }
}
