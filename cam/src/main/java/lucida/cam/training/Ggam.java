package lucida.cam.training;

import lucida.autodiff.Expr;
import lucida.autodiff.function.Softmax;
import lucida.layers.architecture.Attention;

/**
 * Attention guided by Grad-CAM — Xu, Wang, Wang, Xu, Lin 2021, arXiv 2101.09666.
 *
 * <pre>
 *   β_q = (1/Z) Σ_ij ∂y^m/∂A_q,ij,  β̃ = sigmoid(β)         [GG 4]  Form.PRINTED
 *   L   = ½ (KL(s‖β̃) + KL(β̃‖s))                           [GG 5]  of
 * </pre>
 *
 * <p>Both divergences together are Σ_q (s_q − β̃_q)(log s_q − log β̃_q), each term of which is at least 0, and 0 where s_q = β̃_q alone; so it is where β̃ is no
 * distribution, as in the printed form, but then they cannot be equal everywhere.
 *
 * @param form what β̃ is
 */
public record Ggam(Form form) implements ExplanationLoss {
  /** What attention is compared with, of which class. */
  public enum Form {
    /** sigmoid(β) of the picture's own class. */
    PRINTED("ggam"),
    /** sigmoid(β) divided by its sum over the channels. */
    NORMALISED("ggam-normalised"),
    /** As printed, but of the class with the largest score, and never derived: attention is pulled, gradients are not. So the authors' program. */
    RELEASED("ggam-released");

    private final String title;

    Form(String title) { this.title = title; }
  }

  @Override
  public String name() { return form.title; }

  @Override
  public Expr of(ExplainedBatch batch) {
    if (batch.forward().network().nodes().stream().noneMatch(node -> node.name().equals(Attention.SCORES)))
      throw new IllegalArgumentException("The loss " + name() + " pulls channel attention, and " + batch.forward().network().name()
          + " has none: add it by --attention after=LAYER,channel");
    Expr logS = Softmax.logSoftmax(batch.forward().value(Attention.SCORES), 1), s = batch.forward().value(Attention.WEIGHTS);
    if (batch.activations().shape().extent(1) != s.shape().extent(1))
      throw new IllegalArgumentException("The loss " + name() + " compares " + s.shape().extent(1)
          + " channels of attention with the "
          + batch.activations().shape().extent(1) + " of layer '" + batch.layer() + "'; take the layer that attention comes after");
    Expr logBeta = logBeta(batch);
    return s.minus(logBeta.exp()).times(logS.minus(logBeta)).sum(1).scale(0.5);
  }

  /** [GG 4] log β̃, where log sigmoid(β) = −softplus(−β); [N, K]. */
  private Expr logBeta(ExplainedBatch batch) {
    return switch (form) {
      case PRINTED -> logSigmoid(batch.gradient(batch.trueClass()).mean(2, 3));
      case NORMALISED -> Softmax.logSoftmax(logSigmoid(batch.gradient(batch.trueClass()).mean(2, 3)), 1);
      case RELEASED -> logSigmoid(batch.gradient(batch.predictedClass()).mean(2, 3)).stopGradient();
    };
  }

  private static Expr logSigmoid(Expr beta) { return beta.negate().softplus().negate(); }

  @Override
  public boolean wantsMasks() { return false; }
}
