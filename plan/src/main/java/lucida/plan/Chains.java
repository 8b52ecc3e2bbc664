package lucida.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import lucida.core.kernel.CellwiseChain;
import lucida.core.kernel.ChannelsLast;

/**
 * Joins cellwise stages on values of the same shape to chains, which go through memory once. A chain waits until something else reads one of its values, and takes
 * what comes meanwhile; so stages that it does not depend on move before it.
 */
final class Chains {
  /** The most operations of a chain: what they compute for a block of cells should stay in the cache. */
  private static final int LONGEST = 24;

  private final Map<Integer, Integer> readers = new HashMap<>();
  private final Set<Integer> results;
  private final SequencedMap<ChannelsLast, Open> open = new LinkedHashMap<>();
  private final List<Stage> joined = new ArrayList<>();

  private Chains(List<Stage> stages, Set<Integer> results) {
    for (Stage stage : stages) for (int place : stage.reads()) readers.merge(place, 1, Integer::sum);
    this.results = results;
  }

  /** The stages with chains joined. results: the places that are read after them. */
  static List<Stage> join(List<Stage> stages, Set<Integer> results) {
    Chains chains = new Chains(stages, results);
    stages.forEach(chains::take);
    List.copyOf(chains.open.keySet()).forEach(chains::close);
    return chains.joined;
  }

  private void take(Stage stage) {
    if (stage instanceof Stage.Chain chain) {
      closeReadBy(stage, g -> !g.equals(chain.g()));
      Open to = open.computeIfAbsent(chain.g(), Open::new);
      to.take(chain);
      if (to.steps.size() >= LONGEST) close(chain.g());
    } else {
      closeReadBy(stage, _ -> true);
      joined.add(stage);
    }
  }

  /** Closes those of these chains that a stage reads. */
  private void closeReadBy(Stage stage, Predicate<ChannelsLast> these) {
    for (Open chain : List.copyOf(open.values()))
      if (these.test(chain.g) && stage.reads().stream().anyMatch(chain.steps::containsKey)) close(chain.g);
  }

  private void close(ChannelsLast g) { joined.add(Objects.requireNonNull(open.remove(g)).closed()); }

  /** A chain that is not complete: its operands are places. */
  private final class Open {
    private final ChannelsLast g;
    private final SequencedSet<Integer> pictures = new LinkedHashSet<>();
    private final SequencedSet<Integer> channels = new LinkedHashSet<>();
    /** By the place of its result. */
    private final SequencedMap<Integer, CellwiseChain.Step> steps = new LinkedHashMap<>();
    private final Map<Integer, Integer> readInside = new HashMap<>();

    Open(ChannelsLast g) { this.g = g; }

    /** Takes a chain of one step. */
    void take(Stage.Chain one) {
      CellwiseChain chain = one.chain();
      int ofChannels = chain.cells() + chain.pictures();
      pictures.addAll(one.reads().subList(chain.cells(), ofChannels));
      channels.addAll(one.reads().subList(ofChannels, chain.read()));
      one.reads().forEach(place -> readInside.merge(place, 1, Integer::sum));
      steps.put(one.fills().getFirst(), chain.steps().getFirst().numbered(one.reads()::get));
    }

    Stage.Chain closed() {
      SequencedSet<Integer> cells = new LinkedHashSet<>();
      steps.values().forEach(step -> cells.addAll(step.operands()));
      cells.removeAll(pictures);
      cells.removeAll(channels);
      cells.removeAll(steps.keySet());
      List<Integer> operands = new ArrayList<>(cells);
      operands.addAll(pictures);
      operands.addAll(channels);
      List<Integer> reads = List.copyOf(operands);
      operands.addAll(steps.keySet());
      Map<Integer, Integer> number = new HashMap<>();
      for (int i = 0; i < operands.size(); i++) number.put(operands.get(i), i);
      List<Integer> made = List.copyOf(steps.keySet());
      List<Integer> kept = IntStream.range(0, made.size()).filter(i -> isKept(made.get(i))).boxed().toList();
      CellwiseChain chain = new CellwiseChain(cells.size(), pictures.size(), channels.size(),
          steps.values().stream().map(step -> step.numbered(number::get)).toList(), kept);
      return new Stage.Chain(g, chain, reads, kept.stream().map(made::get).toList());
    }

    private boolean isKept(int place) {
      return results.contains(place) || readers.getOrDefault(place, 0) > readInside.getOrDefault(place, 0);
    }
  }
}
