package lucida.layers;

import static lucida.layers.AxisMeaning.BATCH;
import static lucida.layers.AxisMeaning.CHANNEL;
import static lucida.layers.AxisMeaning.COLUMN;
import static lucida.layers.AxisMeaning.MIXED;
import static lucida.layers.AxisMeaning.NONE;
import static lucida.layers.AxisMeaning.ROW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Windows;
import lucida.autodiff.function.Normalization;
import lucida.core.Shape;
import org.junit.jupiter.api.Test;

/** Meanings that are known from how the values are written: extents are all different, so that no two axes can be confused. */
class AxisMeaningsTest {
  private static final int N = 2;

  private static AxisMeanings meanings(Forward forward) { return AxisMeanings.of(forward); }

  /** A network of one layer for pictures [6, 4, 10]. */
  private static Forward of(UnaryOperator<Expr> f) {
    NetworkBuilder net = new NetworkBuilder("one", Shape.of(6, 4, 10));
    net.add("y", (in, _) -> f.apply(in.getFirst()));
    return net.build().write(N, Mode.INFERENCE);
  }

  private static void assertMeans(List<AxisMeaning> wanted, UnaryOperator<Expr> f) {
    Forward forward = of(f);
    assertEquals(wanted, meanings(forward).of(forward.scores()));
  }

  @Test
  void movesAndReshapes() {
    assertMeans(List.of(BATCH, CHANNEL, ROW, COLUMN), x -> x.relu().plus(1));
    assertMeans(List.of(BATCH, ROW, COLUMN, CHANNEL), x -> x.permute(0, 2, 3, 1));
    assertMeans(List.of(BATCH, CHANNEL, MIXED), x -> x.reshape(N, 6, 40));
    assertMeans(List.of(BATCH, CHANNEL, ROW, COLUMN), x -> x.reshape(N, 6, 40).tanh().reshape(N, 6, 4, 10));
    assertMeans(List.of(BATCH, MIXED), x -> x.reshape(N, 240));
    assertMeans(List.of(BATCH, CHANNEL), x -> x.mean(2, 3));
    assertMeans(List.of(BATCH, CHANNEL, NONE, NONE), x -> x.mean(2, 3).reshape(N, 6, 1, 1));
    assertMeans(List.of(BATCH, CHANNEL, ROW, COLUMN), x -> x.slice(1, 1, 4).pad(List.of(0, 0, 1, 0), List.of(0, 0, 1, 2)));
    assertMeans(List.of(BATCH, CHANNEL, ROW, COLUMN), x -> Expr.concat(1, List.of(x, x.gather(1, List.of(5, 0)))));
    assertMeans(List.of(BATCH, CHANNEL, MIXED, COLUMN), x -> Expr.concat(2, List.of(x, x.relu())));
    assertMeans(List.of(BATCH, CHANNEL, ROW, MIXED), x -> Expr.concat(3, List.of(x, x.relu())));
    assertMeans(List.of(BATCH, MIXED, CHANNEL), x -> x.reshape(N, 6, 40).permute(0, 2, 1).reshape(N, 40, 6));
    assertMeans(List.of(MIXED, MIXED, MIXED), x -> x.reshape(3, 8, 20)); // 2·6 into 3: no factor of it
  }

  /** ShuffleNet's channels in another order, nearest cells repeated, windows of 2×5 cells and back. */
  @Test
  void factors() {
    assertMeans(List.of(BATCH, CHANNEL, ROW, COLUMN),
        x -> x.reshape(N, 3, 2, 4, 10).permute(0, 2, 1, 3, 4).reshape(N, 6, 4, 10));
    assertMeans(List.of(BATCH, CHANNEL, ROW, COLUMN),
        x -> x.expand(Shape.of(N, 6, 4, 2, 10, 3), 3, 5).reshape(N, 6, 8, 30));
    UnaryOperator<Expr> windows = x -> x.reshape(N, 6, 2, 2, 2, 5).permute(0, 2, 4, 1, 3, 5).reshape(8, 6, 2, 5);
    assertMeans(List.of(MIXED, CHANNEL, ROW, COLUMN), windows);
    assertMeans(List.of(BATCH, CHANNEL, ROW, COLUMN),
        x -> windows.apply(x).reshape(N, 2, 2, 6, 2, 5).permute(0, 3, 1, 4, 2, 5).reshape(N, 6, 4, 10));
  }

  @Test
  void weights() {
    Input w = Input.of("w", 7, 6, 3, 3);
    Input dense = Input.of("dense", 6, 9);
    assertMeans(List.of(BATCH, CHANNEL, ROW, COLUMN), x -> x.convolve(w, 2, 1));
    assertMeans(List.of(BATCH, CHANNEL, COLUMN, ROW), x -> x.permute(0, 1, 3, 2).convolve(w, 1, 1));
    assertMeans(List.of(BATCH, ROW, COLUMN, CHANNEL),
        x -> x.permute(0, 2, 3, 1).reshape(N * 40, 6).matmul(dense).reshape(N, 4, 10, 9));
    assertMeans(List.of(BATCH, CHANNEL), x -> x.mean(2, 3).matmul(dense));
    assertMeans(List.of(BATCH, CHANNEL, ROW, COLUMN), x -> x.times(Input.of("scale", 6).expandAlong(x.shape(), 1)));
    assertMeans(List.of(BATCH, CHANNEL, ROW, COLUMN), x -> x.maxPool(Windows.of(2, 2, 2, 0)));
    assertMeans(List.of(BATCH, MIXED, MIXED), x -> {
      Expr tokens = x.reshape(N, 6, 40);
      return tokens.transposedMatmul(tokens);
    });
    assertMeans(List.of(BATCH, CHANNEL, ROW, COLUMN), x -> { // as in a ConvNeXt
      Expr last = x.permute(0, 2, 3, 1);
      return Normalization.layerNorm(last, Input.of("gamma", 6), Input.of("beta", 6), 1e-6).permute(0, 3, 1, 2).plus(x);
    });
  }

  @Test
  void orders() {
    Forward last = of(x -> x.permute(0, 2, 3, 1));
    assertEquals(Optional.of(List.of(0, 3, 1, 2)), meanings(last).order(last.scores()));
    assertFalse(meanings(last).isPicture(last.scores()));
    Forward one = of(x -> x.slice(1, 0, 1).slice(2, 0, 1));
    assertTrue(meanings(one).isPicture(one.scores()));
    Forward repeated = of(x -> x.mean(2, 3).expand(x.shape(), 2, 3));
    assertFalse(meanings(repeated).isPicture(repeated.scores()));
    Forward flat = of(x -> x.reshape(N, 6, 40));
    assertEquals(Optional.empty(), meanings(flat).order(flat.scores()));
  }

  /** A picture [N, H, W, C] is told by the first convolution, which takes axis 1 for channels. */
  @Test
  void contradictions() {
    Forward forward = of(x -> x.permute(0, 3, 1, 2).convolve(Input.of("w", 7, 10, 3, 3), 1, 1));
    assertEquals(1, meanings(forward).contradictions());
    assertEquals(0, AxisMeanings.of(forward, List.of(BATCH, ROW, COLUMN, CHANNEL)).contradictions());
  }
}
