package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/**
 * Einstein's sums, as "bhid,bhjd->bhij": what has a letter that the result lacks is summed over it. Two factors are one stack of matrix
 * products.
 *
 * @param x a factor
 * @param letters one for each of its axes
 */
record Einsum(Expr x, List<Character> letters) {
  static Map<String, OnnxOperator> all() { return Map.of("Einsum", OnnxOperator.one(Einsum::write)); }

  private static Expr write(OnnxCall c) {
    String equation = c.node().text("equation", "").replace(" ", "");
    if (!equation.matches("[a-zA-Z]*(,[a-zA-Z]*)*(->[a-zA-Z]*)?"))
      throw c.refused("the equation '" + equation + "' is not read; read are letters, as in 'bhid,bhjd->bhij'");
    String[] sides = equation.split("->", -1);
    String[] factors = sides[0].split(",", -1);
    if (factors.length != c.count())
      throw c.refused("'" + equation + "' is of " + factors.length + " factors, it reads " + c.count());
    List<Character> result = letters(sides.length > 1 ? sides[1] : implicit(sides[0]));
    List<Einsum> all = new ArrayList<>();
    for (int i = 0; i < factors.length; i++) all.add(factor(c, c.x(i), letters(factors[i])));
    if (distinct(result).size() != result.size() || !all.stream().flatMap(f -> f.letters.stream()).toList().containsAll(result))
      throw c.refused("the result of '" + equation + "' has a letter twice, or one that no factor has");
    checkExtents(c, all);
    while (all.size() > 1) {
      Einsum a = all.removeFirst(), b = all.removeFirst();
      Predicate<Character> kept = letter -> result.contains(letter) || all.stream().anyMatch(f -> f.letters.contains(letter));
      all.addFirst(
          a.summed(l -> kept.test(l) || b.letters.contains(l)).times(b.summed(l -> kept.test(l) || a.letters.contains(l)), kept));
    }
    return all.getFirst().summed(result::contains).inOrder(result).x;
  }

  /** Without an arrow: the letters that occur once, in alphabetical order. */
  private static String implicit(String factors) {
    return factors.chars().filter(l -> l != ',' && factors.indexOf(l) == factors.lastIndexOf(l)).sorted()
        .mapToObj(Character::toString).collect(Collectors.joining());
  }

  private static List<Character> letters(String text) { return text.chars().mapToObj(l -> (char) l).toList(); }

  private static List<Character> distinct(List<Character> letters) { return letters.stream().distinct().toList(); }

  private static Einsum factor(OnnxCall c, Expr x, List<Character> letters) {
    if (letters.size() != x.shape().rank() || distinct(letters).size() != letters.size())
      throw c.refused("the letters " + letters + " are not one for each axis of " + x.shape());
    return new Einsum(x, letters);
  }

  private static void checkExtents(OnnxCall c, List<Einsum> factors) {
    Map<Character, Integer> extents = new HashMap<>();
    for (Einsum f : factors)
      for (char letter : f.letters)
        if (extents.merge(letter, f.extent(letter), (a, b) -> a.equals(b) ? a : -1) < 0)
          throw c.refused("axes of different extents are called '" + letter + "'");
  }

  private int extent(char letter) { return x.shape().extent(letters.indexOf(letter)); }

  /** The sum over the letters that are not kept. */
  private Einsum summed(Predicate<Character> kept) {
    int[] gone = IntStream.range(0, letters.size()).filter(a -> !kept.test(letters.get(a))).toArray();
    return gone.length == 0 ? this : new Einsum(x.sum(gone), letters.stream().filter(kept).toList());
  }

  private Einsum inOrder(List<Character> order) {
    return order.equals(letters) ? this : new Einsum(x.permute(order.stream().mapToInt(letters::indexOf).toArray()), order);
  }

  /** Both have only letters that are kept or that the other has: [stack, own, common] · [stack, common, other]. */
  private Einsum times(Einsum b, Predicate<Character> kept) {
    List<Character> stack = letters.stream().filter(l -> b.letters.contains(l) && kept.test(l)).toList();
    List<Character> common = letters.stream().filter(l -> b.letters.contains(l) && !kept.test(l)).toList();
    List<Character> own = letters.stream().filter(l -> !b.letters.contains(l)).toList();
    List<Character> other = b.letters.stream().filter(l -> !letters.contains(l)).toList();
    Expr left = inOrder(joined(List.of(stack, own, common))).x.reshape(size(stack), size(own), size(common));
    Expr right = b.inOrder(joined(List.of(stack, common, other))).x.reshape(size(stack), size(common), b.size(other));
    int[] extents = IntStream
        .concat(joined(List.of(stack, own)).stream().mapToInt(this::extent), other.stream().mapToInt(b::extent))
        .toArray();
    return new Einsum(left.matmul(right).reshape(Shape.of(extents)), joined(List.of(stack, own, other)));
  }

  private int size(List<Character> of) { return of.stream().mapToInt(this::extent).reduce(1, Math::multiplyExact); }

  private static List<Character> joined(List<List<Character>> parts) { return parts.stream().flatMap(List::stream).toList(); }
}
