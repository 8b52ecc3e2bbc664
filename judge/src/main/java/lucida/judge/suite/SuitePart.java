package lucida.judge.suite;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.cam.Probe;
import lucida.cam.Settings;
import lucida.judge.Contender;
import lucida.judge.Control;
import lucida.judge.Metric;
import lucida.judge.catalogue.Metrics;
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
 * @param contrasts networks whose maps of the same pictures stand against them, with metrics of their own
 */
public record SuitePart(String name, String question, SuiteNetwork network, Rewiring rewiring, SourceMaker pictures,
    List<String> methods,
    List<Metric> metrics, List<OtherNetwork> contrasts) {
  /** The lists are kept as they are now. */
  public SuitePart {
    methods = List.copyOf(methods);
    metrics = List.copyOf(metrics);
    contrasts = List.copyOf(contrasts);
  }

  static SuitePart of(String name, String question, SuiteNetwork network, SourceMaker pictures, List<String> methods,
      String... metrics) {
    return new SuitePart(name, question, network, Rewiring.NONE, pictures, methods, Stream.of(metrics).map(Metrics::named).toList(),
        List.of());
  }

  /** The same of the network rewired. */
  SuitePart rewired(Rewiring other) {
    return new SuitePart(name, question, network, other, pictures, methods, metrics, contrasts);
  }

  /** The same against the maps of other networks. */
  SuitePart against(OtherNetwork... others) {
    return new SuitePart(name, question, network, rewiring, pictures, methods, metrics, List.of(others));
  }

  /**
   * The metrics of the contrasts, then the others.
   *
   * @param others the networks of {@link #contrasts}, in their order
   */
  public List<Metric> metrics(List<Model> others) {
    Stream<Metric> against = IntStream.range(0, contrasts.size()).boxed()
        .flatMap(i -> contrasts.get(i).metrics().apply(others.get(i)).stream());
    return Stream.concat(against, metrics.stream()).toList();
  }

  /** The methods with settings that may depend on the probe, and beside them the controls. */
  public List<Contender> contenders(Function<Probe, Settings> settings) {
    return Stream.concat(methods.stream().map(method -> Contender.method(method, settings)), Stream.of(Control.values())).toList();
  }
}
