package lucida.benchmarks.peers;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The engines one after the other on one work.
 *
 * @param limits the machine's just before
 * @param load the processes that were running or waiting, on average over a minute
 * @param times of each engine
 * @param starts of each engine's process
 */
record PeerRound(PeerWork work, MachineLimits limits, double load, Map<String, RunTimes> times, Map<String, ColdStart> starts) {
  /** How many times longer an engine takes than another one. */
  OptionalDouble ratio(String engine, String to, ToDoubleFunction<RunTimes> seconds) {
    return times.containsKey(engine) && times.containsKey(to)
        ? OptionalDouble.of(seconds.applyAsDouble(times.get(engine)) / seconds.applyAsDouble(times.get(to)))
        : OptionalDouble.empty();
  }

  /** How many times the peak an engine reaches, by the operations of the direct sums. */
  OptionalDouble share(String engine) {
    return times.containsKey(engine)
        ? OptionalDouble.of(work.operations() / times.get(engine).median() / limits.flops())
        : OptionalDouble.empty();
  }
}
