package lucida.weights.keras;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.ShapeException;

/** Layers that move cells. Values are [N, C, H, W]; what becomes flat does so in Keras' order, channels last. */
final class KerasShapes {
  private KerasShapes() {}

  static UnaryOperator<Expr> padded(KerasSettings settings) {
    int[][] p = KerasWindows.margins(settings, "padding");
    return x -> x.pad(List.of(0, 0, p[0][0], p[1][0]), List.of(0, 0, p[0][1], p[1][1]));
  }

  static UnaryOperator<Expr> cropped(KerasSettings settings) {
    int[][] p = KerasWindows.margins(settings, "cropping");
    return x -> x.slice(2, p[0][0], x.shape().extent(2) - p[0][1]).slice(3, p[1][0], x.shape().extent(3) - p[1][1]);
  }

  /** A pooling over all positions: [N, C], or [N, C, 1, 1] if the axes are to be kept. */
  static UnaryOperator<Expr> global(KerasSettings settings, UnaryOperator<Expr> pooling) {
    boolean kept = settings.flag("keepdims", false);
    return x -> {
      if (x.shape().rank() != 4) throw new ShapeException("a pooling of positions reads [N, C, H, W], not " + x.shape());
      Expr y = pooling.apply(x);
      return kept ? y.reshape(x.shape().extent(0), x.shape().extent(1), 1, 1) : y;
    };
  }

  /** In the order of channels last, as the weights after it want it. */
  static Expr flattened(Expr x) {
    return KerasAxes.there(x).reshape(x.shape().extent(0), x.shape().without(0).size());
  }

  /** To the target shape, in which one extent may be open. */
  static UnaryOperator<Expr> reshaped(KerasSettings settings) {
    int[] target = settings.counts("target_shape");
    if (target.length < 1 || target.length > 3
        || Arrays.stream(target).filter(extent -> extent < 1).anyMatch(extent -> extent != -1))
      throw settings.refused("target_shape", "one to three extents are read, −1 for one that is open");
    return x -> {
      int known = Arrays.stream(target).filter(extent -> extent > 0).reduce(1, Math::multiplyExact);
      int cells = x.shape().without(0).size();
      int[] extents = IntStream.concat(IntStream.of(x.shape().extent(0)), Arrays.stream(target).map(e -> e > 0 ? e : cells / known))
          .toArray();
      return KerasAxes.here(flattened(x).reshape(extents));
    };
  }

  /** Axes 1, 2, … in another order. */
  static UnaryOperator<Expr> permuted(KerasSettings settings) {
    int[] dims = settings.counts("dims");
    if (!IntStream.of(dims).sorted().boxed().toList().equals(IntStream.rangeClosed(1, dims.length).boxed().toList()))
      throw settings.refused("dims", "each of the axes 1, 2, … once is read");
    int[] order = IntStream.concat(IntStream.of(0), IntStream.of(dims)).toArray();
    return x -> KerasAxes.here(KerasAxes.there(x).permute(order));
  }

  /** One after the other along an axis. */
  static Expr joined(List<Expr> in, int axis) {
    return Expr.concat(KerasAxes.here(axis, in.getFirst().shape().rank()), in);
  }
}
