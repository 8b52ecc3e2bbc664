package lucida.judge.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which of a list of values are of one picture: the maps of two classes of a picture are no two independent draws.
 *
 * @param values the numbers of each picture's values, from 0, each once
 */
public record Pictures(List<int[]> values) {
  /** The list is kept as it is now. */
  public Pictures {
    values = List.copyOf(values);
  }

  /** Of cases that have a value each, in the order in which their pictures come first. */
  static Pictures of(List<Column.Case> cases) {
    Map<String, List<Integer>> numbers = new LinkedHashMap<>();
    for (int i = 0; i < cases.size(); i++) numbers.computeIfAbsent(cases.get(i).picture(), _ -> new ArrayList<>()).add(i);
    return new Pictures(numbers.values().stream().map(of -> of.stream().mapToInt(i -> i).toArray()).toList());
  }

  /** Of n values, each of a picture of its own. */
  public static Pictures each(int n) {
    return new Pictures(IntStream.range(0, n).mapToObj(i -> new int[]{i}).toList());
  }

  /** How many pictures there are. */
  public int n() { return values.size(); }

  /** The sum of each picture's values. */
  double[] sums(double... of) {
    return values.stream().mapToDouble(numbers -> IntStream.of(numbers).mapToDouble(i -> of[i]).sum()).toArray();
  }
}
