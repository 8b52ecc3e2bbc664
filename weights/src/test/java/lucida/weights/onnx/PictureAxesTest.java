package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Model;
import org.junit.jupiter.api.Test;

/** Graphs that read pictures with the channels last, or without channels, are networks for [C, H, W]; the scores are those of plain loops. */
final class PictureAxesTest {
  private static final int C = 2;
  private static final int H = 5;
  private static final int W = 4;
  private static final int K = 3;

  /** S_k = mean over i, j of relu( Σ_c w[k, c] x[c, i, j] ). */
  private static double score(Tensor x, int k) {
    double mean = 0;
    for (int i = 0; i < H; i++)
      for (int j = 0; j < W; j++) {
        double z = 0;
        for (int c = 0; c < C; c++) z += (float) OnnxBuilder.cell(k * C + c) * x.at(0, c, i, j);
        mean += Math.max(0, z) / (H * W);
      }
    return mean;
  }

  private static void check(OnnxBuilder graph) {
    Model model = graph.model();
    assertEquals(Shape.of(C, H, W), model.network().input());
    Tensor x = OnnxBuilder.picture(1, C, H, W);
    Tensor S = model.scores(x, Executor.float64());
    for (int k = 0; k < K; k++) assertEquals(score(x, k), S.cell(k), 1e-15);
  }

  private static OnnxBuilder head(OnnxBuilder graph) {
    return graph.weight("w", K, C, 1, 1).node("Conv", "first,w", "z").node("Relu", "z", "a").node("GlobalAveragePool", "a", "p")
        .node("Flatten", "p", "y").output("y", 1, K);
  }

  /** As TensorFlow's converter writes it: the picture is transposed before the first convolution. Its extents alone would not tell. */
  @Test
  void channelsLast() {
    check(head(new OnnxBuilder(13).input("x", 1, H, W, C).node("Transpose", "x", "first", OnnxBuilder.ints("perm", 0, 3, 1, 2))));
  }

  @Test
  void channelsFirst() {
    check(head(new OnnxBuilder(13).input("x", 1, C, H, W).node("Identity", "x", "first")));
  }

  /** Without a convolution 3 at the end are colours, 3 in front are too, and they come first if both are 3. */
  @Test
  void byExtents() {
    assertEquals(Shape.of(3, 8, 9), flat(8, 9, 3).network().input());
    assertEquals(Shape.of(3, 8, 9), flat(3, 8, 9).network().input());
    assertEquals(Shape.of(3, 8, 3), flat(3, 8, 3).network().input());
    assertEquals(Shape.of(1, 8, 9), flat(8, 9).network().input());
  }

  private static Model flat(int... extents) {
    int[] batch = Shape.of(extents).insert(0, 1).extents();
    return new OnnxBuilder(13).input("x", batch).weight("w", Shape.of(extents).size(), K).node("Flatten", "x", "f")
        .node("MatMul", "f,w", "y").output("y", 1, K).model();
  }

  /** [H, W, C] in the order of the graph: the dense layer sees cell (i, j, c) at (i·W + j)·C + c. */
  @Test
  void cellsInTheirOrder() {
    Tensor x = OnnxBuilder.picture(1, 3, 8, 9);
    Tensor S = flat(8, 9, 3).scores(x, Executor.float64());
    for (int k = 0; k < K; k++) {
      double sum = 0;
      for (int i = 0; i < 8; i++)
        for (int j = 0; j < 9; j++)
          for (int c = 0; c < 3; c++) sum += x.at(0, c, i, j) * (float) OnnxBuilder.cell(((i * 9 + j) * 3 + c) * K + k);
      assertEquals(sum, S.cell(k), 1e-12);
    }
  }

  /** [H, W] is one channel; the graph adds it itself before its convolution. */
  @Test
  void withoutChannels() {
    Model model = new OnnxBuilder(13).input("x", 1, H, W).whole("axes", 1).node("Unsqueeze", "x,axes", "first")
        .weight("w", K, 1, 1, 1)
        .node("Conv", "first,w", "z").node("GlobalAveragePool", "z", "y").output("y", 1, K, 1, 1).model();
    assertEquals(Shape.of(1, H, W), model.network().input());
    Tensor x = OnnxBuilder.picture(1, 1, H, W);
    Tensor S = model.scores(x, Executor.float64());
    for (int k = 0; k < K; k++) assertEquals((float) OnnxBuilder.cell(k) * x.sum() / (H * W), S.cell(k), 1e-15);
    assertTrue(model.network().nodes().getFirst().inputs().equals(List.of("input")));
  }
}
