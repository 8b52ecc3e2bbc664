package lucida.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Memory shared by values with disjoint lifetimes: each place that a stage fills has a slot, which is freed after the last stage that
 * reads it. A slot is exactly as large as its places, so that the length of an array is the number of cells.
 *
 * @param slotOf the slot of each place; −1 for inputs, constants and results
 * @param sizes the number of cells of each slot
 */
record Arena(List<Integer> slotOf, List<Integer> sizes) {
  static Arena of(List<Stage> stages, List<Integer> cells, Set<Integer> apart) {
    int[] lastUse = new int[cells.size()];
    for (int i = 0; i < stages.size(); i++) {
      for (int place : stages.get(i).reads()) lastUse[place] = i;
      for (int place : stages.get(i).fills()) lastUse[place] = i;
    }
    List<Integer> slotOf = new ArrayList<>(cells.stream().map(_ -> -1).toList());
    List<Integer> sizes = new ArrayList<>();
    Map<Integer, Deque<Integer>> free = new HashMap<>();
    for (int i = 0; i < stages.size(); i++) {
      List<Integer> fills = stages.get(i).fills();
      for (int place : fills) if (!apart.contains(place)) slotOf.set(place, take(free, cells.get(place), sizes));
      Set<Integer> ending = new HashSet<>(stages.get(i).reads());
      ending.addAll(fills);
      for (int used : ending)
        if (slotOf.get(used) >= 0 && lastUse[used] == i)
          free.computeIfAbsent(cells.get(used), _ -> new ArrayDeque<>()).push(slotOf.get(used));
    }
    return new Arena(slotOf, sizes);
  }

  private static int take(Map<Integer, Deque<Integer>> free, int size, List<Integer> sizes) {
    Deque<Integer> slots = free.getOrDefault(size, new ArrayDeque<>());
    if (!slots.isEmpty()) return slots.pop();
    sizes.add(size);
    return sizes.size() - 1;
  }

  /** The total number of cells of all slots. */
  long cells() { return sizes.stream().mapToLong(Integer::longValue).sum(); }
}
