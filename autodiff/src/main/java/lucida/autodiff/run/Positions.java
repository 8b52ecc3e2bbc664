package lucida.autodiff.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.IntConsumer;
import lucida.autodiff.Apply;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.Input;
import lucida.autodiff.ReceptiveField;
import lucida.autodiff.op.Bilinear;
import lucida.core.Tensor;

/**
 * Formulas along single cells of pictures, those at one position together: of each formula only what the position reaches is computed, {@link ReceptiveField}, by a program of its own.
 * What depends on no direction is computed once for all positions.
 *
 * @param ys the formulas of a direction v
 * @param x the node whose value is given
 * @param shared what the formulas read that does not depend on v
 * @param saved multiplications that one direction needs less, at the position in the middle
 */
record Positions(List<Expr> ys, Input v, Expr x, int batch, List<Expr> shared, long saved) {
  /** Multiplications worth the writing of a program: some tenth of a second. */
  private static final long PROGRAM = 1L << 31;

  /** Where pictures move; empty where a position reaches nearly everything at once. */
  static Optional<Positions> of(List<Expr> ys, Input v, Expr x, int batch) {
    int rank = v.shape().rank();
    if (rank < 3) return Optional.empty();
    SequencedSet<Expr> moving = moving(ys, v);
    SequencedSet<Expr> read = new LinkedHashSet<>();
    for (Expr e : moving) if (e instanceof Apply node) read.addAll(node.inputs());
    read.removeIf(e -> moving.contains(e) || e instanceof Constant || e.equals(x) || e instanceof Input);
    Positions all = new Positions(ys, v, x, batch, List.copyOf(read), 0);
    Input u = all.channels();
    long full = multiplications(ys, v), near = multiplications(all.near(u, all.middle()), u);
    return 4 * near > 3 * full ? Optional.empty() : Optional.of(new Positions(ys, v, x, batch, all.shared, full - near));
  }

  private static SequencedSet<Expr> moving(List<Expr> ys, Input v) {
    return Graph.dependent(Set.of(v), Graph.order(ys, Expr::inputs), Expr::inputs);
  }

  private static long multiplications(List<Expr> ys, Input v) {
    return moving(ys, v).stream()
        .mapToLong(e -> e instanceof Apply node && node.op() instanceof Bilinear(var form, _) ? form.multiplications() : 0).sum();
  }

  private Input channels() {
    int rank = v.shape().rank();
    return Input.of("u", v.shape().with(rank - 2, 1).with(rank - 1, 1));
  }

  private int width() { return v.shape().extent(v.shape().rank() - 1); }

  private int positions() { return v.shape().extent(v.shape().rank() - 2) * width(); }

  private int middle() { return v.shape().extent(v.shape().rank() - 2) / 2 * width() + width() / 2; }

  private List<Expr> near(Input u, int position) { return ReceptiveField.of(ys, v, u, position / width(), position % width()); }

  /** Numbers of those of some cells that lie at one position and are worth a program, for each such position. */
  List<int[]> groups(int... cells) {
    Map<Integer, List<Integer>> at = new HashMap<>();
    for (int r = 0; r < cells.length; r++) at.computeIfAbsent(cells[r] % positions(), _ -> new ArrayList<>()).add(r);
    return at.values().stream().filter(group -> group.size() * saved > PROGRAM)
        .map(group -> group.stream().mapToInt(r -> r).toArray()).toList();
  }

  /**
   * Runs along the cells of some groups.
   *
   * @param given the values of all that the formulas need beside the direction
   * @param taker takes the results of direction number r
   * @param progress is told how many of these are done
   */
  void each(Executor executor, Map<? extends Expr, Tensor> given, List<int[]> groups, int[] cells, Directions.Taker taker,
      IntConsumer progress) {
    if (groups.isEmpty()) return;
    Map<Expr, Tensor> known = new HashMap<>(given);
    List<Tensor> values = executor.run(Program.of(shared, x), given);
    for (int i = 0; i < values.size(); i++) known.put(shared.get(i), values.get(i));
    List<Expr> cut = new ArrayList<>(shared);
    cut.add(x);
    int done = 0;
    for (int[] group : groups) {
      Input u = channels();
      int before = done;
      Directions.within(Diagonal.TOGETHER, near(u, cells[group[0]] % positions()), u, Math.min(batch, group.length),
          cut.toArray(Expr[]::new)).each(
              executor, known,
              group.length, Directions.units(Arrays.stream(group).map(r -> cells[r] / positions()).toArray()),
              (r, results, row) -> taker.take(group[r], results, row), n -> progress.accept(before + n));
      done += group.length;
    }
  }
}
