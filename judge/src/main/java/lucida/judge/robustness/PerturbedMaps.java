package lucida.judge.robustness;

import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;

/**
 * The maps of pictures around the explained one, x' = x + uniform noise within ±r (max(x) − min(x)). The pictures are the same for all methods, and each is explained
 * once for all metrics that look around with the same radius.
 *
 * @param samples how many
 * @param radius r
 */
record PerturbedMaps(int samples, double radius) {
  PerturbedMaps {
    if (samples < 1) throw new IllegalArgumentException("Perturbed maps: " + samples + " samples; there is at least 1");
    if (!(radius > 0)) throw new IllegalArgumentException("Perturbed maps: the radius is " + radius + "; it is above 0");
  }

  /** A number for each x' and its map, [H, W]. */
  DoubleStream of(JudgedMap judged, ToDoubleBiFunction<? super Tensor, ? super Tensor> number) {
    return IntStream.range(0, samples).mapToDouble(r -> number.applyAsDouble(picture(judged, r), map(judged, r)));
  }

  /** The map of x' number r, [H, W]. */
  Tensor map(JudgedMap judged, int r) {
    record Sample(double radius, int number) {}
    return judged.shownFor(new Sample(radius, r), () -> judged.about(picture(judged, r)));
  }

  /** x' number r, [C, H, W]. */
  Tensor picture(JudgedMap judged, int r) {
    Tensor x = judged.x();
    double most = radius * (x.max() - x.min());
    return x.plus(judged.random("perturbed maps").stream(r).uniform(x.shape(), x.precision(), -most, most));
  }
}
