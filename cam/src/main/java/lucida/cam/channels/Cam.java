package lucida.cam.channels;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.op.Selection;
import lucida.autodiff.run.Diagonal;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * CAM — Zhou, Khosla, Lapedriza, Oliva, Torralba, CVPR 2016, arXiv 1512.04150. For heads of global average pooling and one linear layer.
 *
 * <pre>
 *   F^k = (1/Z) Σ_ij A^k_ij,  S^c = Σ_k w^c_k F^k + b^c     [CAM 1]  slopes, checkPositions
 *   M   = Σ_k w^c_k A^k                                     [CAM 2]  explain
 * </pre>
 *
 * The map has no ReLU. w^c_k is read off by a sweep forward through the head: what S gains when one position of channel k rises, times Z.
 */
public record Cam() implements ChannelWeighted {
  private static final double ULPS = 16;

  @Override
  public Statement statement() {
    return new Statement("CAM", "Zhou, Khosla, Lapedriza, Oliva, Torralba, CVPR 2016, arXiv 1512.04150",
        "Where global average pooling and one linear layer follow, the class score is a sum over channels: the same sum, taken "
            + "position by position, is the map. It keeps its sign.",
        "[CAM 2]");
  }

  @Override
  public Unit unit() { return Unit.SCORE; }

  @Override
  public SaliencyMap explain(Probe probe) {
    return SaliencyMap.signed(ChannelWeighted.sum(weights(probe).w(), probe.activations()), this, probe, List.of());
  }

  @Override
  public ChannelWeights weights(Probe probe) {
    Tensor A = probe.activations();
    int K = A.shape().extent(0);
    int Z = A.size() / K;
    int[] firstOfEach = IntStream.range(0, K).map(k -> k * Z).toArray();
    Diagonal slopes = probe.written(Diagonal.class, "slopes", Score.LOGIT,
        () -> slopes(probe, Math.min(K, probe.subject().batch())));
    checkPositions(probe);
    Tensor w = slopes.at(probe.executor(), probe.givenActivations(), firstOfEach, _ -> {}).getFirst();
    return ChannelWeights.of(w.reshape(Shape.of(K)).scale(Z));
  }

  /** [CAM 1] holds if S is affine in A, which the graph shows: nothing that depends on A chooses or bends. */
  private static Diagonal slopes(Probe probe, int batch) {
    Expr A = probe.cut().activations(), S = probe.differentiated(Score.LOGIT);
    boolean chooses = Graph.paths(List.of(A), S).stream().anyMatch(
        e -> !e.equals(A) && e instanceof Apply y && y.op() instanceof Selection && Graph.depends(y.inputs().getFirst(), A));
    if (chooses || !Graph.piecewiseLinear(S, A)) throw notApplicable(probe, "the head is not linear");
    return new Diagonal(S, A, 1, batch);
  }

  /** [CAM 1] holds if no position of a channel counts more than another. */
  private static void checkPositions(Probe probe) {
    Tensor g = probe.gradient(Score.LOGIT);
    double unequal = g.max(1, 2).minus(g.min(1, 2)).max();
    if (unequal > ULPS * g.precision().ulp(g.abs().max()))
      throw notApplicable(probe, "positions of one channel count differently");
  }

  private static NotApplicableException notApplicable(Probe probe, String why) {
    return new NotApplicableException("CAM needs a head of global average pooling and one linear layer; behind layer '"
        + probe.subject().layer() + "' " + why);
  }
}
