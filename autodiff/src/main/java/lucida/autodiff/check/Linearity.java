package lucida.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Route;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.StopGradient;
import lucida.autodiff.run.Evaluator;
import lucida.autodiff.run.Executor;
import lucida.core.Tensor;
import lucida.core.kernel.ScalarKernels;

/** What a graph says of the function that it is: where it is affine, and on which side of each of its kinks a point lies. */
final class Linearity {
  private Linearity() {}

  /** Whether y(x + v) − y(x) is linear in v: nothing on any way from x but linear operations and products with what does not depend on x. */
  static boolean affine(Expr y, Expr x) {
    Set<Expr> all = Graph.order(List.of(y), Expr::inputs);
    return all.stream().filter(e -> e instanceof Apply && Graph.depends(e, x)).map(Apply.class::cast)
        .allMatch(node -> switch (node.op()) {
          case Linear _ -> true;
          case Bilinear _ -> node.inputs().stream().filter(input -> Graph.depends(input, x)).count() == 1;
          case Pointwise _ -> false;
          case Selection _ -> !Graph.depends(node.inputs().getFirst(), x);
        });
  }

  /** For each selection of a formula the side that its selector takes. */
  record Sides(List<List<Integer>> taken) {}

  /** The sides taken at a point. */
  static Sides sides(Executor executor, Expr y, Map<Expr, Tensor> given) {
    List<Apply> selections = Graph.order(List.of(y), Expr::inputs).stream()
        .filter(e -> e instanceof Apply node && node.op() instanceof Selection).map(Apply.class::cast).toList();
    List<Tensor> selectors = executor.values(selections.stream().map(node -> node.inputs().getFirst()).toList(), given);
    Evaluator evaluator = new Evaluator(new ScalarKernels());
    List<List<Integer>> taken = new ArrayList<>();
    for (int i = 0; i < selections.size(); i++) {
      Tensor x = selectors.get(i);
      if (selections.get(i).op() instanceof Selection(var choice, _)) taken.add(switch (choice) {
        case Gate _ -> Arrays.stream(x.toDoubles()).mapToObj(cell -> cell > 0 ? 1 : 0).toList();
        case Route route -> Arrays.stream(evaluator.found(route, x)).boxed().toList();
        case StopGradient _ -> List.of();
      });
    }
    return new Sides(taken);
  }
}
