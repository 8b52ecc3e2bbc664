package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.files.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small DeiT as PyTorch exports it, "deit, opset 17" of weights' src/test/python/onnx_exports.py: two blocks of layer norm, attention of two heads
 * and GELU; 16 patches behind a class token and one of distillation.
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
}
