package lucida.judge.suite;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lucida.cam.Probe;
import lucida.cam.Settings;
import lucida.judge.Contender;
import lucida.judge.Control;
import lucida.judge.Metric;
import lucida.judge.catalogue.Metrics;
import lucida.judge.pasted.ModelContrast;
import lucida.layers.Model;

/**
 * One table of a suite.
 *
 * @param name for files: "several"
 * @param question that it answers, for people
 * @param network that is judged
 * @param rewiring what is done to it before
 * @param pictures on which
 * @param methods by their names
 * @param metrics by which
 * @param contrast a network whose maps of the same pictures stand against them, if there is one: {@link ModelContrast} is a metric, too
 */
public record SuitePart(String name, String question, SuiteNetwork network, Rewiring rewiring, SourceMaker pictures,
    List<String> methods,
    List<Metric> metrics, Optional<SuiteNetwork> contrast) {
  /** The lists are kept as they are now. */
  public SuitePart {
    methods = List.copyOf(methods);
    metrics = List.copyOf(metrics);
  }

  static SuitePart of(String name, String question, SuiteNetwork network, SourceMaker pictures, List<String> methods,
      String... metrics) {
    return new SuitePart(name, question, network, Rewiring.NONE, pictures, methods, Stream.of(metrics).map(Metrics::named).toList(),
        Optional.empty());
  }

  /** The same of the network rewired. */
  SuitePart rewired(Rewiring other) {
    return new SuitePart(name, question, network, other, pictures, methods, metrics, contrast);
  }

  /** The same against the maps of another network. */
  SuitePart against(SuiteNetwork other) {
    return new SuitePart(name, question, network, rewiring, pictures, methods, metrics, Optional.of(other));
  }

  /**
   * The metrics, and the contrast to another network.
   *
   * @param other the network of {@link #contrast}, if there is one
   */
  public List<Metric> metrics(Optional<Model> other) {
    return Stream.concat(other.map(ModelContrast::new).stream(), metrics.stream()).toList();
  }

  /** The methods with settings that may depend on the probe, and beside them the controls. */
  public List<Contender> contenders(Function<Probe, Settings> settings) {
    return Stream.concat(methods.stream().map(method -> Contender.method(method, settings)), Stream.of(Control.values())).toList();
  }
}
