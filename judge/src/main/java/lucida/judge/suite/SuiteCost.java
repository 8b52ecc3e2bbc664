package lucida.judge.suite;

/**
 * What a suite takes, in seconds of processor time, measured, or reckoned from short runs, on an AMD EPYC with vectors of 512 bits: to know minutes from hours.
 *
 * @param training of the networks that it trains, 0 if they are bundled
 * @param judging all its pictures, with its pages
 */
public record SuiteCost(int training, int judging) {
  private static final int MINUTE = 60;

  /**
   * In words: "about 5 minutes of processor time, 3 of them for networks that are trained once and kept".
   *
   * @param trained whether its networks are there
   */
  public String text(boolean trained) {
    int minutes = minutes(trained ? judging : training + judging);
    return "about " + (minutes == 1 ? "a minute" : minutes + " minutes") + " of processor time"
        + (trained || training == 0 ? "" : ", " + minutes(training) + " of them for networks that are trained once and kept");
  }

  private static int minutes(int seconds) { return Math.max(1, Math.ceilDiv(seconds, MINUTE)); }
}
