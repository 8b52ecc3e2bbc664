package lucida.cam.pixels;

import lucida.cam.Method;
import lucida.cam.Noise;
import lucida.cam.PixelMethod;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Unit;

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
public record SmoothGrad(PixelMethod of, Noise noise) implements Method {
  /** How many copies it takes unless told otherwise; the paper takes 50. */
  public static final int SAMPLES = 25;
  /** Their noise unless told otherwise, as a fraction of max(x) − min(x). */
  public static final double SIGMA = 0.15;

  /** Of the gradient. */
  public SmoothGrad() { this(new Gradient(), new Noise(SAMPLES, SIGMA, 0)); }

  @Override
  public String name() { return "smoothgrad"; }

  @Override
  public Unit unit() { return of.unit(); }

  @Override
  public boolean usesLayer() { return false; }

  @Override
  public long runs(Probe probe) { return noise.samples() * of.runs(probe); }

  @Override
  public SaliencyMap explain(Probe probe) {
    return SaliencyMap.signed(NoisyMaps.of(probe, of, noise).mean(), this, probe, of.flags(probe.cut().forward()));
  }
}
