package lucida.plan;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Evaluator;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Given;
import lucida.autodiff.run.MemoryException;
import lucida.core.Floats;
import lucida.core.Interruption;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.FiniteWatch;
import lucida.core.kernel.FusedKernels;
import org.jspecify.annotations.Nullable;

/** A program compiled to stages. Threads may share it: each run has an arena of its own, whose arrays are left to the next runs of any program of its plan. */
public final class PlannedProgram implements Executor.Compiled {
  /** A result: its formula and its place. */
  record Result(Expr e, int place) {}

  /** Bytes that stay in the caches from one stage to the next. */
  private static final long CACHE = 1 << 24;

  private final List<Stage> stages;
  private final List<Integer> cells;
  private final List<Shape> shapes;
  private final Map<Integer, float[]> constants;
  private final Map<Expr, Integer> open;
  private final List<Result> results;
  private final Evaluator evaluator;
  private final FusedKernels fused;
  private final Set<Integer> filled;
  private final Arena arena;
  private final SpareArrays spare;

  PlannedProgram(Places places, List<Result> results, Evaluator evaluator, FusedKernels fused, SpareArrays spare) {
    Set<Integer> read = results.stream().map(Result::place).collect(Collectors.toSet());
    this.stages = Chains.join(JoinsInPlace.of(places.stages(), read), read);
    this.cells = List.copyOf(places.cells());
    this.shapes = List.copyOf(places.shapes());
    this.constants = Map.copyOf(places.constants());
    this.open = places.open();
    this.results = List.copyOf(results);
    this.evaluator = evaluator;
    this.fused = fused;
    this.spare = spare;
    this.filled = new HashSet<>(results.stream().map(Result::place).toList());
    filled.retainAll(stages.stream().flatMap(stage -> stage.fills().stream()).toList());
    this.arena = Arena.of(stages, cells, filled);
    MemoryException.check(bytes());
  }

  /** The stages, in order. */
  public List<Stage> stages() { return stages; }

  /** The number of bytes that a run allocates, besides its inputs and fixed values. */
  public long bytes() {
    return Float.BYTES * (arena.cells() + filled.stream().mapToLong(cells::get).sum());
  }

  @Override
  public List<Tensor> run(Map<? extends Expr, Tensor> varying, Optional<FiniteWatch> watch) {
    Map<Expr, Tensor> given = Given.checked(open.keySet(), varying, Precision.FLOAT32);
    float[][] room = spare.take(arena.sizes());
    Frame frame = new Frame(arrays(given, room), evaluator, fused, watch);
    for (Stage stage : stages) {
      Interruption.check();
      stage.run(frame);
    }
    frame.look(results.stream().map(Result::place).toList());
    if (watch.isEmpty() || watch.get().isFinite()) spare.give(room);
    return results.stream().map(result -> Tensor.of(result.e().shape(), new Floats(frame.at(result.place())))).toList();
  }

  /** The number of cells of a place. */
  public int cells(int place) { return cells.get(place); }

  /** The shapes of what a stage fills. */
  public List<Shape> shapes(Stage stage) {
    return stage.shapes().isEmpty() ? stage.fills().stream().map(shapes::get).toList() : stage.shapes();
  }

  /** The least number of bytes that a stage reads and writes, packed filters included. */
  public long traffic(Stage stage) {
    long filters = stage instanceof Stage.Convolve convolve ? convolve.filter().bytes() : 0;
    long fills = stage instanceof Stage.Convolve convolve
        ? convolve.face().target().size()
        : stage.fills().stream().mapToLong(this::cells).sum();
    return filters + Float.BYTES * (fills + stage.reads().stream().distinct().mapToLong(this::cells).sum());
  }

  /**
   * Predicts the seconds that a stage takes, from extents alone and what the machine does a second: a convolution what its algorithm costs and, at the rate of
   * the caches, the cells that it reads and writes; anything else what takes longer, its multiply-adds or its bytes.
   */
  double predicted(Stage stage, Rates rates) {
    if (stage instanceof Stage.Convolve convolve)
      return fused.cost(convolve.face(), convolve.filter().algorithm()) / rates.multiplyAdds()
          + (traffic(stage) - convolve.filter().bytes()) / rates.near();
    double bytes = traffic(stage);
    return Math.max(stage.multiplyAdds() / rates.multiplyAdds(), bytes / (bytes > CACHE ? rates.far() : rates.near()));
  }

  /** Measures the seconds that each stage takes, in order: the least of {@code runs} runs. */
  public List<Double> measure(Map<? extends Expr, Tensor> varying, int runs) {
    double[] least = new double[stages.size()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Frame frame = new Frame(arrays(Given.checked(open.keySet(), varying, Precision.FLOAT32), spare.take(arena.sizes())), evaluator,
        fused, Optional.empty());
    for (int run = 0; run < runs; run++)
      for (int i = 0; i < least.length; i++) {
        Interruption.check();
        long start = System.nanoTime();
        stages.get(i).run(frame);
        least[i] = Math.min(least[i], (System.nanoTime() - start) * 1e-9);
      }
    return Arrays.stream(least).boxed().toList();
  }

  private float[] @Nullable [] arrays(Map<Expr, Tensor> given, float[][] slots) {
    float[] @Nullable [] arrays = new float[cells.size()][];
    constants.forEach((place, array) -> arrays[place] = array);
    open.forEach((e, place) -> arrays[place] = Packing.array(Objects.requireNonNull(given.get(e))));
    for (int place = 0; place < arrays.length; place++)
      if (arena.slotOf().get(place) >= 0) arrays[place] = slots[arena.slotOf().get(place)];
    for (int place : filled) arrays[place] = new float[cells.get(place)];
    return arrays;
  }
}
