package lucida.cam.pixels;

import lucida.cam.Method;
import lucida.cam.Noise;
import lucida.cam.PixelMethod;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Unit;

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
public record SquareGrad(PixelMethod of, Noise noise) implements Method {
  /** Of the gradient. */
  public SquareGrad() { this(new Gradient(), new Noise(SmoothGrad.SAMPLES, SmoothGrad.SIGMA, 0)); }

  @Override
  public String name() { return "squaregrad"; }

  @Override
  public Unit unit() { return of.unit().squared(); }

  @Override
  public boolean usesLayer() { return false; }

  @Override
  public long runs(Probe probe) { return noise.samples() * of.runs(probe); }

  @Override
  public SaliencyMap explain(Probe probe) {
    return SaliencyMap.signed(NoisyMaps.of(probe, of, noise).meanSquare(), this, probe, of.flags(probe.cut().forward()));
  }
}
