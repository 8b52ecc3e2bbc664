package lucida.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Sum;
import lucida.autodiff.run.Program.Step;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.FusedKernels;

/**
 * Where values are stored: in row-major order, channels-last, or both if both are requested. A value repeated along axes is expanded on
 * demand; fixed values are transposed at compile time.
 */
final class Places {
  private final FusedKernels fused;
  private final Map<Expr, Tensor> known;
  private final Map<Expr, Integer> rows = new HashMap<>();
  private final Map<Expr, Integer> last = new HashMap<>();
  private final Map<Expr, Step> spreads = new HashMap<>();
  private final Map<Expr, Expr> views = new HashMap<>();
  private final List<Integer> cells = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();
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

  /** The shape of the value of each place. */
  List<Shape> shapes() { return shapes; }

  /** The constant arrays, by place. */
  Map<Integer, float[]> constants() { return constants; }

  /** The places of the varying inputs. */
  SequencedMap<Expr, Integer> open() { return open; }

  void add(Stage stage) { stages.add(stage); }

  private int fresh(int size, Shape shape) {
    cells.add(size);
    shapes.add(shape);
    return cells.size() - 1;
  }

  private int constant(float[] array) {
    int place = fresh(array.length, Shape.of(array.length));
    constants.put(place, array);
    return place;
  }

  /** Allocates a place for a value in row-major order. */
  int newRows(Expr e) {
    int place = fresh(e.shape().size(), e.shape());
    rows.put(e, place);
    return place;
  }

  /** Allocates a place for a value in row-major order that is of no formula. */
  int newRows(Shape shape) {
    return fresh(shape.size(), shape);
  }

  /** Whether a value of pictures repeats one number for each channel, of all pictures or of each, at every position, and is not stored otherwise. */
  boolean isOfChannels(Expr e) {
    if (e.shape().rank() < 4 || last.containsKey(e)) return false;
    Step step = spreads.get(e);
    return e instanceof Constant
        || step != null && (repeatsAtPlaces(step) || picture(e).filter(this::isOfChannels).isPresent());
  }

  /** The place of the numbers that such a value repeats. */
  int channels(Expr e) {
    Step step = spreads.get(e);
    if (step == null) return constant(perChannel(e).orElseThrow());
    Expr x = step.inputs().getFirst();
    return repeatsAtPlaces(step) ? rows(x) : channels(x);
  }

  /** The one picture that a value repeats along axes before its channels, if it does and is not stored otherwise. */
  Optional<Expr> picture(Expr e) {
    int C = e.shape().rank() - 3;
    if (C < 1 || last.containsKey(e)) return Optional.empty();
    return Optional.ofNullable(spreads.get(e)).filter(step -> spreading(step).orElseThrow().axes().stream().allMatch(a -> a < C))
        .map(step -> step.inputs().getFirst()).filter(x -> ChannelsLast.of(x.shape()).batch() == 1);
  }

  /** Whether a step repeats numbers, one for each channel, along all other axes. */
  private static boolean repeatsChannels(Step step) {
    int rank = step.target().shape().rank();
    return spreading(step).orElseThrow().axes()
        .equals(IntStream.range(0, rank).filter(axis -> axis != rank - 3).boxed().toList());
  }

  /** Whether a step repeats numbers, one for each channel or for each of each picture, at all places. */
  private static boolean repeatsAtPlaces(Step step) {
    int rank = step.target().shape().rank();
    return rank > 3
        && (repeatsChannels(step) || spreading(step).orElseThrow().axes().equals(List.of(rank - 2, rank - 1)));
  }

  /** Allocates a channels-last place for a value of pictures. */
  int newLast(Expr e) {
    int place = fresh(ChannelsLast.of(e.shape()).size(), e.shape());
    last.put(e, place);
    return place;
  }

  /** Lets a value share the cells of another. */
  void alias(Expr view, Expr of) { views.put(view, of); }

  /** What a value shares its cells with, in the same order: itself, if it is no view. */
  Expr viewed(Expr e) {
    Expr of = views.get(e);
    return of == null ? e : viewed(of);
  }

  /** The place of a fixed picture, channels-last. */
  int constant(ChannelsLast g, float[] picture) {
    float[] turned = new float[g.size()];
    fused.channelsLast(g, picture, turned);
    return constant(turned);
  }

  /** Defers a step that repeats its input along axes. */
  void defer(Step step) { spreads.put(step.target(), step); }

  /** Whether a value is stored channels-last. */
  boolean isLast(Expr e) {
    Expr of = views.get(e);
    return last.containsKey(e) || of != null && isSamePictures(e, of) && isLast(of);
  }

  private static boolean isSamePictures(Expr a, Expr b) {
    return Math.min(a.shape().rank(), b.shape().rank()) > 3 && ChannelsLast.of(a.shape()).equals(ChannelsLast.of(b.shape()));
  }

  /** Whether the cells of a value are available, or can be made immediately. */
  boolean isThere(Expr e) {
    Step spread = spreads.get(e);
    Expr of = views.get(e);
    return last.containsKey(e) || rows.containsKey(e) || known.containsKey(e) || e instanceof Constant
        || spread != null && isThere(spread.inputs().getFirst()) || of != null && isThere(of);
  }

  /** The cells of a value, if it is fixed. */
  Optional<float[]> fixed(Expr e) {
    return Optional.ofNullable(known.get(e)).map(Packing::array);
  }

  /** The fixed per-channel numbers that a value of pictures repeats at every position of every picture, if it does. */
  Optional<float[]> perChannel(Expr e) {
    if (e.shape().rank() < 4) return Optional.empty();
    Step step = spreads.get(e);
    if (step != null && repeatsChannels(step)) return fixed(step.inputs().getFirst());
    if (e instanceof Constant(double value, var shape)) {
      float[] all = new float[ChannelsLast.of(shape).channels()];
      Arrays.fill(all, (float) value);
      return Optional.of(all);
    }
    return picture(e).flatMap(this::perChannel);
  }

  /** The place of a value in row-major order. */
  int rows(Expr e) {
    Integer place = rows.get(e);
    return place != null ? place : toRows(e);
  }

  private int toRows(Expr e) {
    Expr of = views.get(e);
    if (of != null) return put(rows, e, rows(of));
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
      if (x.shape().size() == e.shape().size()) return put(rows, e, rows(x));
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
    Expr of = views.get(e);
    if (of != null && isLast(e)) return put(last, e, last(of));
    ChannelsLast g = ChannelsLast.of(e.shape());
    if (e instanceof Constant(double value, _)) {
      float[] all = new float[g.size()];
      Arrays.fill(all, (float) value);
      return put(last, e, constant(all));
    }
    Tensor fixed = known.get(e);
    if (fixed != null) return put(last, e, constant(g, Packing.array(fixed)));
    Step spread = spreads.get(e);
    if (spread != null && repeatsAtPlaces(spread))
      stages.add(new Stage.Spread(g, rows(spread.inputs().getFirst()), newLast(e)));
    else stages.add(new Stage.Layout(g, true, rows(e), newLast(e)));
    return last(e);
  }

  private static int put(Map<Expr, Integer> places, Expr e, int place) {
    places.put(e, place);
    return place;
  }
}
