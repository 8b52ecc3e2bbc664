package lucida.cam;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.op.Selection;
import lucida.autodiff.run.Diagonal;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * CAM — Zhou, Khosla, Lapedriza, Oliva, Torralba, CVPR 2016, arXiv 1512.04150. For heads of global average pooling and one linear layer.
 *
 * <pre>
 *   F^k = (1/Z) Σ_ij A^k_ij,  S^c = Σ_k w^c_k F^k + b^c     [CAM 1]  checkHead
 *   M   = Σ_k w^c_k A^k                                     [CAM 2]  explain
 * </pre>
 *
 * The map has no ReLU. w^c_k is read off by a sweep forward through the head: what S gains when one position of channel k rises, times Z.
 */
public record Cam() implements ChannelWeighted {
  private static final double ULPS = 16;

  @Override
  public String name() { return "cam"; }

  @Override
  public Unit unit() { return Unit.SCORE; }

  @Override
  public SaliencyMap explain(Probe probe) {
    return SaliencyMap.signed(ChannelWeighted.sum(weights(probe).w(), probe.activations()), this, probe, List.of());
  }

  @Override
  public ChannelWeights weights(Probe probe) {
    Expr S = probe.differentiated(Score.LOGIT);
    checkHead(probe, S);
    Tensor A = probe.activations();
    int K = A.shape().extent(0);
    int Z = A.size() / K;
    int[] firstOfEach = IntStream.range(0, K).map(k -> k * Z).toArray();
    Diagonal slopes = new Diagonal(S, probe.cut().activations(), 1, Math.min(K, probe.subject().batch()));
    Tensor w = slopes.at(probe.executor(), probe.givenActivations(), firstOfEach, _ -> {}).getFirst();
    return ChannelWeights.of(w.reshape(Shape.of(K)).scale(Z));
  }

  /** [CAM 1] holds if S is affine in A, which the graph shows, and no position of a channel counts more than another. */
  private static void checkHead(Probe probe, Expr S) {
    Expr A = probe.cut().activations();
    boolean chooses = Graph.paths(List.of(A), S).stream()
        .anyMatch(e -> !e.equals(A) && e instanceof Apply y && y.op() instanceof Selection);
    if (chooses || !Graph.piecewiseLinear(S, A))
      throw new NotApplicableException("CAM needs a head of global average pooling and one linear layer; behind layer '"
          + probe.subject().layer() + "' the head is not linear");
    Tensor g = probe.gradient(Score.LOGIT);
    double unequal = g.max(1, 2).minus(g.min(1, 2)).max();
    if (unequal > ULPS * g.precision().ulp(g.abs().max()))
      throw new NotApplicableException("CAM needs a head of global average pooling and one linear layer; behind layer '"
          + probe.subject().layer() + "' positions of one channel count differently");
  }
}
