package lucida.layers.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Conv2d;
import lucida.layers.Flatten;
import lucida.layers.Forward;
import lucida.layers.Layer;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Scope;
import lucida.layers.Weights;
import org.junit.jupiter.api.Test;

/** One convolution 1×1 in front, S^m_ij = Σ_c W_mc x_c,ij + b_m, so that everything has a closed form. */
class SegmentationTest {
  private static final int CHANNELS = 2, CLASSES = 3, H = 4, W = 5;
  private static final Tensor X = RandomStream.of(3).gaussian(Shape.of(1, CHANNELS, H, W), Precision.FLOAT64, 0, 1);
  private static final double[][] w = {{1, -2}, {0.5, 3}, {-1, 0.25}};
  private static final double[] b = {0.1, -0.2, 0.3};

  /** The scores of positions as networks with channels last have them. */
  private record ChannelsLast() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return in.getFirst().permute(0, 2, 3, 1); }
  }

  private static NetworkBuilder scored() {
    NetworkBuilder net = new NetworkBuilder("segmenting", Shape.of(CHANNELS, H, W));
    net.add("classes", Conv2d.of(CHANNELS, CLASSES, 1, 1, 0));
    return net;
  }

  private static Model model(Network network) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("classes.weight", Tensor.filled(Shape.of(CLASSES, CHANNELS, 1, 1), Precision.FLOAT64, i -> w[i / 2][i % 2]));
    weights.put("classes.bias", Tensor.vector(b));
    return new Model(network, new Weights(weights));
  }

  private static double score(int m, int cell) {
    return w[m][0] * X.cell(cell) + w[m][1] * X.cell(H * W + cell) + b[m];
  }

  /** S^m = Σ_ij∈R S^m_ij/|R|, and ∂S^m/∂x_c,ij = W_mc/|R| in the region, 0 elsewhere. */
  private static void check(Network scored, List<List<Integer>> regions) {
    Model model = model(scored);
    Forward forward = scored.write(1, Mode.INFERENCE);
    Tensor S = model.scores(X, Executor.float64());
    assertEquals(Shape.of(1, CLASSES), S.shape());
    for (int m = 0; m < CLASSES; m++) {
      List<Integer> region = regions.get(m);
      int of = m;
      assertEquals(region.stream().mapToDouble(cell -> score(of, cell)).sum() / region.size(), S.cell(m), 1e-14);
      Tensor g = Executor.float64().value(Reverse.gradient(forward.scores().at(1, m), forward.x()), model.given(forward, X));
      for (int c = 0; c < CHANNELS; c++)
        for (int cell = 0; cell < H * W; cell++)
          assertEquals(region.contains(cell) ? w[m][c] / region.size() : 0, g.cell(c * H * W + cell), 1e-15);
    }
  }

  private static List<List<Integer>> forAll(List<Integer> region) { return List.of(region, region, region); }

  @Test
  void meansOverRegions() {
    Segmentation map = Segmentation.of(scored().build()).orElseThrow();
    check(map.over(RegionMean.WHOLE), forAll(IntStream.range(0, H * W).boxed().toList()));
    List<Integer> corner = List.of(0, 1, 5, 6);
    check(map.over(new RegionMean(List.of(corner))), forAll(corner));
    List<List<Integer>> own = List.of(List.of(3), List.of(0, 19), List.of(7, 8, 9));
    check(map.over(new RegionMean(own)), own);
  }

  /** What scores the positions is found again behind a mean, and with channels last. */
  @Test
  void isFoundAgain() {
    Segmentation map = Segmentation.of(scored().build()).orElseThrow();
    assertEquals(map, Segmentation.of(map.over(RegionMean.WHOLE)).orElseThrow());
    NetworkBuilder last = scored();
    last.add("last", new ChannelsLast());
    List<Integer> corner = List.of(0, 1, 5, 6);
    check(Segmentation.of(last.build()).orElseThrow().over(new RegionMean(List.of(corner))), forAll(corner));
  }

  /** The region of a class are the positions where its score is the highest: each position is in one region. */
  @Test
  void predicted() {
    RegionMean predicted = Segmentation
        .predicted(Tensor.filled(Shape.of(1, CLASSES, H, W), Precision.FLOAT64, i -> score(i / (H * W), i % (H * W))));
    assertEquals(H * W, predicted.regions().stream().mapToInt(List::size).sum());
    for (int m = 0; m < CLASSES; m++) {
      assertEquals(!predicted.regions().get(m).isEmpty(), predicted.hasRegion(m));
      for (int cell : predicted.regions().get(m))
        for (int other = 0; other < CLASSES; other++) assertTrue(score(other, cell) <= score(m, cell));
    }
    Tensor one = Tensor.of(Shape.of(1, 1, 1, 3), -1, 2, 0);
    assertEquals(List.of(List.of(1)), Segmentation.predicted(one).regions());
  }

  @Test
  void refusals() {
    NetworkBuilder flat = scored();
    flat.add("flat", new Flatten());
    assertTrue(Segmentation.of(flat.build()).isEmpty());
    assertFalse(RegionMean.WHOLE.hasRegion(0));
    Network two = Segmentation.of(scored().build()).orElseThrow().over(new RegionMean(List.of(List.of(0), List.of(1))));
    assertThrows(IllegalArgumentException.class, () -> two.write(1, Mode.INFERENCE));
  }
}
