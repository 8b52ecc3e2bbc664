package lucida.judge.neurons;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.op.Addition;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Concatenation;
import lucida.autodiff.op.ConvolutionForm;
import lucida.autodiff.op.Crop;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.LinearMap;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Resample;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.Slot;
import lucida.autodiff.op.StopGradient;
import lucida.autodiff.op.StridedRegion;
import lucida.autodiff.op.Sum;
import lucida.autodiff.op.WindowArgMax;
import lucida.core.Shape;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Taps;
import lucida.layers.Forward;
import lucida.scenes.Box;

/**
 * The receptive fields of a layer's units, read off the graph from the unit back to the pixels: window by window, the cells that are read, and of them the smallest rectangle. What has no
 * rule, as a sum over all positions, reads everything.
 *
 * <pre>
 *   a window of size n, stride s, dilation d and padding p reads at place i the cells  i·s + u·d − p  for u = 0 … n − 1,  as far as there are any
 * </pre>
 */
public final class UnitField {
  private final Forward forward;
  private final Expr A;
  private final SequencedSet<Expr> order;
  private final Map<List<Integer>, Box> known = new HashMap<>();

  /** Rows and columns of the last two axes. */
  private record Area(Cells rows, Cells columns) {
    static Area all(Shape of) {
      int rank = of.rank();
      return new Area(Cells.all(rank < 2 ? 1 : of.extent(rank - 2)), Cells.all(rank < 2 ? 1 : of.extent(rank - 1)));
    }

    Area union(Area b) { return new Area(rows.union(b.rows), columns.union(b.columns)); }
  }

  /** Cells along an axis: a dilated window passes some over, and padding is none. */
  private record Cells(BitSet set) {
    static Cells all(int extent) {
      BitSet set = new BitSet();
      set.set(0, extent);
      return new Cells(set);
    }

    static Cells of(IntStream cells) {
      return new Cells(cells.collect(BitSet::new, BitSet::set, BitSet::or));
    }

    Cells union(Cells b) {
      return of(IntStream.concat(set.stream(), b.set.stream()));
    }

    Cells read(Sweep window) {
      return of(set.stream().flatMap(i -> IntStream.range(0, window.size()).map(u -> window.cell(i, u))).filter(window::contains));
    }

    Cells read(Taps taps) {
      return of(set.stream().flatMap(i -> IntStream.range(taps.first(i), taps.first(i) + taps.count(i))));
    }

    /** Of a part of an axis the cells in the whole. */
    Cells cropped(int start, int step) {
      return of(set.stream().map(i -> start + i * step));
    }

    /** Of an axis with cells added the cells inside. */
    Cells padded(int start, int step, int extent) {
      return of(IntStream.range(0, extent).filter(i -> set.get(start + i * step)));
    }
  }

  /** Of a layer of a network. */
  public UnitField(Forward forward, String layer) {
    this.forward = forward;
    this.A = forward.value(layer);
    this.order = Graph.order(List.of(A), Expr::inputs);
  }

  /** The pixels that the unit at a position depends on, whatever its channel. */
  public Box of(int i, int j) {
    return known.computeIfAbsent(List.of(i, j), _ -> pixels(new Area(Cells.of(IntStream.of(i)), Cells.of(IntStream.of(j)))));
  }

  private Box pixels(Area unit) {
    Map<Expr, Area> read = new HashMap<>(Map.of(A, unit));
    for (Expr e : order.reversed()) {
      Area of = read.get(e);
      if (of == null || !(e instanceof Apply y)) continue;
      for (int n = 0; n < y.inputs().size(); n++) read.merge(y.inputs().get(n), read(y, n, of), Area::union);
    }
    Area x = read.getOrDefault(forward.x(), Area.all(forward.x().shape()));
    return new Box(x.rows.set.nextSetBit(0), x.columns.set.nextSetBit(0), x.rows.set.length() - 1, x.columns.set.length() - 1);
  }

  /** The cells of input n that some cells of y are computed from. */
  private static Area read(Apply y, int n, Area of) {
    Shape from = y.inputs().get(n).shape();
    boolean isSameSize = from.rank() > 1 && Area.all(from).equals(Area.all(y.shape()));
    Area cellwise = isSameSize ? of : Area.all(from);
    return switch (y.op()) {
      case Linear(LinearMap map, boolean transposed) -> linear(map, transposed, from, of, cellwise);
      case Bilinear(Product _, _) -> cellwise;
      case Bilinear(ConvolutionForm C, Slot open) when open == Slot.Z && n == 0 ->
        new Area(of.rows.read(C.extents().rows()), of.columns.read(C.extents().columns()));
      case Bilinear _ -> Area.all(from);
      case Pointwise _ -> cellwise;
      case Selection(WindowArgMax(Sweep rows, Sweep columns), boolean transposed) when !transposed ->
        new Area(of.rows.read(rows), of.columns.read(columns));
      case Selection(Gate _, _),Selection(StopGradient _, _) -> cellwise;
      case Selection _ -> Area.all(from);
    };
  }

  private static Area linear(LinearMap map, boolean transposed, Shape from, Area of, Area cellwise) {
    return switch (map) {
      case Addition _, Scale _ -> cellwise;
      case Concatenation(int axis, _) when axis < from.rank() - 2 -> cellwise;
      case Sum(Shape full, List<Integer> axes) when axes.stream().allMatch(axis -> axis < full.rank() - 2) -> cellwise;
      case Resample(Taps rows, Taps columns) when !transposed -> new Area(of.rows.read(rows), of.columns.read(columns));
      case Crop(StridedRegion box) when from.rank() > 1 -> cropped(box, transposed, from, of);
      case LinearMap _ -> Area.all(from);
    };
  }

  private static Area cropped(StridedRegion box, boolean transposed, Shape from, Area of) {
    int rows = from.rank() - 2, columns = from.rank() - 1;
    int top = box.from().get(rows), left = box.from().get(columns), down = box.steps().get(rows), right = box.steps().get(columns);
    return transposed
        ? new Area(of.rows.padded(top, down, from.extent(rows)), of.columns.padded(left, right, from.extent(columns)))
        : new Area(of.rows.cropped(top, down), of.columns.cropped(left, right));
  }
}
