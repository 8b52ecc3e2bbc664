package lucida.cli;

/**
 * How much an experiment trains and measures, as options say.
 *
 * @param seeds 1 to so many
 * @param train scenes to learn from
 * @param epochs passes over them
 * @param rate the highest learning rate
 * @param test scenes on which accuracies are measured
 * @param pictures scenes on which maps are judged
 */
record TrainingSize(int seeds, int train, int epochs, double rate, int test, int pictures) {
  private static final int MOST_SEEDS = 1000;
  private static final int MOST_PICTURES = 1_000_000;
  private static final int MOST_EPOCHS = 10_000;
  /** A step takes as many scenes. */
  private static final int LEAST_TO_LEARN = 32;

  /**
   * Checks all of them.
   *
   * @throws IllegalArgumentException that names the first option that is out of bounds
   */
  void check() {
    Count.check("--seeds", seeds, MOST_SEEDS);
    Count.check("--train", train, LEAST_TO_LEARN, MOST_PICTURES);
    Count.check("--epochs", epochs, MOST_EPOCHS);
    if (!(rate > 0 && Double.isFinite(rate))) throw new IllegalArgumentException("--rate " + rate + ": it is a number above 0");
    Count.check("--test", test, MOST_PICTURES);
    Count.check("--pictures", pictures, MOST_PICTURES);
  }
}
