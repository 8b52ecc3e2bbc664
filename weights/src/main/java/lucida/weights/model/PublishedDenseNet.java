package lucida.weights.model;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import lucida.weights.NamedTensors;

/**
 * The names in the DenseNet files that torchvision publishes, written by a version whose names had one more dot: "denselayer1.norm.1.weight"
 * is "denselayer1.norm1.weight".
 */
final class PublishedDenseNet {
  private static final Pattern DOTTED = Pattern
      .compile("(.*denselayer\\d+\\.(?:norm|relu|conv))\\.([12]\\.(?:weight|bias|running_mean|running_var|num_batches_tracked))");

  private PublishedDenseNet() {}

  /** With the names of today; a name that is there already is not given twice. */
  static NamedTensors renamed(NamedTensors tensors) {
    if (tensors.names().stream().noneMatch(name -> DOTTED.matcher(name).matches())) return tensors;
    Set<String> given = new HashSet<>(tensors.names());
    return NamedTensors.of(tensors.source(), tensors.format(), tensors.metadata(), tensors.stream().map(t -> {
      String name = DOTTED.matcher(t.name()).replaceFirst("$1$2");
      return given.add(name) ? t.renamed(name) : t;
    }).toList());
  }
}
