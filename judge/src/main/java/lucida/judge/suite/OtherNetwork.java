package lucida.judge.suite;

import java.util.List;
import java.util.function.Function;
import lucida.judge.Metric;
import lucida.layers.Model;

/**
 * A network whose maps of the same pictures stand against those that are judged.
 *
 * @param network where it comes from
 * @param metrics that compare with it
 */
public record OtherNetwork(SuiteNetwork network, Function<Model, List<Metric>> metrics) {}
