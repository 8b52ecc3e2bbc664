package lucida.judge.results;

/**
 * One number of one training.
 *
 * @param seed of the training
 * @param network what was trained
 * @param method whose maps were judged; empty where the number is of the network itself
 * @param metric what was measured
 * @param value the number
 */
public record SeedRow(long seed, String network, String method, String metric, double value) {
  /** Of what the number is, whatever the seed and the metric: "gap, cam", or "gap". */
  public String subject() {
    return method.isEmpty() ? network : network + ", " + method;
  }
}
