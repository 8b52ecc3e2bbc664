package lucida.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Epilogue.Slice;

/**
 * Channels that convolutions fill for a concatenation alone are stored where it wants them, and nothing is copied: if every part comes from a convolution that
 * reads no other value at its end, and fills whole vectors.
 */
final class JoinsInPlace {
  private final List<Stage> stages;
  private final Set<Integer> results;
  private final Map<Integer, Integer> readers = new HashMap<>();
  private final Map<Integer, Integer> filledBy = new HashMap<>();

  private JoinsInPlace(List<Stage> stages, Set<Integer> results) {
    this.stages = new ArrayList<>(stages);
    this.results = results;
    for (int i = 0; i < stages.size(); i++) {
      for (int place : stages.get(i).reads()) readers.merge(place, 1, Integer::sum);
      for (int place : stages.get(i).fills()) filledBy.put(place, i);
    }
  }

  /** The stages without those concatenations. results: the places that are read after them. */
  static List<Stage> of(List<Stage> stages, Set<Integer> results) {
    return new JoinsInPlace(stages, results).done();
  }

  private List<Stage> done() {
    List<Stage> needless = new ArrayList<>();
    for (Stage stage : List.copyOf(stages))
      if (stage instanceof Stage.Join join && isInPlace(join)) {
        fill(join);
        needless.add(join);
      }
    stages.removeAll(needless);
    return stages;
  }

  private void fill(Stage.Join join) {
    int from = 0;
    for (int i = 0; i < join.x().size(); i++) {
      int by = Objects.requireNonNull(filledBy.get(join.x().get(i)));
      stages.set(by, ((Stage.Convolve) stages.get(by)).into(new Slice(join.g().stride(), from), join.writes()));
      from += join.parts().get(i).channels();
    }
  }

  private boolean isInPlace(Stage.Join join) {
    return join.from() == 0 && join.finishing().equals(Stage.Finishing.NONE)
        && join.parts().stream().allMatch(part -> part.channels() == part.stride())
        && join.parts().stream().mapToInt(ChannelsLast::channels).sum() == join.g().channels()
        && join.x().stream().allMatch(this::isForOne);
  }

  /** Whether a place is filled by a convolution for one reader. */
  private boolean isForOne(int place) {
    Integer by = filledBy.get(place);
    return by != null && !results.contains(place) && readers.getOrDefault(place, 0) == 1
        && stages.get(by) instanceof Stage.Convolve convolve && convolve.writes() == place && convolve.finishing().readsNone();
  }
}
