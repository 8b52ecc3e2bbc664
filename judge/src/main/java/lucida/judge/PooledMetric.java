package lucida.judge;

import java.util.List;

/** A metric whose summary of many pictures is a function of sums over them, as of counts: a resample of the pictures takes additions only. */
public interface PooledMetric extends Metric {
  /** What a picture adds to the sums; of one length for all pictures. */
  double[] addends(Judgement.Value value);

  /**
   * The summary.
   *
   * @param sums of what the pictures add
   * @param n how many pictures
   */
  double summary(double[] sums, int n);

  @Override
  default boolean summarisesCurves() {
    return true;
  }

  @Override
  default double summary(List<Judgement.Value> values) {
    return summary(sums(values.stream().map(this::addends).toList()), values.size());
  }

  private static double[] sums(List<double[]> addends) {
    double[] sums = new double[addends.getFirst().length];
    for (double[] of : addends) for (int i = 0; i < sums.length; i++) sums[i] += of[i];
    return sums;
  }
}
