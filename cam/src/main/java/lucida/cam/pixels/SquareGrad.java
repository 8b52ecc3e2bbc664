package lucida.cam.pixels;

import lucida.cam.Noise;
import lucida.cam.PixelMethod;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Tensor;

/**
 * SquareGrad, or SmoothGrad-squared — Hooker, Erhan, Kindermans, Kim, NeurIPS 2019, arXiv 1806.10758.
 *
 * <pre>
 *   x_r = x + N(0, σ²), r = 1 … n              Noise
 *   Q   = (1/n) Σ_r M(x_r)²           [OT 15]  NoisyMaps.meanSquare
 * </pre>
 *
 * @param of the method whose maps M are averaged
 * @param noise the paper's σ is a tenth to a fifth of max(x) − min(x)
 */
public record SquareGrad(PixelMethod of, Noise noise) implements NoisyMapMethod {
  /** Of the gradient. */
  public SquareGrad() { this(Settings.USUAL); }

  /** With the user's settings. */
  public SquareGrad(Settings s) { this(new Gradient(s), s.noise(SAMPLES, SIGMA)); }

  @Override
  public Statement statement() {
    return new Statement("SquareGrad", "Hooker, Erhan, Kindermans, Kim, NeurIPS 2019, arXiv 1806.10758",
        "The mean square of the gradients of noisy copies of the picture.",
        "M = frac{1}{n} Σ_r M_r^2,  M_r = frac{∂Y}{∂x}(x_r) [OT 15]");
  }

  @Override
  public Unit unit() { return of.unit().squared(); }

  @Override
  public Tensor statistic(NoisyMaps maps) { return maps.meanSquare(); }
}
