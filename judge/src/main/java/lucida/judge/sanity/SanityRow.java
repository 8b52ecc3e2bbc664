package lucida.judge.sanity;

/**
 * How like a map stays.
 *
 * @param picture its name
 * @param explained the class
 * @param method the method
 * @param test what is random
 * @param step from 1; 0 where there are no steps
 * @param layer what became random at this step; "all", or nothing of another picture
 * @param measure the title of a {@link lucida.judge.randomisation.Similarity}, or {@value #ENTROPY}
 * @param value 1 for the same map; NaN where there is none, as of a flat map; of the entropy its rise by a part of itself
 */
public record SanityRow(String picture, int explained, String method, SanityTest test, int step, String layer, String measure,
    double value) {
  /** The measure of {@link SanityTest#EFFICIENT}. */
  public static final String ENTROPY = "entropy";
}
