package lucida.layers.score;

import java.util.List;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.layers.Layer;
import lucida.layers.Scope;

/**
 * [AS 3] One box of those that a network detects: the score of each class, the objectness, and how much it overlaps with where it was:
 * [N, classes + 2]. Without an objectness of its own the highest score of its classes stands for it. The overlap is 1 where the box has not
 * moved, at a kink, where its derivative is that of a box which grows or moves in one direction; other pictures' are less.
 *
 * @param box its number
 * @param place centre, width and height of where it was
 */
public record OneBox(BoxTable table, int box, List<Double> place) implements Layer {
  /** What the last two scores are. */
  public static final List<String> BESIDE_CLASSES = List.of("objectness", "overlap");

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr row = table.rows(in.getFirst()).at(1, box); // [N, features]
    Expr scores = table.scores(in.getFirst()).at(1, box);
    int n = scope.batch();
    Expr objectness = table == BoxTable.ROWS ? row.at(1, 4) : scores.largest(1);
    return Expr.concat(1, List.of(scores, objectness.reshape(n, 1), overlap(row).reshape(n, 1)));
  }

  /** |a ∩ b| / |a ∪ b|, [N]. */
  private Expr overlap(Expr row) {
    Expr shared = shared(row, 0).times(shared(row, 1));
    Expr area = row.at(1, 2).times(row.at(1, 3)).plus(place.get(2) * place.get(3));
    return shared.over(area.minus(shared));
  }

  /** What both have in common along an axis. */
  private Expr shared(Expr row, int axis) {
    Expr at = row.at(1, axis), half = row.at(1, axis + 2).scale(0.5);
    double first = place.get(axis) - place.get(axis + 2) / 2, last = place.get(axis) + place.get(axis + 2) / 2;
    Expr from = at.minus(half).max(new Constant(first, at.shape())), to = at.plus(half).min(new Constant(last, at.shape()));
    return to.minus(from).relu();
  }
}
