package lucida.cam.training;

import java.util.Arrays;
import java.util.List;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.cam.NotApplicableException;
import lucida.layers.Names;

/** A saliency map of each picture of a batch as a formula, which can be derived by the parameters of the network. */
public enum MapFormula {
  /** Σ_c |∂S/∂x_c|, at every pixel. */
  GRADIENT("gradient") {
    @Override
    public Expr signed(ExplainedBatch batch) { return batch.inputGradient(batch.score(batch.trueClass())).abs().sum(1); }
  },
  /** [GC 1, GC 2] Σ_k (mean_ij g^k) A^k. */
  GRADCAM("gradcam") {
    @Override
    public Expr signed(ExplainedBatch batch) { return weighted(batch.gradient(batch.trueClass()).mean(2, 3), batch); }
  },
  /** [PP 5, PP 6] Grad-CAM++ as it is where the head is piecewise linear and Y = exp(S): w_k = Σ_ij relu(g)/(2 + relu(g) Σ_ab A^k_ab). */
  GRADCAM_PLUS_PLUS_CLOSED("gradcam++-closed") {
    @Override
    public Expr signed(ExplainedBatch batch) {
      Expr A = batch.activations(), g = batch.gradient(batch.trueClass()).relu();
      Expr level = A.sum(2, 3).expand(A.shape(), 2, 3);
      return weighted(g.over(g.times(level).plus(2)).sum(2, 3), batch);
    }
  },
  /** [PP 4, PP 6] Grad-CAM++ of exp(S) with exact second and third derivatives, whatever the head. */
  GRADCAM_PLUS_PLUS("gradcam++") {
    @Override
    public Expr signed(ExplainedBatch batch) {
      Expr S = batch.score(batch.trueClass());
      return Graph.piecewiseLinear(S, batch.activations())
          ? GRADCAM_PLUS_PLUS_CLOSED.signed(batch)
          : weighted(ExactWeights.of(S, batch), batch);
    }
  };

  private final String title;

  MapFormula(String title) { this.title = title; }

  /** The map before its ReLU, [N, h, w]. */
  public abstract Expr signed(ExplainedBatch batch);

  /** L⁺, [N, h, w]. */
  public Expr positive(ExplainedBatch batch) { return signed(batch).relu(); }

  /** L̂ = L⁺ / max L⁺, of each picture; 0 where L⁺ is 0 everywhere. */
  public Expr normalised(ExplainedBatch batch) {
    Expr L = positive(batch);
    return L.times(reciprocal(L.largest(1, 2)).expand(L.shape(), 1, 2));
  }

  /** 1/x where x > 0; 1 elsewhere, which is for what is 0 there. */
  static Expr reciprocal(Expr x) {
    return x.choose(x, Constant.one(x.shape())).reciprocal();
  }

  /** Σ_k w_k A^k, of weights [N, K]. */
  private static Expr weighted(Expr w, ExplainedBatch batch) {
    Expr A = batch.activations();
    return A.times(w.expand(A.shape(), 2, 3)).sum(1);
  }

  /** Their names. */
  public static List<String> names() { return Arrays.stream(values()).map(MapFormula::toString).toList(); }

  /**
   * By the name of a method.
   *
   * @param methods the names of all methods
   * @throws NotApplicableException if it is a method, but none that is a formula of derivatives
   * @throws IllegalArgumentException if there is none; the message names some that are near
   */
  public static MapFormula named(String name, List<String> methods) {
    return Arrays.stream(values()).filter(map -> map.title.equals(name)).findFirst().orElseThrow(() -> methods.contains(name)
        ? new NotApplicableException("'" + name
            + "' is not written as one formula of the network's derivatives, which a training could derive again; there are "
            + String.join(", ", names()))
        : new IllegalArgumentException("There is no map '" + name + "' to train through; " + Names.suggestion(name, names())));
  }

  @Override
  public String toString() { return title; }
}
