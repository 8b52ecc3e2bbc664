package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.files.Npy;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.report.Percentage;
import lucida.weights.Dtype;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.model.WeightFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lucida explain} on a network with one score: what it says of it, both of its sides, and what does not apply. */
class OneScoreTest {
  private static final Tensor X = RandomStream.of(7).gaussian(Shape.of(3, 32, 32), Precision.FLOAT64, 0, 1);

  @TempDir
  private Path folder;
  private Model model = model();

  private static Model model() {
    Network network = Architectures.named("cifar-resnet20", 1);
    return new Model(network, Initial.weights(network, 3, Precision.FLOAT32));
  }

  @BeforeEach
  void files() throws IOException {
    List<NamedTensor> tensors = model.weights().tensors().entrySet().stream()
        .map(t -> new NamedTensor(t.getKey(), Dtype.F32, t.getValue())).toList();
    WeightFiles.write(NamedTensors.of("one", Map.of(), tensors), folder.resolve("one.safetensors"));
    Npy.write(folder.resolve("x.npy"), X);
    Files.write(folder.resolve("names.txt"), List.of("cat", "dog"));
  }

  private Result explain(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("explain", folder.resolve("x.npy").toString(), "--model", "cifar-resnet20",
        "--weights", folder.resolve("one.safetensors").toString(), "--layer", "layer3", "--out", folder.resolve("out").toString()));
    for (Object argument : arguments) all.add(argument.toString());
    if (!all.contains("--precision")) all.addAll(List.of("--precision", "f64"));
    return Result.of(all.toArray(String[]::new));
  }

  private Probe probe(Target target) {
    return Subject.of(model, "layer3", Executor.float64()).probe(X, target);
  }

  private double S() { return probe(Target.ofClass(0)).value(Score.LOGIT); }

  private static double number(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":(-?[0-9.Ee-]+)").matcher(json);
    assertTrue(found.find(), json);
    return Double.parseDouble(found.group(1));
  }

  /** A softmax over one logit would make 100 % of any. */
  @Test
  void oneLogitHasNoPercentage() throws IOException {
    Result result = explain("--method", "gradcam");
    assertEquals("", result.err());
    assertFalse(result.out().contains("%"), result.out());
    assertTrue(result.out().contains(String.format(Locale.ROOT, "  output 0  value %.4g", S())), result.out());
    assertFalse(Files.readString(folder.resolve("out/report.html")).contains("<th scope=\"col\">probability"), "the page");
    String json = explain("--method", "gradcam", "--json").out();
    assertEquals(S(), number(json, "logit"), 1e-12);
    assertTrue(json.contains("\"probability\":null,\"scores\":\"value\",\"target\":\"class 0\""), json);
  }

  /** p = 1/(1 + exp(−S)), and 1 − p on the other side, whose map is that of −S. */
  @Test
  void bothSidesOfASigmoid() throws IOException {
    String json = explain("--probabilities", "sigmoid", "--class", "0,against", "--method", "gradcam", "--save-maps", "--json")
        .out();
    List<String> lines = json.lines().toList();
    assertEquals(2, lines.size(), json);
    double p = 1 / (1 + Math.exp(-S()));
    assertEquals(p, number(lines.get(0), "probability"), 1e-14);
    assertEquals(1 - p, number(lines.get(1), "probability"), 1e-14);
    assertEquals(-S(), number(lines.get(1), "logit"), 1e-12);
    assertTrue(lines.get(1).contains("\"scores\":\"sigmoid\",\"target\":\"against class 0\""), json);
    Tensor map = Npy.read(folder.resolve("out/x.against-0.layer3.gradcam.npy"));
    assertTrue(map.sameAs(Methods.named("gradcam", Settings.USUAL).explain(probe(Target.against(0))).map()));
    assertTrue(explain("--probabilities", "sigmoid", "--method", "gradcam").out()
        .contains(String.format(Locale.ROOT, "%s  logit %.4g", new Percentage(p), S())));
  }

  /** Both sides stand in the list, p and 1 − p with S and −S, and the scores are called one logit. */
  @Test
  void bothSidesAreListed() throws IOException {
    Result result = explain("--probabilities", "sigmoid", "--class", "0,against", "--method", "gradcam");
    double p = 1 / (1 + Math.exp(-S()));
    assertTrue(result.out().contains("scores         a logit; its sigmoid is the probability"), result.out());
    assertTrue(result.out().contains(String.format(Locale.ROOT, "%s  logit %.4g", new Percentage(p), S())), result.out());
    assertTrue(result.out().contains(String.format(Locale.ROOT, "%s  logit %.4g", new Percentage(1 - p), -S())), result.out());
    assertTrue(Files.readString(folder.resolve("out/report.html")).contains("value=\"against-0\"> against class 0"), "the page");
  }

  /** Of a score below ½, and of one that may be a logit, the next line says which option helps; where it was given none does. */
  @Test
  void aSingleScoreComesWithAHint() throws IOException {
    String raw = explain("--method", "gradcam").out();
    assertTrue(raw.contains("  hint: if this single score is a logit, --probabilities sigmoid gives its probability"), raw);
    assertTrue(S() > 0);
    assertFalse(explain("--method", "gradcam", "--probabilities", "sigmoid").out().contains("hint"));
    List<NamedTensor> negated = model.weights().tensors().entrySet().stream().map(t -> new NamedTensor(t.getKey(), Dtype.F32,
        t.getKey().matches("(linear|fc)[.].*") ? t.getValue().scale(-1) : t.getValue())).toList();
    WeightFiles.write(NamedTensors.of("one", Map.of(), negated), folder.resolve("one.safetensors"));
    String below = explain("--method", "gradcam", "--probabilities", "sigmoid").out();
    assertTrue(below.contains("  hint: the network decides against this class; --class against explains why"), below);
    assertFalse(explain("--method", "gradcam", "--probabilities", "sigmoid", "--class", "0,against").out().contains("hint"));
  }

  /** The second of two names is the one that a high score speaks for. */
  @Test
  void twoNamesAreTheTwoSides() {
    Path names = folder.resolve("names.txt");
    Result result = explain("--probabilities", "sigmoid", "--labels", names, "--class", "dog,cat", "--method", "gradcam", "--json");
    List<String> lines = result.out().lines().toList();
    assertEquals(S(), number(lines.get(0), "logit"), 1e-12);
    assertEquals(-S(), number(lines.get(1), "logit"), 1e-12);
    assertTrue(lines.get(0).contains("\"className\":\"dog\"") && lines.get(1).contains("\"className\":\"cat\""), result.out());
    String better = explain("--labels", names, "--method", "gradcam", "--json").out();
    assertEquals(Math.abs(S()), number(better, "logit"), 1e-12);
    Result number = explain("--labels", names, "--class", "0");
    assertEquals(2, number.code());
    assertTrue(number.err().contains("--class 0 could mean two things where two names share one score: say dog"), number.err());
  }

  @Test
  void allGoesOnWithoutWhatNeedsAProbability() {
    Result all = explain("--method", "all", "--precision", "f32", "--samples", "2", "--steps", "2");
    assertEquals(0, all.code(), all.err());
    for (String method : List.of("scorecam-probability", "groupcam", "occlusion", "rise"))
      assertTrue(
          all.out().contains(
              "  " + method + " does not apply: the network's scores are values without probabilities; take --score logit"),
          all.out());
    assertTrue(all.out().contains("  gradcam++ "), all.out());
    Result alone = explain("--method", "gradcam++", "--score", "probability");
    assertEquals(2, alone.code());
    assertTrue(alone.err().contains("--score logit"), alone.err());
  }
}
