package lucida.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.op.Addition;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Concatenation;
import lucida.autodiff.op.ConvolutionForm;
import lucida.autodiff.op.Crop;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.LinearMap;
import lucida.autodiff.op.MatMul;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Resample;
import lucida.autodiff.op.Reshape;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.Slot;
import lucida.autodiff.op.StopGradient;
import lucida.autodiff.op.StridedRegion;
import lucida.autodiff.op.Sum;
import lucida.autodiff.op.WindowArgMax;
import lucida.autodiff.run.Program.Step;
import lucida.core.Shape;
import lucida.core.kernel.CellwiseChain;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.PackedFilter;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Taps;
import lucida.plan.Stage.Finishing;

/**
 * Lowers steps to stages: one switch over the kinds. Convolutions with fixed filters produce channels-last values, and their readers
 * keep that layout if they can. Everything else is interpreted.
 */
final class Lowering {
  /** A value x ⊙ s that a convolution reads: the scale is folded into its filter. */
  private record Scaled(Expr x, float[] s) {}

  /** Rows of a product at most: more of them meet nearly all rows of the other matrix. */
  private static final int FEW = 8;
  /** Cells of a matrix from which on it pays to look which of its rows are needed. */
  private static final int LARGE = 1 << 16;
  /** Cells of a matrix that is packed, at most: it is there twice then. */
  private static final int MOST = 1 << 22;

  private final Places places;
  private final Readers readers;
  private final Packing packing;
  private final Set<Step> done = new HashSet<>();
  private final Map<Expr, Scaled> scaled = new HashMap<>();
  private final Set<Expr> chained = new HashSet<>();

  Lowering(Places places, Readers readers, Packing packing) {
    this.places = places;
    this.readers = readers;
    this.packing = packing;
  }

  /** Lowers every step once. */
  void lower(List<Step> steps) {
    for (Step step : steps)
      if (Places.spreading(step).isPresent()) {
        places.defer(step);
        done.add(step);
      }
    for (Step step : steps) if (!done.contains(step)) lower(step);
  }

  private void lower(Step step) {
    switch (step.op()) {
      case Linear(LinearMap map, boolean transposed) -> linear(step, map, transposed);
      case Bilinear(ConvolutionForm(Convolution g), Slot open) when open != Slot.W ->
        convolve(step, new ConvolutionFace(g, open == Slot.X), picture(step, open), filter(step, open));
      case Bilinear(ConvolutionForm(Convolution g), _) -> filterAdjoint(step, g);
      case Bilinear(Product _, _) when isFilterScale(step) -> scaled.put(step.target(), scale(step).orElseThrow());
      case Bilinear(Product _, _) -> cellwise(step);
      case Bilinear(MatMul(MatrixProduct g), Slot open) when open == Slot.Z && (timesColumn(step, g) || ofLiveRows(step, g)) -> {}
      case Bilinear(MatMul(MatrixProduct g), Slot open) when open != Slot.W && asConvolution(step, g, open) -> {}
      case Bilinear _ -> interpret(step);
      case Pointwise _ -> cellwise(step);
      case Selection(WindowArgMax pool, boolean transposed) -> maxPool(step, pool, transposed);
      case Selection(Gate _, _) -> cellwise(step);
      case Selection(StopGradient _, _) -> cellwise(step);
      case Selection _ -> interpret(step);
    }
  }

  private void linear(Step step, LinearMap map, boolean transposed) {
    Expr x = step.inputs().getFirst();
    switch (map) {
      case Addition _, Scale _ -> cellwise(step);
      case Reshape _ -> {
        places.alias(step.target(), x);
        if (chained.contains(x)) chained.add(step.target());
      }
      case Sum sum when places.isLast(x) && sum.axes().equals(List.of(channels(x) + 1, channels(x) + 2)) ->
        places.add(new Stage.SumPlaces(grid(x), places.last(x), places.newRows(step.target())));
      case Sum sum when places.isLast(x) && channels(x) == 1 && sum.axes().equals(List.of(0, 2, 3)) -> sumOfPictures(step, x);
      case Resample(var rows, var columns) when places.isLast(x) -> places.add(
          new Stage.Resampling(grid(transposed ? step.target() : x), rows, columns, transposed, places.last(x),
              places.newLast(step.target())));
      case Concatenation(int axis, _) when axis == channels(x) && step.inputs().stream().anyMatch(places::isLast) ->
        join(step, step.inputs(), 0);
      case Crop(StridedRegion box) when !transposed && places.isLast(x) && ofChannels(box) ->
        join(step, List.of(x), box.from().get(channels(x)));
      case Crop(StridedRegion box) when places.isLast(x) && ofPlaces(box) ->
        places.add(
            new Stage.Resampling(ChannelsLast.of(box.full()), kept(box, channels(x) + 1), kept(box, channels(x) + 2), transposed,
                places.last(x), places.newLast(step.target())));
      default -> interpret(step);
    }
  }

  /** Picture by picture, then over the pictures. */
  private void sumOfPictures(Step step, Expr x) {
    ChannelsLast g = grid(x);
    Shape perPicture = Shape.of(g.batch(), g.channels());
    int sums = places.newRows(perPicture);
    places.add(new Stage.SumPlaces(g, places.last(x), sums));
    places.add(new Stage.Interpret(new Linear(new Sum(perPicture, List.of(0))), List.of(sums), List.of(perPicture),
        places.newRows(step.target())));
  }

  /** The axis of the channels of a value of pictures. */
  private static int channels(Expr e) { return e.shape().rank() - 3; }

  private static boolean ofChannels(StridedRegion box) {
    int C = box.full().rank() - 3;
    return box.steps().get(C) == 1 && box.full().without(C).equals(box.extents().without(C));
  }

  private static boolean ofPlaces(StridedRegion box) {
    int rank = box.full().rank();
    return box.full().with(rank - 2, 0).with(rank - 1, 0).equals(box.extents().with(rank - 2, 0).with(rank - 1, 0));
  }

  /** What a box keeps along an axis. */
  private static Taps kept(StridedRegion box, int axis) {
    int[] cells = IntStream.range(0, box.extents().extent(axis)).map(i -> box.from().get(axis) + i * box.steps().get(axis))
        .toArray();
    double[][] ones = new double[cells.length][];
    Arrays.fill(ones, new double[]{1});
    return new Taps(box.full().extent(axis), cells, ones);
  }

  /** [n, C·H·W] · [C·H·W, 1] of a value that is stored channels-last and a fixed column, both in the order in which the value lies. */
  private boolean timesColumn(Step step, MatrixProduct g) {
    Expr x = places.viewed(step.inputs().getFirst());
    Optional<float[]> column = places.fixed(step.inputs().getLast());
    if (g.batch() != 1 || g.n() != 1 || column.isEmpty() || !places.isLast(x)) return false;
    ChannelsLast picture = grid(x).picture();
    if (grid(x).batch() != g.m() || picture.stride() != picture.channels()) return false;
    places.add(new Stage.Interpret(step.op(), List.of(places.last(x), places.constant(picture, column.get())),
        step.inputs().stream().map(Expr::shape).toList(), places.newRows(step.target())));
    return true;
  }

  /** x w, where x is as a gate lets it through, and w large and fixed: what meets zeros only is not read. An infinity in w would be lost. */
  private boolean ofLiveRows(Step step, MatrixProduct g) {
    Expr w = step.inputs().getLast();
    Optional<float[]> fixed = places.fixed(w);
    if (g.batch() != 1 || g.m() > FEW || g.sizeQ() < LARGE || fixed.isEmpty() || !packing.isFinite(fixed.get())) return false;
    int x = rows(step.inputs().getFirst());
    places.add(new Stage.LiveProduct(g, x, rows(w), places.newRows(step.target())));
    return true;
  }

  /** A product of many rows and a fixed matrix whose filters are packed once: rows of whole vectors lie as places channels-last do. */
  private boolean asConvolution(Step step, MatrixProduct g, Slot open) {
    Expr x = open == Slot.X ? step.inputs().getLast() : step.inputs().getFirst();
    Expr w = open == Slot.X ? step.inputs().getFirst() : step.inputs().getLast();
    Optional<float[]> fixed = places.fixed(w);
    boolean whole = g.k() % ChannelsLast.ALIGNMENT == 0 && g.n() % ChannelsLast.ALIGNMENT == 0;
    if (g.batch() != 1 || g.m() <= FEW || !whole || g.sizeQ() > MOST || fixed.isEmpty()) return false;
    ConvolutionFace face = new ConvolutionFace(new Convolution(1, 1, g.n(), g.k(), Sweep.of(g.m(), 1), Sweep.of(1, 1)),
        open == Slot.Z);
    Optional<PackedFilter> packed = packing.filter(face, fixed.get(), Optional.empty(), Optional.empty());
    if (packed.isEmpty()) return false;
    places.add(new Stage.Convolve(face, packed.get(), false, rows(x), Finishing.NONE, places.newRows(step.target())));
    return true;
  }

  private void join(Step step, List<Expr> parts, int from) {
    EpilogueSearch found = new EpilogueSearch(places, step.target()).follow(readers);
    done.addAll(found.taken());
    List<Integer> reads = parts.stream().map(places::last).toList();
    Finishing finishing = found.finishing(true);
    places.add(new Stage.Join(parts.stream().map(Lowering::grid).toList(), from, reads, grid(step.target()), finishing,
        places.newLast(found.end())));
  }

  private static ChannelsLast grid(Expr e) { return ChannelsLast.of(e.shape()); }

  // ---- convolutions

  private static Expr picture(Step step, Slot open) { return open == Slot.X ? step.inputs().getLast() : step.inputs().getFirst(); }

  private static Expr filter(Step step, Slot open) { return open == Slot.X ? step.inputs().getFirst() : step.inputs().getLast(); }

  /** conv(x ⊙ s, w) ⊙ t = conv(x, s ⊙ w ⊙ t), where s and t are one fixed number for each channel. */
  private void convolve(Step step, ConvolutionFace face, Expr picture, Expr filter) {
    Optional<float[]> w = places.fixed(filter);
    if (w.isEmpty()) {
      convolveVarying(step, face, picture, filter);
      return;
    }
    Optional<Scaled> source = Optional.ofNullable(scaled.get(picture));
    EpilogueSearch found = new EpilogueSearch(places, step.target()).follow(readers);
    Optional<PackedFilter> packed = packing.filter(face, w.get(), found.scale(), source.map(Scaled::s));
    if (packed.isEmpty()) {
      interpret(step);
      return;
    }
    done.addAll(found.taken());
    Expr x = source.map(Scaled::x).orElse(picture);
    boolean rows = !places.isLast(x) && packing.readsRows(face);
    int place = rows ? places.rows(x) : places.last(x);
    Finishing finishing = found.finishing(false);
    places.add(new Stage.Convolve(face, packed.get(), rows, place, finishing, places.newLast(found.end())));
  }

  private void convolveVarying(Step step, ConvolutionFace face, Expr picture, Expr filter) {
    if (!packing.isFused(face)) {
      interpret(step);
      return;
    }
    EpilogueSearch found = new EpilogueSearch(places, step.target()).follow(readers);
    done.addAll(found.taken());
    boolean rows = !places.isLast(picture) && packing.readsRows(face);
    int place = rows ? places.rows(picture) : places.last(picture);
    Finishing finishing = found.finishing(true);
    places.add(new Stage.ConvolveVarying(face, rows(filter), rows, place, finishing, places.newLast(found.end())));
  }

  private void filterAdjoint(Step step, Convolution g) {
    Expr x = step.inputs().getFirst();
    Expr yBar = step.inputs().getLast();
    if (places.isLast(x))
      places.add(new Stage.ConvolveFilterAdjoint(g, places.last(x), places.last(yBar), places.newRows(step.target())));
    else interpret(step);
  }

  /** Whether a per-channel scale is read by a single convolution, whose fixed filter can absorb it. */
  private boolean isFilterScale(Step step) {
    Optional<Step> reader = readers.only(step.target());
    if (scale(step).isEmpty() || reader.isEmpty()) return false;
    return reader.get().op() instanceof Bilinear(ConvolutionForm(Convolution g), Slot open) && open != Slot.W && g.groups() == 1
        && picture(reader.get(), open).equals(step.target()) && places.fixed(filter(reader.get(), open)).isPresent();
  }

  private Optional<Scaled> scale(Step step) {
    Expr a = step.inputs().getFirst();
    Expr b = step.inputs().getLast();
    return places.perChannel(b).map(s -> new Scaled(a, s)).or(() -> places.perChannel(a).map(s -> new Scaled(b, s)));
  }

  // ---- windows and cells

  private void maxPool(Step step, WindowArgMax pool, boolean transposed) {
    Expr x = step.inputs().getFirst();
    Expr v = step.inputs().getLast();
    if (x.shape().rank() != 4 || !places.isLast(x) || !transposed && !v.equals(x)) {
      interpret(step);
      return;
    }
    Pool g = new Pool(x.shape().extent(0), x.shape().extent(1), pool.rows(), pool.columns());
    places.add(transposed
        ? new Stage.MaxPoolingAdjoint(g, places.last(x), places.last(v), places.newLast(step.target()))
        : new Stage.MaxPooling(g, places.last(x), places.newLast(step.target())));
  }

  private void cellwise(Step step) {
    Optional<Expr> first = step.target().shape().rank() > 3
        ? step.inputs().stream().filter(e -> places.isLast(e) || places.isOfChannels(e) && !(e instanceof Constant)).findFirst()
        : Optional.empty();
    if (first.isPresent()) cellwiseLast(step, first.get());
    else {
      List<Integer> reads = reads(step);
      places.add(new Stage.Cellwise(step.op(), reads, step.target().shape().size(), places.newRows(step.target())));
    }
  }

  private void cellwiseLast(Step step, Expr first) {
    EpilogueSearch found = new EpilogueSearch(places, first);
    if (places.isLast(first) && step.inputs().stream().noneMatch(chained::contains) && found.take(step)
        && found.follow(readers).isWorthIt()) {
      done.addAll(found.taken());
      Finishing finishing = found.finishing(true);
      places.add(new Stage.Finish(grid(first), places.last(first), finishing, places.newLast(found.end())));
      return;
    }
    if (!chain(step)) {
      List<Integer> reads = step.inputs().stream().map(places::last).toList();
      places.add(new Stage.Cellwise(step.op(), reads, grid(step.target()).size(), places.newLast(step.target())));
    }
  }

  /** Adds a chain of one step, and returns whether there is one for its operation. */
  private boolean chain(Step step) {
    List<Expr> x = step.inputs().stream().map(this::stored).toList();
    List<Expr> channels = x.stream().filter(places::isOfChannels).distinct().toList();
    List<Expr> pictures = x.stream().filter(e -> !channels.contains(e) && places.picture(e).isPresent()).distinct().toList();
    List<Expr> cells = x.stream().filter(e -> !channels.contains(e) && !pictures.contains(e)).distinct().toList();
    List<Expr> operands = Stream.of(cells, pictures, channels).flatMap(List::stream).toList();
    int a = operands.indexOf(x.getFirst());
    int b = operands.indexOf(x.getLast());
    Optional<CellwiseChain.Step> only = switch (step.op()) {
      case Linear(Addition _, _) -> Optional.of(new CellwiseChain.Plus(a, b));
      case Linear(Scale(double factor), _) -> Optional.of(new CellwiseChain.Scaled(factor, a));
      case Bilinear(Product _, _),Selection(StopGradient _, _) -> Optional.of(new CellwiseChain.Times(a, b));
      case Selection(Gate(double below, double above), _) -> Optional.of(new CellwiseChain.Gated(below, above, a, b));
      default -> Optional.empty();
    };
    if (only.isEmpty()) return false;
    List<Integer> reads = Stream.of(cells.stream().map(places::last),
        pictures.stream().map(e -> places.last(places.picture(e).orElseThrow())), channels.stream().map(places::channels))
        .flatMap(some -> some).toList();
    places.add(new Stage.Chain(grid(step.target()),
        new CellwiseChain(cells.size(), pictures.size(), channels.size(), List.of(only.get()), List.of(0)), reads,
        List.of(places.newLast(step.target()))));
    chained.add(step.target());
    return true;
  }

  /** What repeats one picture once is that picture. */
  private Expr stored(Expr e) {
    return grid(e).batch() == 1 ? places.picture(e).orElse(e) : e;
  }

  private void interpret(Step step) {
    List<Integer> reads = reads(step);
    places.add(
        new Stage.Interpret(step.op(), reads, step.inputs().stream().map(Expr::shape).toList(), places.newRows(step.target())));
  }

  private List<Integer> reads(Step step) {
    return step.inputs().stream().map(this::rows).toList();
  }

  /** The place in row-major order; a product that a filter was to absorb is computed after all. */
  private int rows(Expr e) {
    Scaled product = scaled.remove(e);
    if (product != null) {
      int size = e.shape().size();
      Expr x = product.x();
      Finishing finishing = new Finishing(Optional.of(Packing.aligned(product.s(), grid(e).stride())), Optional.empty(),
          OptionalInt.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
      if (size > 0) places.add(new Stage.Finish(grid(e), places.last(x), finishing, places.newLast(e)));
    }
    return places.rows(e);
  }
}
