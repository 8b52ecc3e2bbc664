package lucida.judge.neurons;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.core.Shape;

/**
 * A layer whose channels are known by what they fire for.
 *
 * @param layer its name
 * @param shape [K, h, w]
 * @param neurons a channel each
 */
public record DissectedLayer(String layer, Shape shape, List<Neuron> neurons) {
  /** The list is kept as it is now. */
  public DissectedLayer {
    neurons = List.copyOf(neurons);
  }

  /** The channels that detect something. */
  public List<Neuron> detectors() {
    return neurons.stream().filter(neuron -> neuron.detects().isPresent()).toList();
  }

  /**
   * All channels, of each concept first the one that fits it best, so that different things come first; then the second ones, and so on, and at last those that detect nothing. Among equals
   * those of the largest intersection over union come first.
   */
  public List<Neuron> byName() {
    Map<Concept, Integer> before = new HashMap<>();
    return neurons.stream()
        .sorted(Comparator.comparingDouble(neuron -> -neuron.matches().stream().findFirst().map(Neuron.Match::iou).orElse(0.0)))
        .map(neuron -> new Ranked(neuron,
            neuron.detects().map(match -> before.merge(match.concept(), 1, Integer::sum)).orElse(Integer.MAX_VALUE)))
        .sorted(Comparator.comparingInt(Ranked::rank)).map(Ranked::neuron).toList();
  }

  /** The rank of a channel among those that detect the same. */
  private record Ranked(Neuron neuron, int rank) {}

  /** How many different concepts are detected: as the paper counts detectors. */
  public long unique() {
    return detected().distinct().count();
  }

  /** The same, by category. */
  public Map<Concept.Category, Long> byCategory() {
    Map<Concept.Category, Long> counts = new EnumMap<>(Concept.Category.class);
    detected().distinct().forEach(concept -> counts.merge(concept.category(), 1L, Long::sum));
    return counts;
  }

  private Stream<Concept> detected() {
    return neurons.stream().flatMap(neuron -> neuron.detects().map(Neuron.Match::concept).stream());
  }

  /** What channel k detects, if it detects something. */
  public Optional<String> name(int k) {
    return neurons.get(k).detects().map(match -> match.concept().name());
  }
}
