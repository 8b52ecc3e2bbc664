package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.check.CheckReport;
import lucida.autodiff.check.GradientCheck;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/** Cells along sequences, and words as vectors. */
class RecurrentTest {
  private static final int N = 2, T = 4, D = 3, H = 2;
  private static final Tensor X = Hashed.cells(1, Shape.of(N, T, D), 0, 1);
  /** Sums of 5 terms, three functions, four times. */
  private static final double ROUNDING = 1e-14;

  private static Network network(Layer layer, Shape x) {
    return new Network("one", x, List.of(new Network.Node("layer", layer, List.of(Network.INPUT))), new LinkedHashMap<>(),
        ScoreKind.VALUE);
  }

  private static Tensor run(RecurrentCell cell, Weights weights, Tensor x) {
    return new Model(network(new Recurrent(cell), x.shape().without(0)), weights).scores(x, Executor.float64());
  }

  private static Weights zeroBut(RecurrentCell cell, int gate, double bias) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    cell.parameters().forEach((name, shape) -> tensors.put("layer." + name,
        Tensor.filled(shape, Precision.FLOAT64, i -> name.equals("bias_ih") && i / cell.hidden() == gate ? bias : 0)));
    return new Weights(tensors);
  }

  /**
   * Without matrices all gates are σ(0) = ½ and n = tanh(b), so that h ← ½ n + ½ h: h_t = (1 − 2^−t) n. Of an LSTM c_t = (1 − 2^−t) g in the same way,
   * and h_t = ½ tanh(c_t).
   */
  @Test
  void closedForms() {
    double n = Math.tanh(0.7);
    Tensor gru = run(new Gru(D, H), zeroBut(new Gru(D, H), 2, 0.7), X),
        lstm = run(new Lstm(D, H), zeroBut(new Lstm(D, H), 2, 0.7), X);
    for (int t = 1; t <= T; t++) {
      double sum = (1 - Math.pow(2, -t)) * n;
      assertEquals(sum, gru.at(1, t - 1, 0), ROUNDING);
      assertEquals(0.5 * Math.tanh(sum), lstm.at(1, t - 1, 1), ROUNDING);
    }
  }

  /** The equations once more, number by number, with the indices of the papers; "h" for the state, gate g of unit u in row g · H + u. */
  @Test
  void asThePapersSay() {
    for (RecurrentCell cell : List.of(new Gru(D, H), new Lstm(D, H))) {
      Weights weights = Hashed.weights(network(new Recurrent(cell), Shape.of(T, D)));
      Tensor got = run(cell, weights, X);
      for (int b = 0; b < N; b++) {
        double[] h = new double[H], c = new double[H];
        for (int t = 0; t < T; t++) {
          double[] before = h.clone();
          for (int u = 0; u < H; u++) {
            double[] in = new double[cell.gates()], back = new double[cell.gates()];
            for (int g = 0; g < cell.gates(); g++) {
              int row = g * H + u;
              in[g] = w(weights, "bias_ih").cell(row);
              back[g] = w(weights, "bias_hh").cell(row);
              for (int d = 0; d < D; d++) in[g] += w(weights, "weight_ih").at(row, d) * X.at(b, t, d);
              for (int k = 0; k < H; k++) back[g] += w(weights, "weight_hh").at(row, k) * before[k];
            }
            if (cell instanceof Gru) {
              double r = sigma(in[0] + back[0]), z = sigma(in[1] + back[1]);
              h[u] = (1 - z) * Math.tanh(in[2] + r * back[2]) + z * before[u];
            } else {
              c[u] = sigma(in[1] + back[1]) * c[u] + sigma(in[0] + back[0]) * Math.tanh(in[2] + back[2]);
              h[u] = sigma(in[3] + back[3]) * Math.tanh(c[u]);
            }
          }
          for (int u = 0; u < H; u++) assertEquals(h[u], got.at(b, t, u), ROUNDING, cell + " at " + t);
        }
      }
    }
  }

  private static Tensor w(Weights weights, String name) { return Objects.requireNonNull(weights.tensors().get("layer." + name)); }

  private static double sigma(double x) { return 1 / (1 + Math.exp(-x)); }

  /** From words to scores, by all parameters and the words themselves: adjoints, jets to order 3 against nested reverse sweeps, differences. */
  @Test
  void derivativesOfEveryOrder() {
    for (RecurrentCell cell : List.of(new Gru(D, H), new Lstm(D, H))) {
      NetworkBuilder net = new NetworkBuilder("words", Shape.of(T, 5));
      net.add("embedding", new WordEmbedding(5, D));
      net.add("cell", new Recurrent(cell));
      Forward forward = net.build().write(N, Mode.INFERENCE);
      SequencedMap<Input, Tensor> at = new LinkedHashMap<>();
      Map<String, Tensor> weights = Hashed.weights(net.build()).tensors();
      forward.parameters().forEach((name, input) -> at.put(input, Objects.requireNonNull(weights.get(name))));
      at.put(forward.x(), Hashed.cells(9, Shape.of(N, T, 5), 0, 1));
      Expr y = forward.scores().square().sum();
      CheckReport report = GradientCheck.seeded(7).run(y, at);
      assertTrue(report.passed(), cell + "\n" + report);
    }
  }

  /** A text that is fixed is a text that is read; and begins where it is told to. */
  @Test
  void fixedTexts() {
    List<Integer> text = List.of(4, 0, 2, 2);
    WordEmbedding embedding = new WordEmbedding(5, D);
    Weights weights = Hashed.weights(network(embedding, Shape.of(T, 5)));
    Tensor rows = Tensor.stack(0, List.of(Tensor.oneHot(5, Precision.FLOAT64, 4, 0, 2, 2)));
    Tensor read = new Model(network(embedding, Shape.of(T, 5)), weights).scores(rows, Executor.float64());
    Tensor fixed = new Model(network(new WordEmbedding.Fixed(embedding, text), Shape.of(T, 5)), weights).scores(rows,
        Executor.float64());
    assertTrue(read.sameAs(fixed));
    IntStream.range(0, T).forEach(t -> assertEquals(w(weights, "weight").at(text.get(t), 1), fixed.at(0, t, 1)));
  }
}
