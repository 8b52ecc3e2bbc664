package lucida.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import lucida.layers.Model;
import lucida.layers.SmoothRelu;
import picocli.CommandLine.Option;

/** Whether the ReLUs of the network are made smooth. */
final class SmoothReluOption {
  private static final double LEAST = 1e-3;
  private static final double MOST = 1e6;
  private static final int NAMED = 3;

  @Option(names = "--smooth-relu", paramLabel = "BETA", description = "Put softplus(BETA x)/BETA in place of each ReLU of the network, 0.001 to 1000000: as BETA grows the network becomes its own again, and its second and third derivatives vanish. Max pooling, leaky ReLU, PReLU, ELU, ReLU6 and hard swish stay as they are.")
  private Optional<Double> beta = Optional.empty();

  /** Whether it is asked for. */
  boolean isAsked() { return beta.isPresent(); }

  /** The network with softplus in place of its ReLUs, if that is wanted; its source says so, and names what is still not smooth. */
  ModelOptions.Chosen of(ModelOptions.Chosen chosen) {
    if (beta.isEmpty()) return chosen;
    double b = beta.get();
    if (!(b >= LEAST && b <= MOST)) throw new IllegalArgumentException("--smooth-relu " + b + ": the range is 0.001 to 1000000");
    Model model = chosen.model();
    Model smooth = new Model(SmoothRelu.in(model.network(), b), model.weights());
    return new ModelOptions.Chosen(smooth,
        chosen.source() + "; softplus of β = " + text(b) + " in place of every ReLU" + kept(smooth),
        chosen.preprocessing(), chosen.labels(), chosen.size(), chosen.assumed());
  }

  private static String text(double b) {
    return BigDecimal.valueOf(b).stripTrailingZeros().toPlainString();
  }

  private static String kept(Model smooth) {
    List<String> kinks = SmoothRelu.otherKinks(smooth.network());
    if (kinks.isEmpty()) return "";
    String shown = String.join(", ", kinks.subList(0, Math.min(NAMED, kinks.size())));
    return ", not smooth are " + shown + (kinks.size() > NAMED ? " and " + (kinks.size() - NAMED) + " more" : "");
  }
}
