package lucida.cam.pixels;

import java.util.stream.IntStream;
import lucida.cam.Batches;
import lucida.cam.Noise;
import lucida.cam.PixelMethod;
import lucida.cam.Probe;
import lucida.core.Tensor;

/**
 * What the maps M(x_r) of noisy copies of a picture have in common, summed in double, in the order of the copies.
 *
 * @param mean M̂ = (1/n) Σ_r M(x_r), [C, H, W]
 * @param variance (1/n) Σ_r (M(x_r) − M̂)², [C, H, W]
 */
public record NoisyMaps(Tensor mean, Tensor variance) {
  /** Of a method. Each M(x_r) is that of Y/Y(x) where Y is exp(S) or a probability, with one Y(x) for all. */
  static NoisyMaps of(Probe probe, PixelMethod method, Noise noise) {
    Tensor x = probe.picture();
    double[] mean = new double[x.size()];
    double[] squares = new double[x.size()];
    int[] done = {0};
    Batches.ofPictures(probe, method, method.score(), noise.samples(),
        many -> method.maps(method.score().relative(probe.target(), many), many.forward()))
        .each(noise.samples(), r -> noise.sample(x, r), x_r -> x_r, (_, M) -> add(M, ++done[0], mean, squares));
    return new NoisyMaps(Tensor.of(x.shape(), mean).to(x.precision()),
        Tensor.of(x.shape(), squares).scale(1.0 / noise.samples()).to(x.precision()));
  }

  /** Welford's update with the r-th map: mean and Σ (M − mean)² of the first r maps. Both are modified. */
  private static void add(Tensor M, int r, double[] mean, double[] squares) {
    IntStream.range(0, mean.length).forEach(e -> {
      double before = M.cell(e) - mean[e];
      mean[e] += before / r;
      squares[e] += before * (M.cell(e) - mean[e]);
    });
  }

  /** (1/n) Σ_r M(x_r)². */
  public Tensor meanSquare() { return variance.plus(mean.times(mean)); }
}
