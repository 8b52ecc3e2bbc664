package lucida.layers.score;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.layers.Layer;
import lucida.layers.Scope;

/** The highest score of each class among all boxes: [N, classes]. */
public record BestBoxes(BoxTable table) implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) { return table.scores(in.getFirst()).largest(1); }
}
