package lucida.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Memory shared by values with disjoint lifetimes. The largest places choose first, and each takes the smallest slot that is free from the stage that
 * fills it to the last that reads it — greedy by size, Pisarchyk, Lee 2020, arXiv 2001.03288. So a run needs little more than the values that are alive
 * at one time, and writes where it has read not long before, which is in the cache. Where a stage needs an array exactly as long as its value, the slot is.
 *
 * @param slotOf the slot of each place; −1 for inputs, constants and results
 * @param sizes the number of cells of each slot
 */
record Arena(List<Integer> slotOf, List<Integer> sizes) {
  /**
   * @param cells the number of cells of each place
   * @param apart places that share no memory
   */
  static Arena of(List<Stage> stages, List<Integer> cells, Set<Integer> apart) {
    int[] first = new int[cells.size()];
    int[] last = new int[cells.size()];
    for (int i = stages.size() - 1; i >= 0; i--) for (int place : stages.get(i).fills()) first[place] = i;
    for (int i = 0; i < stages.size(); i++) {
      for (int place : stages.get(i).reads()) last[place] = i;
      for (int place : stages.get(i).fills()) last[place] = i;
    }
    Set<Integer> exact = stages.stream().flatMap(stage -> stage.exact().stream()).collect(Collectors.toSet());
    List<Integer> slotOf = new ArrayList<>(cells.stream().map(_ -> -1).toList());
    List<Slot> slots = new ArrayList<>();
    stages.stream().flatMap(stage -> stage.fills().stream()).distinct().filter(place -> !apart.contains(place))
        .sorted(Comparator.comparing(cells::get).reversed())
        .forEach(place -> slotOf.set(place, take(slots, cells.get(place), exact.contains(place), first[place], last[place])));
    return new Arena(slotOf, slots.stream().map(Slot::size).toList());
  }

  private static int take(List<Slot> slots, int size, boolean isExact, int first, int last) {
    int fitting = IntStream.iterate(slots.size() - 1, i -> i >= 0, i -> i - 1)
        .filter(i -> slots.get(i).suits(size, isExact) && slots.get(i).isFree(first, last)).findFirst().orElse(slots.size());
    if (fitting == slots.size()) slots.add(new Slot(size, isExact, new TreeMap<>()));
    slots.get(fitting).taken().put(first, last);
    return fitting;
  }

  /**
   * Memory of so many cells.
   *
   * @param taken the stages at which it is taken, and until which
   */
  private record Slot(int size, boolean isExact, NavigableMap<Integer, Integer> taken) {
    /** Those that ask later are no larger. */
    boolean suits(int wanted, boolean exactly) {
      return isExact == exactly && (!exactly || size == wanted);
    }

    boolean isFree(int first, int last) {
      var before = taken.floorEntry(last);
      return before == null || before.getValue() < first;
    }
  }

  /** The total number of cells of all slots. */
  long cells() { return sizes.stream().mapToLong(Integer::longValue).sum(); }
}
