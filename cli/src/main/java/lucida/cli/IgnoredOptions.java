package lucida.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import lucida.cam.Flag;
import lucida.cam.SaliencyMap;

/**
 * Options that were given and that change nothing of a method.
 *
 * @param ignoredBy the options that were given and that change nothing of a method
 * @param methods those that are applied
 */
record IgnoredOptions(Function<String, List<String>> ignoredBy, List<String> methods) {
  /** A sentence for each such option, with the methods that do not take it. */
  List<String> sentences() {
    return byOption().entrySet().stream().map(IgnoredOptions::sentence).toList();
  }

  /**
   * Where maps are many, an option that changes none of them is refused.
   *
   * @throws IllegalArgumentException if there is one that no method takes
   */
  void checkUsed() {
    byOption().entrySet().stream().filter(of -> of.getValue().size() == methods.size()).findFirst().ifPresent(of -> {
      throw new IllegalArgumentException(sentence(of) + ": leave it out");
    });
  }

  private SequencedMap<String, List<String>> byOption() {
    SequencedMap<String, List<String>> byOption = new LinkedHashMap<>();
    for (String method : methods)
      ignoredBy.apply(method).forEach(option -> byOption.computeIfAbsent(option, _ -> new ArrayList<>()).add(method));
    return byOption;
  }

  private static String sentence(Map.Entry<String, List<String>> of) {
    return of.getKey() + " has no effect on " + String.join(", ", of.getValue());
  }

  /** A map with a flag for each option that its method does not take. */
  SaliencyMap flagged(SaliencyMap map) {
    List<String> ignored = ignoredBy.apply(map.origin().method());
    if (ignored.isEmpty()) return map;
    Stream<Flag> flags = ignored.stream().map(option -> new Flag(Flag.Kind.NO_EFFECT, 1, option + " has no effect on this method"));
    return new SaliencyMap(map.signed(), map.map(), map.isRectified(), map.origin(), map.facts(),
        Stream.concat(map.flags().stream(), flags).toList());
  }
}
