package lucida.weights.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of tensors as training scripts and libraries write them, and what they are without the objects that held the network. */
final class TensorNames {
  /** No network is held deeper. */
  private static final int DEEPEST = 8;
  /** Batch norms keep it in training, and nobody reads it. */
  private static final String COUNTER = "num_batches_tracked";
  /** Losses and metrics hold tensors too, and belong to no network. */
  private static final Pattern JUDGE = Pattern
      .compile("(\\w+_)?(loss(es)?|criterion|criteria|metrics?|acc|accuracy|auroc|auc|f1|confmat)(_\\w+)?\\..*");
  /** A copy whose weights are averages over the training. */
  private static final Pattern AVERAGE = Pattern.compile("(.*[._])?(ema|swa)([._].*)?");

  private TensorNames() {}

  /** Whether a tensor of this name is none of a network: counters of batch norms, weights of losses and metrics. */
  static boolean isNoParameter(String name) {
    return name.endsWith(COUNTER) || JUDGE.matcher(name).matches();
  }

  /**
   * The prefixes under which most of these parameters are: "", "module.", "model.backbone." Several if as many are under each, averages
   * over the training left out where others are among them.
   */
  static List<String> prefixes(Collection<String> names, Set<String> parameters) {
    Map<String, Integer> counts = new HashMap<>();
    for (String name : names)
      for (int at = 0, depth = 0; at >= 0 && depth <= DEEPEST; depth++) {
        if (parameters.contains(name.substring(at))) counts.merge(name.substring(0, at), 1, Integer::sum);
        int dot = name.indexOf('.', at);
        at = dot < 0 ? -1 : dot + 1;
      }
    int most = counts.values().stream().mapToInt(n -> n).max().orElse(0);
    List<String> best = new ArrayList<>(counts.keySet().stream().filter(prefix -> counts.getOrDefault(prefix, 0) == most).sorted()
        .toList());
    List<String> current = best.stream().filter(prefix -> !AVERAGE.matcher(prefix).matches()).toList();
    return best.isEmpty() ? List.of("") : current.isEmpty() ? best : current;
  }

  /** Whether the name is one under the prefix of an average over the training. */
  static boolean isOfAverage(String name) {
    return AVERAGE.matcher(name).matches();
  }
}
