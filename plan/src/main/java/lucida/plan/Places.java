package lucida.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Sum;
import lucida.autodiff.run.Program.Step;
import lucida.core.Tensor;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.FusedKernels;

/**
 * Where values are stored: in row-major order, channels-last, or both if both are requested. A value repeated along axes is expanded on
 * demand; fixed values are transposed at compile time.
 */
final class Places {
  private static final Set<List<Integer>> OVER_PLACES = Set.of(List.of(2, 3), List.of(0, 2, 3));

  private final FusedKernels fused;
  private final Map<Expr, Tensor> known;
  private final Map<Expr, Integer> rows = new HashMap<>();
  private final Map<Expr, Integer> last = new HashMap<>();
  private final Map<Expr, Step> spreads = new HashMap<>();
  private final List<Integer> cells = new ArrayList<>();
  private final Map<Integer, float[]> constants = new HashMap<>();
  private final SequencedMap<Expr, Integer> open = new LinkedHashMap<>();
  private final List<Stage> stages = new ArrayList<>();

  Places(FusedKernels fused, Map<Expr, Tensor> known, List<Expr> varying) {
    this.fused = fused;
    this.known = known;
    for (Expr e : varying) open.put(e, newRows(e));
  }

  /** The sum whose adjoint a step is, if it is one: it repeats its input along the summed axes. */
  static Optional<Sum> spreading(Step step) {
    return step.op() instanceof Linear(Sum sum, boolean transposed) && transposed ? Optional.of(sum) : Optional.empty();
  }

  /** The stages, in order. */
  List<Stage> stages() { return stages; }

  /** The number of cells of each place. */
  List<Integer> cells() { return cells; }

  /** The constant arrays, by place. */
  Map<Integer, float[]> constants() { return constants; }

  /** The places of the varying inputs. */
  SequencedMap<Expr, Integer> open() { return open; }

  void add(Stage stage) { stages.add(stage); }

  private int fresh(int size) {
    cells.add(size);
    return cells.size() - 1;
  }

  private int constant(float[] array) {
    int place = fresh(array.length);
    constants.put(place, array);
    return place;
  }

  /** Allocates a place for a value in row-major order. */
  int newRows(Expr e) {
    int place = fresh(e.shape().size());
    rows.put(e, place);
    return place;
  }

  /** Allocates a place for so many cells, of no formula. */
  int newRows(int cells) { return fresh(cells); }

  /** Whether a value of rank 4 repeats one number for each channel at every position of every picture, and is not stored otherwise. */
  boolean isOfChannels(Expr e) {
    if (e.shape().rank() != 4 || last.containsKey(e)) return false;
    Step step = spreads.get(e);
    return e instanceof Constant || step != null && spreading(step).orElseThrow().axes().equals(List.of(0, 2, 3));
  }

  /** The place of the numbers that such a value repeats. */
  int channels(Expr e) {
    Step step = spreads.get(e);
    return step == null ? constant(perChannel(e).orElseThrow()) : rows(step.inputs().getFirst());
  }

  /** Allocates a channels-last place for a value of rank 4. */
  int newLast(Expr e) {
    int place = fresh(ChannelsLast.of(e.shape()).size());
    last.put(e, place);
    return place;
  }

  /** Lets a value share the cells of another. */
  void alias(Expr view, Expr of) { rows.put(view, rows(of)); }

  /** Defers a step that repeats its input along axes. */
  void defer(Step step) { spreads.put(step.target(), step); }

  /** Whether a value is stored channels-last. */
  boolean isLast(Expr e) { return last.containsKey(e); }

  /** Whether the cells of a value are available, or can be made immediately. */
  boolean isThere(Expr e) {
    Step spread = spreads.get(e);
    return last.containsKey(e) || rows.containsKey(e) || known.containsKey(e) || e instanceof Constant
        || spread != null && isThere(spread.inputs().getFirst());
  }

  /** The cells of a value, if it is fixed. */
  Optional<float[]> fixed(Expr e) {
    return Optional.ofNullable(known.get(e)).map(Packing::array);
  }

  /** The fixed per-channel numbers that a value of rank 4 repeats at every position of every picture, if it does. */
  Optional<float[]> perChannel(Expr e) {
    Step step = spreads.get(e);
    if (step != null && e.shape().rank() == 4 && spreading(step).orElseThrow().axes().equals(List.of(0, 2, 3)))
      return fixed(step.inputs().getFirst());
    if (e instanceof Constant(double value, var shape) && shape.rank() == 4) {
      float[] all = new float[shape.extent(1)];
      Arrays.fill(all, (float) value);
      return Optional.of(all);
    }
    return Optional.empty();
  }

  /** The place of a value in row-major order. */
  int rows(Expr e) {
    Integer place = rows.get(e);
    return place != null ? place : toRows(e);
  }

  private int toRows(Expr e) {
    if (e instanceof Constant(double value, var shape)) {
      float[] all = new float[shape.size()];
      Arrays.fill(all, (float) value);
      return put(rows, e, constant(all));
    }
    Tensor fixed = known.get(e);
    if (fixed != null) return put(rows, e, constant(Packing.array(fixed)));
    Step spread = spreads.get(e);
    if (spread != null) {
      Expr x = spread.inputs().getFirst();
      stages.add(new Stage.Interpret(spread.op(), List.of(rows(x)), List.of(x.shape()), newRows(e)));
    } else stages.add(new Stage.Layout(ChannelsLast.of(e.shape()), false, last(e), newRows(e)));
    return rows(e);
  }

  /** The place of a value, channels-last. */
  int last(Expr e) {
    Integer place = last.get(e);
    return place != null ? place : toLast(e);
  }

  private int toLast(Expr e) {
    ChannelsLast g = ChannelsLast.of(e.shape());
    if (e instanceof Constant(double value, _)) {
      float[] all = new float[g.size()];
      Arrays.fill(all, (float) value);
      return put(last, e, constant(all));
    }
    Tensor fixed = known.get(e);
    if (fixed != null) {
      float[] turned = new float[g.size()];
      fused.channelsLast(g, Packing.array(fixed), turned);
      return put(last, e, constant(turned));
    }
    Step spread = spreads.get(e);
    if (spread != null && OVER_PLACES.contains(spreading(spread).orElseThrow().axes()))
      stages.add(new Stage.Spread(g, rows(spread.inputs().getFirst()), newLast(e)));
    else stages.add(new Stage.Layout(g, true, rows(e), newLast(e)));
    return last(e);
  }

  private static int put(Map<Expr, Integer> places, Expr e, int place) {
    places.put(e, place);
    return place;
  }
}
