package lucida.layers;

import static lucida.layers.AxisMeaning.BATCH;
import static lucida.layers.AxisMeaning.CHANNEL;
import static lucida.layers.AxisMeaning.COLUMN;
import static lucida.layers.AxisMeaning.MIXED;
import static lucida.layers.AxisMeaning.NONE;
import static lucida.layers.AxisMeaning.ROW;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.op.Addition;
import lucida.autodiff.op.ArgMax;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Concatenation;
import lucida.autodiff.op.ConvolutionForm;
import lucida.autodiff.op.Crop;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Gather;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.LinearMap;
import lucida.autodiff.op.MatMul;
import lucida.autodiff.op.Permute;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Resample;
import lucida.autodiff.op.Reshape;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.Slot;
import lucida.autodiff.op.StopGradient;
import lucida.autodiff.op.Sum;
import lucida.autodiff.op.WindowArgMax;
import lucida.core.Shape;

/**
 * What the axes of all values of a network mean, read off the graph: the picture says it first, convolutions and dense layers make
 * channels, everything else hands it on.
 */
public final class AxisMeanings {
  /** [N, C, H, W]. */
  public static final List<AxisMeaning> PICTURE = List.of(BATCH, CHANNEL, ROW, COLUMN);

  private final Map<Expr, List<Axis>> axes = new HashMap<>();
  private int contradictions;

  private AxisMeanings(Collection<? extends Expr> values, Expr x, List<AxisMeaning> picture) {
    axes.put(x, IntStream.range(0, picture.size()).mapToObj(a -> Axis.of(x.shape().extent(a), picture.get(a))).toList());
    for (Expr e : Graph.order(values, Expr::inputs))
      if (!axes.containsKey(e)) axes.put(e, e instanceof Apply y ? of(y) : Axis.without(e.shape()));
  }

  /** Of a network for pictures [N, C, H, W]. */
  public static AxisMeanings of(Forward forward) {
    Shape x = forward.x().shape();
    return of(forward,
        x.rank() == 4 ? PICTURE : Stream.concat(Stream.of(BATCH), Stream.generate(() -> NONE)).limit(x.rank()).toList());
  }

  /** Of a network whose picture has these axes. */
  public static AxisMeanings of(Forward forward, List<AxisMeaning> picture) {
    return new AxisMeanings(forward.values().values(), forward.x(), picture);
  }

  /** Of each axis of a value of the network; none of a value of something else. */
  public List<AxisMeaning> of(Expr value) {
    return axes.getOrDefault(value, Axis.without(value.shape())).stream().map(Axis::meaning).toList();
  }

  /** Whether a value is [N, K, h, w]; an extent of 1 stands for anything. */
  public boolean isPicture(Expr value) {
    return order(value).filter(order -> order.equals(List.of(0, 1, 2, 3))).isPresent();
  }

  /** The axes of a value in the order of [N, K, h, w], if it has these and no others; an extent of 1 stands for what is missing. */
  public Optional<List<Integer>> order(Expr value) {
    List<AxisMeaning> meanings = new ArrayList<>(of(value));
    if (meanings.size() != PICTURE.size()) return Optional.empty();
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < PICTURE.size(); axis++) {
      boolean inPlace = meanings.get(axis) == NONE && !meanings.contains(PICTURE.get(axis));
      int at = inPlace ? axis : meanings.indexOf(PICTURE.get(axis));
      if (at < 0) return Optional.empty();
      order.add(at);
    }
    boolean eachOnce = order.stream().distinct().count() == order.size();
    boolean repeated = order.stream().anyMatch(a -> meanings.get(a) == NONE && value.shape().extent(a) != 1);
    return eachOnce && !repeated ? Optional.of(order) : Optional.empty();
  }

  /** At how many convolutions and max poolings an axis is known to be another than the one that they take it for. */
  public int contradictions() {
    return contradictions;
  }

  private List<Axis> of(Apply y) {
    List<List<Axis>> in = y.inputs().stream().map(x -> Objects.requireNonNull(axes.get(x))).toList();
    Shape to = y.shape();
    return switch (y.op()) {
      case Linear(LinearMap map, boolean transposed) -> linear(map, transposed, in, to);
      case Bilinear(Product _, _) -> joined(in);
      case Bilinear(MatMul _, Slot open) -> product(open, in.getFirst(), in.getLast());
      case Bilinear(ConvolutionForm _, Slot open) ->
        open == Slot.W ? Axis.without(to) : convolution(in.get(open == Slot.Z ? 0 : 1), to);
      case Pointwise _ -> in.getFirst();
      case Selection(_, boolean transposed) when transposed -> in.getFirst();
      case Selection(Gate _, _) -> joined(in);
      case Selection(StopGradient _, _) -> joined(in);
      case Selection(WindowArgMax _, _) -> resized(checked(in.getLast()), to);
      case Selection(ArgMax(_, List<Integer> over), _) -> without(in.getLast(), over);
    };
  }

  private static List<Axis> linear(LinearMap map, boolean transposed, List<List<Axis>> in, Shape to) {
    List<Axis> x = in.getFirst();
    return switch (map) {
      case Addition _ -> joined(in);
      case Scale _ -> x;
      case Sum(_, List<Integer> over) -> transposed ? expanded(x, over, to) : without(x, over);
      case Reshape _ -> Axis.reshaped(x, to);
      case Permute(List<Integer> order) -> IntStream.range(0, x.size())
          .mapToObj(axis -> x.get(transposed ? order.indexOf(axis) : order.get(axis))).toList();
      case Concatenation(int axis, _) -> concatenated(axis, in, to);
      case Crop _, Gather _, Resample _ -> resized(x, to);
      case LinearMap _ -> Axis.without(to);
    };
  }

  /** Maps one below the other or side by side have no rows or columns of the picture any more along that axis. */
  private static List<Axis> concatenated(int axis, List<List<Axis>> parts, Shape to) {
    List<Axis> whole = new ArrayList<>(joined(parts.stream().map(part -> resized(part, to)).toList()));
    boolean isStacked = parts.stream().map(part -> part.get(axis).meaning()).filter(m -> m == ROW || m == COLUMN).count() > 1;
    if (isStacked) whole.set(axis, Axis.of(to.extent(axis), MIXED));
    return whole;
  }

  private static List<Axis> joined(List<List<Axis>> values) {
    return values.stream()
        .reduce((a, b) -> IntStream.range(0, a.size()).mapToObj(axis -> a.get(axis).joined(b.get(axis))).toList()).orElseThrow();
  }

  private static List<Axis> resized(List<Axis> x, Shape to) {
    return IntStream.range(0, x.size()).mapToObj(axis -> x.get(axis).resized(to.extent(axis))).toList();
  }

  private static List<Axis> without(List<Axis> x, List<Integer> axes) {
    return IntStream.range(0, x.size()).filter(axis -> !axes.contains(axis)).mapToObj(x::get).toList();
  }

  private static List<Axis> expanded(List<Axis> x, List<Integer> axes, Shape to) {
    List<Axis> expanded = new ArrayList<>(x);
    for (int axis : axes) expanded.add(axis, Axis.of(to.extent(axis), NONE));
    return expanded;
  }

  /** An axis of the result is that of the factor that has it; what the weights bring are channels. */
  private static List<Axis> product(Slot open, List<Axis> p, List<Axis> q) {
    List<Axis> axes = List.of(p.get(0).joined(q.get(0)), open == Slot.W ? p.get(2) : open == Slot.Z ? p.get(1) : q.get(1),
        open == Slot.X ? p.get(1) : q.get(2));
    boolean onlyWeights = Stream.concat(p.stream(), q.stream()).allMatch(axis -> axis.meaning() == NONE);
    return onlyWeights
        ? axes
        : axes.stream().map(axis -> axis.meaning() == NONE ? Axis.of(axis.extent(), CHANNEL) : axis).toList();
  }

  /** Channels are new; rows and columns are the picture's where it has any, and begin here where it has none. */
  private List<Axis> convolution(List<Axis> x, Shape to) {
    checked(x);
    return IntStream.range(0, 4).mapToObj(a -> {
      AxisMeaning meaning = x.get(a).meaning();
      boolean begins = a == 1 || a > 1 && (meaning == NONE || meaning == MIXED);
      return begins ? Axis.of(to.extent(a), PICTURE.get(a)) : x.get(a).resized(to.extent(a));
    }).toList();
  }

  private List<Axis> checked(List<Axis> x) {
    boolean other = x.size() == 4
        && IntStream.range(1, 4).mapToObj(a -> x.get(a).meaning() == PICTURE.get(a) ? NONE : x.get(a).meaning())
            .anyMatch(meaning -> meaning != NONE && meaning != MIXED);
    if (other) contradictions++;
    return x;
  }
}
