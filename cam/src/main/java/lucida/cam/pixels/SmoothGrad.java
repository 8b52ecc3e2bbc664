package lucida.cam.pixels;

import lucida.cam.Noise;
import lucida.cam.PixelMethod;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Tensor;

/**
 * SmoothGrad — Smilkov, Thorat, Kim, Viégas, Wattenberg, 2017, arXiv 1706.03825.
 *
 * <pre>
 *   x_r = x + N(0, σ²), r = 1 … n              Noise
 *   M̂   = (1/n) Σ_r M(x_r)            [SG 1]   NoisyMaps.mean
 * </pre>
 *
 * @param of the method whose maps M are averaged
 * @param noise the paper's σ is a tenth to a fifth of max(x) − min(x)
 */
public record SmoothGrad(PixelMethod of, Noise noise) implements NoisyMapMethod {
  /** Of the gradient. */
  public SmoothGrad() { this(Settings.USUAL); }

  /** With the user's settings. */
  public SmoothGrad(Settings s) { this(new Gradient(s), s.noise(SAMPLES, SIGMA)); }

  @Override
  public Statement statement() {
    return new Statement("SmoothGrad", "Smilkov, Thorat, Kim, Viégas, Wattenberg, 2017, arXiv 1706.03825",
        "The mean of the gradients of noisy copies of the picture.", "[SG 1]", "M = frac{∂Y}{∂x}");
  }

  @Override
  public Unit unit() { return of.unit(); }

  @Override
  public Tensor statistic(NoisyMaps maps) { return maps.mean(); }
}
