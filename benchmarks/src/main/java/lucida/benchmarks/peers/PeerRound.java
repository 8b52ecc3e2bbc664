package lucida.benchmarks.peers;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * The engines one after the other on one work.
 *
 * @param limits the machine's just before
 * @param load the processes that were running or waiting, on average over a minute
 * @param seconds the median time of a run by each engine
 */
record PeerRound(ForwardWork work, MachineLimits limits, double load, Map<String, Double> seconds) {
  /** How many times longer an engine takes than another one. */
  OptionalDouble ratio(String engine, String to) {
    return seconds.containsKey(engine) && seconds.containsKey(to)
        ? OptionalDouble.of(seconds.get(engine) / seconds.get(to))
        : OptionalDouble.empty();
  }

  /** How many times the peak an engine reaches, by the operations of the direct sums. */
  OptionalDouble share(String engine) {
    return seconds.containsKey(engine)
        ? OptionalDouble.of(work.operations() / seconds.get(engine) / limits.flops())
        : OptionalDouble.empty();
  }
}
