package lucida.layers.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.check.CheckReport;
import lucida.autodiff.check.GradientCheck;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Initial;
import lucida.layers.Layer;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Scope;
import lucida.layers.ScoreKind;
import lucida.layers.architecture.Architectures;
import lucida.layers.architecture.TextNetworks;
import org.junit.jupiter.api.Test;

/** Networks that read words, as networks of a picture. */
class CaptionerTest {
  private static final int WORDS = 12;
  private static final Tensor PICTURE = RandomStream.of(3).uniform(Shape.of(3, 64, 64), Precision.FLOAT64, -1, 1);

  private static Model model(String name) {
    Network network = Architectures.named(name, WORDS);
    return new Model(network, Initial.weights(network, 5, Precision.FLOAT64));
  }

  /** A network of rows z [N · T, words] that are its picture. */
  private static Network odds(int T, int words, List<Integer> caption) {
    NetworkBuilder net = new NetworkBuilder("odds", Shape.of(T, words));
    net.add("rows", new Layer() {
      @Override
      public Expr write(List<Expr> in, Scope scope) {
        return in.getFirst().reshape(in.getFirst().shape().extent(0) * T, words);
      }
    });
    net.add("odds", new WordOdds(caption));
    return net.build();
  }

  /** σ of each score is the softmax's probability of its word, and σ of the last their product; far out, where p is 1 to the last bit, o is still e^−40. */
  @Test
  void probabilitiesOfWordsAndOfTheWhole() {
    Tensor z = RandomStream.of(1).gaussian(Shape.of(2, 3, 4), Precision.FLOAT64, 0, 2);
    List<Integer> words = List.of(2, 0, 3);
    Forward forward = odds(3, 4, words).write(2, Mode.INFERENCE);
    Tensor S = Executor.float64().value(forward.scores(), Map.of(forward.x(), z));
    assertEquals(Shape.of(2, 4), S.shape());
    for (int n = 0; n < 2; n++) {
      double P = 1;
      for (int t = 0; t < 3; t++) {
        double p = ScoreKind.LOGITS.probabilities(z.select(0, n).select(0, t)).orElseThrow().cell(words.get(t));
        assertEquals(p, ScoreKind.WORDS.probabilities(S.select(0, n)).orElseThrow().cell(t), 1e-15);
        P *= p;
      }
      assertEquals(P, ScoreKind.WORDS.probabilities(S.select(0, n)).orElseThrow().cell(3), 1e-15);
    }
    Tensor sure = Tensor.filled(Shape.of(1, 2, 2), Precision.FLOAT64, cell -> cell % 2 == 1 ? 40 : 0);
    Forward two = odds(2, 2, List.of(1, 1)).write(1, Mode.INFERENCE);
    Tensor far = Executor.float64().value(two.scores(), Map.of(two.x(), sure));
    assertEquals(40, far.cell(0), 1e-14);
    assertEquals(40 - Math.log(2), far.cell(2), 1e-14, "twice e^−40, less their product");
  }

  @Test
  void derivativesOfEveryOrder() {
    Forward forward = odds(3, 4, List.of(2, 0, 3)).write(2, Mode.INFERENCE);
    SequencedMap<Input, Tensor> at = new LinkedHashMap<>();
    at.put(forward.x(), RandomStream.of(2).gaussian(Shape.of(2, 3, 4), Precision.FLOAT64, 0, 1));
    CheckReport report = GradientCheck.seeded(7).run(forward.scores().square().sum(), at);
    assertTrue(report.passed(), report.toString());
  }

  /** A network whose text is fixed has the scores of one that reads it: sums of at most 1024 terms, in the same order. */
  @Test
  void aFixedTextIsAsOneThatIsRead() {
    List<Integer> text = List.of(0, 3, 1, 11, 2, 2, 7, 0, 5, 4);
    for (String name : TextNetworks.NAMES) {
      Model model = model(name);
      Tensor read = model.scores(Tensor.stack(0, List.of(Captioner.read(PICTURE, text))), Executor.float64());
      Network fixed = FixedText.of(model.network(), text);
      assertEquals(Shape.of(3, 64, 64), fixed.input());
      Tensor alone = new Model(fixed, model.weights()).scores(Tensor.stack(0, List.of(PICTURE)), Executor.float64());
      assertEquals(0, read.minus(alone).abs().max(), 1e-13, name);
    }
    assertThrows(IllegalArgumentException.class, () -> FixedText.of(Architectures.named("scenes-vgg"), text));
  }

  /** Greedy: each word is the most probable behind those before it. Its log-probability is that of the whole as a score. */
  @Test
  void greedyWords() {
    Model model = model(TextNetworks.CAPTIONS);
    Captioner.Caption caption = new Captioner(model).captions(PICTURE, 1, Executor.float64()).getFirst();
    List<Integer> words = new ArrayList<>();
    for (int t = 0; t < TextNetworks.LENGTH; t++) {
      Model next = new Model(FixedText.of(model.network(), Captioner.before(words).subList(0, t + 1)), model.weights());
      int best = next.scores(Tensor.stack(0, List.of(PICTURE)), Executor.float64()).argmax(1)[t];
      if (best == 0) break;
      words.add(best);
    }
    assertEquals(words, caption.words());
    Tensor S = new Captioner(model).scoring(words).scores(Tensor.stack(0, List.of(PICTURE)), Executor.float64()).select(0, 0);
    double P = ScoreKind.WORDS.probabilities(S).orElseThrow().cell(S.size() - 1);
    assertEquals(caption.logProbability(), Math.log(P), 1e-12);
  }

  /** A wider beam holds the best of all two-word beginnings: every one of them is continued. */
  @Test
  void beams() {
    Captioner captioner = new Captioner(model(TextNetworks.CAPTIONS));
    List<Captioner.Caption> captions = captioner.captions(PICTURE, 4, Executor.float64());
    assertEquals(4, captions.size());
    for (int k = 1; k < 4; k++) assertTrue(captions.get(k - 1).logProbability() >= captions.get(k).logProbability());
    assertEquals(4, captions.stream().map(Captioner.Caption::words).distinct().count());
  }
}
