package lucida.judge.neurons;

import java.util.Arrays;

/** The largest of many numbers: kept in an array that is sorted and halved when it is full. */
final class TopValues {
  private final int most;
  private double[] kept;
  private int used;
  private long seen;

  /** Of however many numbers the largest, at least as many as this. */
  TopValues(int most) {
    this.most = most;
    this.kept = new double[2 * most];
  }

  void add(double v) {
    seen++;
    if (used == kept.length) halve();
    kept[used++] = v;
  }

  private void halve() {
    Arrays.sort(kept, 0, used);
    System.arraycopy(kept, used - most, kept, 0, most);
    used = most;
  }

  /** T, above which lies this share of all numbers at most: the largest but ⌊share · n⌋. */
  double threshold(double share) {
    int above = (int) Math.min(most - 1, Math.floor(share * seen));
    double[] sorted = Arrays.copyOf(kept, used);
    Arrays.sort(sorted);
    return sorted[used - 1 - above];
  }

  /** The largest. */
  double max() { return Arrays.stream(kept, 0, used).max().orElse(Double.NaN); }
}
