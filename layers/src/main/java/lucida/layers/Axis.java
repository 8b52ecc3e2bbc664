package lucida.layers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lucida.core.Shape;

/**
 * An axis with the factors of its extent, the slowest first: H·W after a flattening is rows, then columns, and a reshape back finds both
 * again. Factors of 1 are left out.
 */
record Axis(int extent, List<Factor> factors) {
  /** A part of an extent that means one thing. */
  record Factor(int extent, AxisMeaning meaning) {}

  static Axis of(int extent, AxisMeaning meaning) {
    return new Axis(extent, extent == 1 ? List.of() : List.of(new Factor(extent, meaning)));
  }

  /** Axes without a meaning, as those of weights. */
  static List<Axis> without(Shape shape) {
    List<Axis> axes = new ArrayList<>();
    for (int extent : shape.extents()) axes.add(of(extent, AxisMeaning.NONE));
    return axes;
  }

  AxisMeaning meaning() { return meaning(factors); }

  private static AxisMeaning meaning(Collection<Factor> factors) {
    Set<AxisMeaning> meanings = new TreeSet<>(factors.stream().map(Factor::meaning).toList());
    meanings.remove(AxisMeaning.NONE);
    return meanings.size() > 1 ? AxisMeaning.MIXED : meanings.stream().findFirst().orElse(AxisMeaning.NONE);
  }

  /** The same axis with more cells or fewer. */
  Axis resized(int cells) {
    return cells == extent ? this : of(cells, meaning());
  }

  /** The axis of a value of both, cell by cell: what has no meaning takes over the other's. */
  Axis joined(Axis other) {
    if (equals(other) || other.meaning() == AxisMeaning.NONE) return this;
    if (meaning() == AxisMeaning.NONE) return other;
    return of(extent, meaning() == other.meaning() ? meaning() : AxisMeaning.MIXED);
  }

  /** The axes after a reshape: factors are dealt out in their order, and divided where an extent ends within one. */
  static List<Axis> reshaped(List<Axis> axes, Shape to) {
    List<Factor> factors = axes.stream().flatMap(axis -> axis.factors().stream()).toList();
    Deque<Factor> left = new ArrayDeque<>(factors);
    List<Axis> reshaped = new ArrayList<>();
    for (int extent : to.extents()) {
      Optional<List<Factor>> taken = take(left, extent);
      if (taken.isEmpty()) return without(to).stream().map(axis -> of(axis.extent, meaning(factors))).toList();
      reshaped.add(new Axis(extent, taken.get()));
    }
    return reshaped;
  }

  /** The next factors, whose product is an extent; none if they do not divide it. Modifies what is left. */
  private static Optional<List<Factor>> take(Deque<Factor> left, int extent) {
    List<Factor> taken = new ArrayList<>();
    int rest = extent;
    while (rest > 1 && !left.isEmpty()) {
      Factor next = left.pop();
      if (next.extent() > rest && next.extent() % rest == 0) {
        left.push(new Factor(next.extent() / rest, next.meaning()));
        next = new Factor(rest, next.meaning());
      }
      if (next.extent() == 0 || rest % next.extent() != 0) return Optional.empty();
      taken.add(next);
      rest /= next.extent();
    }
    return rest == 1 ? Optional.of(taken) : Optional.empty();
  }
}
