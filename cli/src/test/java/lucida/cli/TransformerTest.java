package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
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
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.score.Tokens;
import lucida.weights.model.ModelFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small DeiT as PyTorch exports it, "deit, opset 17" of weights' src/test/python/onnx_exports.py: two blocks of layer norm, attention of two heads
 * and GELU; 16 patches behind a class token and one of distillation. Of the same script "vit, opset 14", "clip, opset 11", "einsum, opset 17", "swin, opset 17".
 */
class TransformerTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void picture() throws IOException {
    Npy.write(folder.resolve("x.npy"), RandomStream.of(5).gaussian(Shape.of(3, 16, 16), Precision.FLOAT64, 0, 1));
  }

  private Result lucida(String command, String... arguments) throws URISyntaxException {
    Path network = Path.of(Objects.requireNonNull(TransformerTest.class.getResource("deit.onnx")).toURI());
    List<String> all = new ArrayList<>(
        List.of(command, folder.resolve("x.npy").toString(), "--model", network.toString(), "--precision",
            "f64", "--out", folder.resolve("out").toString()));
    all.addAll(List.of(arguments));
    return Result.of(all.toArray(String[]::new));
  }

  /** Without an option the map is of the tokens that the last attention reads, and the output says how they lie. */
  @Test
  void tokensArePositions() throws Exception {
    Result result = lucida("explain", "--method", "gradcam");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("4×4 behind 2 tokens; /blocks.0.0/LayerNormalization, /blocks.1.0/LayerNormalization"),
        result.out());
    JsonNode record = JsonMapper.shared().readTree(lucida("explain", "--method", "gradcam", "--json").out());
    assertEquals("/blocks.1.0/LayerNormalization", record.get("layer").asString());
    assertEquals("[4,4]", record.get("shape").toString());
    assertTrue(record.get("max").asDouble() > 0);
  }

  @Test
  void statedTokens() throws Exception {
    assertTrue(lucida("explain", "--method", "gradcam", "--tokens", "2x8").out().contains("2×8 behind 2 tokens"));
    Result many = lucida("explain", "--tokens", "5x5");
    assertTrue(many.code() == 2 && many.err().contains("over 18 tokens, fewer than 5×5"), many.err());
  }

  /**
   * D1, D2 and D3 of exp(S) through layer norm, softmax and GELU, in front of the last attention: adjoint jets, jets and three nested reverse
   * sweeps share little, and agree to 10⁻¹⁰ of the largest.
   */
  @Test
  void exactDerivatives() throws Exception {
    Result result = lucida("derivatives", "--channels", "2,3", "--json", "--checks", "2");
    assertEquals(0, result.code(), result.err());
    JsonNode record = JsonMapper.shared().readTree(result.out());
    int exact = 0;
    for (JsonNode other : record.get("others"))
      if (!other.get("route").asString().contains("[PP 5]")) {
        assertEquals("the same to rounding", other.get("verdict").asString(), other.toString());
        exact++;
      }
    assertTrue(exact >= 2, record.toString());
  }

  /**
   * [AS 2] Both rollouts once more, from the values of a file's softmax nodes: R ← ½(A + I) R of attention, R ← R + Ā R of gradients, with derivatives by
   * jets along each cell of A. torchvision's ViT reads a class token, CLIP's image tower too, with tokens as the first axis; DeiT that of distillation
   * as well; where attention is Einstein's sums all 16 tokens are averaged. Heads are an axis of their own, or one with the pictures.
   */
  @ParameterizedTest
  @CsvSource({"deit,2,2", "vit,1,1", "clip,1,1", "einsum,0,16"})
  void rolloutsAreThePapersProducts(String file, int before, int read) throws Exception {
    Probe probe = probe(file);
    int T = before + 16;
    Tensor R = Tensor.eye(T, Precision.FLOAT64), G = R;
    int layers = 0;
    for (Network.Node node : probe.subject().model().network().nodes()) {
      if (!node.layer().kind().equals("Softmax")) continue;
      Expr softmax = probe.cut().forward().value(node.name());
      Tensor A = probe.fromPicture(List.of(softmax)).getFirst();
      Map<Expr, Tensor> given = new HashMap<>(probe.given());
      given.put(softmax, A);
      Tensor g = new Diagonal(probe.differentiated(Score.LOGIT), softmax, 1, 16).everywhere(Executor.float64(), given).getFirst()
          .reshape(A.shape());
      R = R.plus(times(ofHeads(A, T), R)).scale(0.5);
      G = G.plus(times(ofHeads(g.times(A).relu(), T), G));
      layers++;
    }
    assertEquals(2, layers);
    Tensor[] expected = {R, G};
    List<String> methods = List.of("attention-rollout", "gradient-rollout");
    for (int m = 0; m < 2; m++) {
      SaliencyMap map = Methods.named(methods.get(m), Settings.USUAL).explain(probe);
      assertEquals("2 layers of 2 heads over " + T + " tokens, " + read + " of which the scores read",
          map.facts().get("attention"));
      for (int p = 0; p < 16; p++) {
        int at = before + p;
        Tensor rows = expected[m];
        assertEquals(IntStream.range(0, read).mapToDouble(t -> rows.at(t, at)).sum() / read, map.map().cell(p), 1e-12,
            methods.get(m) + " at " + p);
      }
      assertTrue(map.map().max() - map.map().min() > 1e-4 * map.map().max(), "positions differ");
    }
  }

  @Test
  void rolloutsByTheCommand() throws Exception {
    Result result = lucida("explain", "--method", "attention-rollout,gradient-rollout", "--class", "3");
    assertEquals(0, result.code(), result.err());
    for (String method : List.of("attention-rollout", "gradient-rollout"))
      assertTrue(result.out().contains("  " + method + "  "), result.out());
  }

  /** What is passed on among the windows of torchvision's Swin, and to others where they are shifted, is no product of matrices over all positions. */
  @ParameterizedTest
  @ValueSource(strings = {"attention-rollout", "gradient-rollout"})
  void windowsAreRefused(String method) throws Exception {
    Probe probe = probe("swin");
    String why = assertThrows(NotApplicableException.class, () -> Methods.named(method, Settings.USUAL).explain(probe))
        .getMessage();
    assertTrue(why.contains("rollout multiplies attention from all tokens to all tokens; in network swin.onnx that of layer '")
        && why.endsWith("is among the 16 of a window"), why);
  }

  /** An export at the layer that is usual for it, about class 3 of the picture. */
  private Probe probe(String file) throws IOException, URISyntaxException {
    Model read = ModelFiles.open(Path.of(Objects.requireNonNull(TransformerTest.class.getResource(file + ".onnx")).toURI()));
    Network network = Tokens.of(read.network(), Optional.empty()).map(Tokens::network).orElse(read.network());
    return Subject.of(new Model(network, read.weights()), Executor.float64()).probe(Npy.read(folder.resolve("x.npy")),
        Target.ofClass(3));
  }

  /** The mean over the heads of one picture, [1, T, T]. */
  private static Tensor ofHeads(Tensor A, int T) {
    return A.reshape(Shape.of(1, A.size() / T / T, T, T)).mean(1);
  }

  /** [1, T, T] times [T, T]. */
  private static Tensor times(Tensor A, Tensor R) {
    int T = R.shape().extent(0);
    return Tensor.filled(R.shape(), Precision.FLOAT64, e -> {
      double sum = 0;
      for (int k = 0; k < T; k++) sum += A.at(0, e / T, k) * R.at(k, e % T);
      return sum;
    });
  }

  /** Networks without attention say that they have none; among all methods they are passed over with it. */
  @Test
  void networksWithoutAttention() {
    Result alone = Result.of("explain", "--method", "attention-rollout", "--out", folder.resolve("out").toString());
    assertEquals(2, alone.code());
    assertTrue(alone.err().contains("network scenes-resnet has no attention between tokens, a softmax that multiplies values"),
        alone.err());
    Result both = Result.of("explain", "--method", "gradcam,gradient-rollout", "--out", folder.resolve("out").toString());
    assertEquals(3, both.code());
  }
}
