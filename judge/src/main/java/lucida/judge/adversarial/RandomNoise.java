package lucida.judge.adversarial;

import java.util.Locale;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;

/**
 * The control: every sample changes by ε, up or down as a coin falls, as far as the range of samples lets it.
 *
 * @param epsilon how much
 */
public record RandomNoise(double epsilon) implements Attack {
  @Override
  public String title() { return "noise"; }

  @Override
  public String words() {
    return String.format(Locale.ROOT, "every sample by %.4g, up or down by chance: the control", epsilon);
  }

  @Override
  public Perturbed on(Victim victim) {
    Tensor p = victim.samples();
    RandomStream coins = victim.random().stream(title());
    return new Perturbed(Tensor.filled(p.shape(), Precision.FLOAT64,
        e -> Math.clamp(coins.bernoulli(0.5, e) ? epsilon : -epsilon, -p.cell(e), 1 - p.cell(e))), 0);
  }

  @Override
  public boolean succeeds(Victim victim, Tensor delta) { return victim.probabilities(delta).argmax() != victim.own(); }

  @Override
  public boolean wants() { return false; }
}
