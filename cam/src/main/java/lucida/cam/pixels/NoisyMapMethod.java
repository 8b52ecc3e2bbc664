package lucida.cam.pixels;

import lucida.cam.Method;
import lucida.cam.Noise;
import lucida.cam.PixelMethod;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.core.Tensor;

/** The methods that join the maps M(x_r) of noisy copies x_r of a picture. */
public interface NoisyMapMethod extends Method {
  /** How many copies they take unless told otherwise; the papers take 50. */
  int SAMPLES = 25;
  /** Their noise unless told otherwise, as a fraction of max(x) − min(x). */
  double SIGMA = 0.15;

  /** The method whose maps are joined. */
  PixelMethod of();

  /** The noise of the copies. */
  Noise noise();

  /** The map, [C, H, W]. */
  Tensor statistic(NoisyMaps maps);

  @Override
  default boolean usesLayer() { return false; }

  @Override
  default long runs(Probe probe) { return noise().samples() * of().runs(probe); }

  @Override
  default SaliencyMap explain(Probe probe) {
    return SaliencyMap.signed(statistic(NoisyMaps.of(probe, of(), noise())), this, probe, of().flags(probe.cut().forward()));
  }
}
