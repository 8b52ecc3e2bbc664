package lucida.weights.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.BatchNormFolding;
import lucida.layers.Mismatch;
import lucida.layers.Names;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.weights.Inspection;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.StoredTensor;
import lucida.weights.WeightOptions;
import lucida.weights.WeightsException;

/**
 * Which built-in architecture tensors are the weights of, by their names and shapes.
 *
 * @param network the nearest, with its last layer replaced by a head if there is one
 * @param tensors under its names: without what the objects that held the network put before them. Those beside it keep their names;
 *        what is known to be of no network is left out
 * @param mismatch what differs
 * @param sets what the names begin with; several if there are several sets of weights
 * @param head in place of the last layer
 */
record ArchitectureMatch(Network network, NamedTensors tensors, Mismatch mismatch, List<String> sets, Optional<Head> head) {
  /** The nearest architecture, if at least half of its parameters are there. */
  static Optional<ArchitectureMatch> of(NamedTensors tensors, WeightOptions options) {
    NamedTensors renamed = renamed(tensors);
    return nearest(
        Stream.concat(stated(tensors), Architectures.names().stream()).distinct().flatMap(name -> of(name, renamed, options)))
        .filter(ArchitectureMatch::isNear);
  }

  /** The architecture that the file names. It comes first: others may have the same parameters, as that without a spatial attention, which has none. */
  private static Stream<String> stated(NamedTensors tensors) {
    return Stream.ofNullable(tensors.metadata().get("architecture"))
        .filter(name -> Architectures.names().contains(name) || Architectures.hasAttention(name));
  }

  /** The weights of an architecture that is known, with as many classes as they have, whatever differs. */
  static ArchitectureMatch as(String architecture, NamedTensors tensors, WeightOptions options) {
    return nearest(of(architecture, renamed(tensors), options)).orElseThrow();
  }

  /** The first of those that differ least. Nothing is nearer than one that does not differ: what comes behind it is not looked at. */
  private static Optional<ArchitectureMatch> nearest(Stream<ArchitectureMatch> matches) {
    Optional<ArchitectureMatch> nearest = Optional.empty();
    int least = Integer.MAX_VALUE;
    for (Iterator<ArchitectureMatch> rest = matches.iterator(); least > 0 && rest.hasNext();) {
      ArchitectureMatch match = rest.next();
      if (match.mismatch.size() >= least) continue;
      least = match.mismatch.size();
      nearest = Optional.of(match);
    }
    return nearest;
  }

  /** Names of other tools that stand for names of built-in architectures. */
  private static NamedTensors renamed(NamedTensors tensors) {
    return PublishedDenseNet.renamed(HuggingFaceResNet.renamed(tensors));
  }

  /** As it is, and with its batch norms folded. */
  private static Stream<ArchitectureMatch> of(String architecture, NamedTensors named, WeightOptions options) {
    Network usual = Architectures.named(architecture);
    List<String> sets = TensorNames.prefixes(named.names(), usual.parameters().keySet());
    NamedTensors bare = bare(named, sets.getFirst(), usual.parameters().keySet());
    Network sized = sized(usual, shapes(bare));
    return Stream.<Supplier<Network>>of(() -> sized, () -> BatchNormFolding.folded(sized))
        .map(network -> of(network.get(), bare, sets, options));
  }

  /** The weights of a network that is known, number of classes and all. */
  static ArchitectureMatch as(Network network, NamedTensors tensors) {
    List<String> sets = TensorNames.prefixes(tensors.names(), network.parameters().keySet());
    return of(network, bare(tensors, sets.getFirst(), network.parameters().keySet()), sets, WeightOptions.NONE);
  }

  private static ArchitectureMatch of(Network network, NamedTensors bare, List<String> sets, WeightOptions options) {
    SequencedMap<String, Shape> given = shapes(bare);
    Optional<Head> head = Head.of(network, given);
    Network whole = head.map(h -> h.of(network, options.head().orElse(Activation.RELU))).orElse(network);
    return new ArchitectureMatch(whole, bare, Mismatch.of(whole.parameters(), given), sets, head);
  }

  /** What weights without a network contain, and the architecture that is nearest. */
  static Inspection inspected(NamedTensors tensors) {
    Inspection.Finding finding = of(tensors, WeightOptions.NONE).<Inspection.Finding>map(
        found -> new Inspection.Finding.BuiltIn(found.network(), found.mismatch()))
        .orElseGet(() -> new Inspection.Finding.Unknown("these are the weights of no built-in architecture"));
    return new Inspection(tensors.format(),
        tensors.stream().map(t -> new StoredTensor(t.name(), t.dtype().toString(), t.tensor().shape())).toList(),
        tensors.metadata(), finding,
        tensors.nonFinite());
  }

  private boolean isNear() {
    return 2 * (mismatch.missing().size() + mismatch.misshapen().size()) <= network.parameters().size();
  }

  /**
   * This, if nothing is left open.
   *
   * @throws WeightsException if there are several sets of weights, or a head whose function was not said; in one sentence
   */
  ArchitectureMatch settled(WeightOptions options) {
    if (sets.size() > 1)
      throw new WeightsException("there are several sets of weights of " + network.name() + ": say which by --tensors, "
          + Names.listed(sets.stream().map(set -> set.isEmpty() ? "" : set.substring(0, set.length() - 1)).toList()));
    if (options.head().isEmpty() && head.filter(Head::hasGaps).isPresent())
      throw new WeightsException(head.orElseThrow().question());
    if (options.head().isPresent() && head.filter(Head::hasGaps).isEmpty())
      throw new WeightsException("--head says a function between the layers of a head, and there is none in these weights of "
          + network.name());
    return this;
  }

  /** Without the prefix where it is, and without what is of no network. */
  private static NamedTensors bare(NamedTensors tensors, String prefix, Set<String> parameters) {
    Set<String> taken = new LinkedHashSet<>();
    List<NamedTensor> bare = new ArrayList<>();
    for (NamedTensor t : tensors) {
      String name = t.name().startsWith(prefix) ? t.name().substring(prefix.length()) : t.name();
      boolean parameter = parameters.contains(name);
      boolean copy = !t.name().startsWith(prefix) && TensorNames.isOfAverage(t.name());
      if (parameter || !copy && !TensorNames.isNoParameter(name))
        bare.add(t.renamed(taken.add(name) ? name : t.name() + " (beside " + prefix + ")"));
    }
    return NamedTensors.of(tensors.source(), tensors.format(), tensors.metadata(), bare);
  }

  private static SequencedMap<String, Shape> shapes(NamedTensors tensors) {
    SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
    tensors.forEach(t -> shapes.put(t.name(), t.tensor().shape()));
    return shapes;
  }

  /** With as many classes as the tensors have, by the last bias; by the weight beside it, if that is missing. */
  private static Network sized(Network usual, SequencedMap<String, Shape> given) {
    String bias = usual.parameters().lastEntry().getKey();
    return Stream.of(bias, bias.replaceFirst("bias$", "weight")).filter(given::containsKey).findFirst().map(given::get)
        .filter(last -> last.rank() > 0 && last.extent(0) > 0).map(last -> Architectures.named(usual.name(), last.extent(0)))
        .orElse(usual);
  }
}
