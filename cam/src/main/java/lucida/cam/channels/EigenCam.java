package lucida.cam.channels;

import java.util.List;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Precision;
import lucida.core.Tensor;

/**
 * EigenCAM — Muhammad, Yeasin, IJCNN 2020, arXiv 2008.00299. Knows no class.
 *
 * <pre>
 *   A as a matrix [Z, K] = U Σ Vᵀ, v its first right singular vector     [OT 4]  LeadingVector
 *   L = A v = Σ_k v_k A^k                                                [OT 4]  explain
 * </pre>
 *
 * The map has no ReLU. The sign of v, which the decomposition leaves open, is that which makes its entry of largest magnitude positive.
 *
 * @param form what stands in the matrix; the paper takes A as it is
 */
public record EigenCam(Form form) implements ChannelWeighted {
  /** What stands in the matrix. */
  public enum Form {
    /** The channels as they are, as in the papers. */
    UNCENTRED {
      @Override
      Tensor of(Tensor A) { return A; }
    },
    /** Each channel less its mean: principal components, which other tools compute. For comparison. */
    CENTRED {
      @Override
      Tensor of(Tensor A) { return A.minus(ChannelWeighted.overPositions(A.mean(1, 2), A)); }
    };

    /** From [K, h, w] to [K, h, w]. */
    abstract Tensor of(Tensor A);
  }

  /** Uncentred, as in the paper. */
  public EigenCam() { this(Form.UNCENTRED); }

  @Override
  public Statement statement() {
    return new Statement("EigenCAM", "Muhammad, Yeasin, IJCNN 2020, arXiv 2008.00299",
        "The strongest common pattern of the channels. It knows of no class.", "[OT 4]");
  }

  @Override
  public Unit unit() { return Unit.ACTIVATION; }

  @Override
  public SaliencyMap explain(Probe probe) {
    ChannelWeights v = weights(probe);
    return SaliencyMap.signed(ChannelWeighted.sum(v.w(), form.of(probe.activations())), this, probe, v.flags());
  }

  /** v, the same for every class. */
  @Override
  public ChannelWeights weights(Probe probe) { return leading(form.of(probe.activations()), probe); }

  /** [OT 4] v of channels [K, h, w]. */
  static ChannelWeights leading(Tensor channels, Probe probe) {
    LeadingVector leading = LeadingVector.of(channels, (P, Q) -> probe.written(CompiledProduct.class, List.of(P.shape(), Q.shape()),
        Score.LOGIT, () -> CompiledProduct.of(P.shape(), Q.shape(), probe.executor().in(Precision.FLOAT64))).of(P, Q));
    return ChannelWeights.of(leading.v(), leading.flags());
  }

  @Override
  public boolean usesClass() { return false; }

  @Override
  public long runs(Probe probe) { return 1; }
}
