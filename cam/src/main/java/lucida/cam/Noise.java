package lucida.cam;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.RandomStream;
import lucida.core.Tensor;

/**
 * Noisy copies of a picture, x_r = x + N(0, σ²): those of one seed are always the same, each by its number.
 *
 * @param samples how many, n
 * @param sigma σ as a fraction of max(x) − min(x)
 * @param seed of the random numbers
 */
public record Noise(int samples, double sigma, long seed) {
  /** Checks the numbers. */
  public Noise {
    if (samples < 1) throw new IllegalArgumentException("Noise: " + samples + " samples; there is at least 1");
    if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("Noise: sigma is " + sigma + "; it is a fraction of max(x) − min(x), 0 or more");
  }

  /** x_r, of x's shape. */
  public Tensor sample(Tensor x, int r) {
    double deviation = sigma * (x.max() - x.min());
    return deviation == 0
        ? x
        : x.plus(RandomStream.of(seed).stream("noise").stream(r).gaussian(x.shape(), x.precision(), 0, deviation));
  }

  /** x_1 … x_n. */
  public Stream<Tensor> samples(Tensor x) {
    return IntStream.range(0, samples).mapToObj(r -> sample(x, r));
  }
}
