package lucida.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import lucida.judge.Better;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.catalogue.Metrics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida metrics}: what judges maps, and what one of them states. */
@Command(name = "metrics", mixinStandardHelpOptions = true, description = "Lists the metrics that judge maps, which values are better (↑ or ↓; – where neither is), and the forward passes a map takes, or how many maps are made anew for it. With a name: its paper, equation, range and parameters too.", footer = {
    "", "Examples:", "  lucida metrics", "  lucida metrics average-drop"})
final class MetricsCommand implements Callable<Integer> {
  private static final String LINE = "%-33s %6s %12s  %s";

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "A metric, to see its paper and its equation.")
  private Optional<String> name = Optional.empty();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    name.ifPresentOrElse(asked -> one(Metrics.named(asked), out), () -> all(out));
    return ExitCode.DONE;
  }

  private static void all(PrintWriter out) {
    out.println(LINE.formatted("metric", "better", "passes", "what it is"));
    Metrics.all().forEach(metric -> line(metric, out));
  }

  /** "51", "10 maps", "11, 10 maps". */
  private static String passes(Metric metric) {
    String maps = metric.maps() + (metric.maps() == 1 ? " map" : " maps");
    return metric.maps() == 0 ? String.valueOf(metric.forwards()) : metric.forwards() == 0 ? maps : metric.forwards() + ", " + maps;
  }

  private static void line(Metric metric, PrintWriter out) {
    MetricStatement states = metric.statement();
    String arrow = states.direction() == Better.NEITHER ? "–" : states.direction().arrow();
    out.println(LINE.formatted(metric.name(), arrow, passes(metric), states.words()));
  }

  private static void one(Metric metric, PrintWriter out) {
    MetricStatement states = metric.statement();
    out.println(states.title() + ": " + states.paper());
    out.println(states.words());
    out.println(states.equation() + ", " + states.range() + switch (states.direction()) {
      case HIGHER -> ", higher is better";
      case LOWER -> ", lower is better";
      case NEITHER -> "";
    } + ", " + metric.forwards() + (metric.forwards() == 1 ? " forward pass a map" : " forward passes a map")
        + switch ((int) metric.maps()) {
          case 0 -> "";
          case 1 -> ", and one map anew";
          default -> ", and " + metric.maps() + " maps anew";
        });
    String parameters = metric.toString().replaceFirst("^\\w+\\[(.*)]$", "$1");
    if (!parameters.isEmpty()) out.println("Parameters: " + parameters.toLowerCase(Locale.ROOT));
  }
}
