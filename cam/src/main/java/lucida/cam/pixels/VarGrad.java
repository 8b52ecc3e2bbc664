package lucida.cam.pixels;

import lucida.cam.Noise;
import lucida.cam.PixelMethod;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Tensor;

/**
 * VarGrad — Adebayo, Gilmer, Goodfellow, Kim, ICLR Workshops 2018, arXiv 1810.03307.
 *
 * <pre>
 *   x_r = x + N(0, σ²), r = 1 … n              Noise
 *   V   = (1/n) Σ_r (M(x_r) − M̂)²     [OT 15]  NoisyMaps.variance
 * </pre>
 *
 * @param of the method whose maps M are averaged
 * @param noise the paper's σ is a tenth to a fifth of max(x) − min(x)
 */
public record VarGrad(PixelMethod of, Noise noise) implements NoisyMapMethod {
  /** Of the gradient. */
  public VarGrad() { this(Settings.USUAL); }

  /** With the user's settings. */
  public VarGrad(Settings s) { this(new Gradient(s), s.noise(SAMPLES, SIGMA)); }

  @Override
  public Statement statement() {
    return new Statement("VarGrad", "Adebayo, Gilmer, Goodfellow, Kim, ICLR Workshops 2018, arXiv 1810.03307",
        "How much the gradients of noisy copies of the picture vary.",
        "M = frac{1}{n} Σ_r (M_r − M̄)^2,  M_r = frac{∂Y}{∂x}(x_r) [OT 15]");
  }

  @Override
  public Unit unit() { return of.unit().squared(); }

  @Override
  public Tensor statistic(NoisyMaps maps) { return maps.variance(); }
}
