package lucida.layers.training;

/** A training whose loss, parameters or optimiser's memory are no longer finite: no later step can bring them back. */
public final class DivergenceException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  /** In a step, counted from 1, by what became NaN or infinite in it. */
  DivergenceException(long step, String what, double rate) {
    super("The training diverged in step " + step + ": " + what + " at a learning rate of " + rate
        + "; a lower rate or a longer warm-up helps");
  }
}
