package lucida.weights.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.Tensor;
import tools.jackson.databind.JsonNode;

/** Numbers that a configuration holds, one or nested lists of them, with Keras' axes. */
final class KerasConstant {
  private KerasConstant() {}

  /** What stands under a key, or this number. */
  static Tensor of(KerasSettings settings, String key, double missing) {
    JsonNode node = settings.node(key);
    if (node.isMissingNode() || node.isNull()) return Tensor.vector(missing);
    return of(node.has("config") ? node.path("config").path("value") : node)
        .orElseThrow(() -> settings.refused(key, "a number or lists of numbers, all of one length, are read"));
  }

  /** Nested lists as a tensor, a number as one cell; nothing if it is neither. */
  static Optional<Tensor> of(JsonNode node) {
    List<Integer> extents = new ArrayList<>();
    for (JsonNode at = node; at.isArray(); at = at.path(0)) extents.add(at.size());
    List<Double> cells = new ArrayList<>();
    if (!collect(node, extents, 0, cells)) return Optional.empty();
    Shape shape = extents.isEmpty() ? Shape.of(1) : Shape.of(extents.stream().mapToInt(e -> e).toArray());
    return Optional.of(Tensor.of(shape, cells.stream().mapToDouble(c -> c).toArray()));
  }

  private static boolean collect(JsonNode node, List<Integer> extents, int depth, List<Double> into) {
    if (node.isNumber() && depth == extents.size()) return into.add(node.doubleValue());
    if (!node.isArray() || depth == extents.size() || node.size() != extents.get(depth) || node.isEmpty()) return false;
    for (JsonNode part : node) if (!collect(part, extents, depth + 1, into)) return false;
    return true;
  }

  /** x ⊙ constant, the constant repeated as NumPy does. */
  static Expr times(Expr x, Expr constant) {
    List<Expr> both = KerasAxes.alike(List.of(x, KerasAxes.beside(constant, x)));
    return both.getFirst().times(both.getLast());
  }

  /** x + constant, the constant repeated as NumPy does. */
  static Expr plus(Expr x, Expr constant) {
    List<Expr> both = KerasAxes.alike(List.of(x, KerasAxes.beside(constant, x)));
    return both.getFirst().plus(both.getLast());
  }
}
