package lucida.weights.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.testkit.TensorDifference;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.ScoreKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the end of a Keras model says of its scores, on .keras files with a global average pooling, a dense layer without bias and the
 * layers that a case adds. The logits are S^m = Σ_c w_cm · mean_ij x_cij in plain loops.
 */
final class KerasRolesTest {
  private static final Tensor X = RandomStream.of(5).gaussian(Shape.of(1, 3, 4, 4), Precision.FLOAT64, 0, 2);
  private static final Map<String, String> MORE = Map.of("-", "", "softmax", activation("softmax"), "sigmoid",
      activation("sigmoid"),
      "flatten", layer("Flatten", ""), "reshape", layer("Reshape", ", \"target_shape\": [3, 1, 1]"), "dropout",
      layer("Dropout", ", \"rate\": 0.5"), "Softmax", layer("Softmax", ", \"axis\": -1"), "batchless",
      layer("Reshape", ", \"target_shape\": [1]"),
      "rescaling", layer("Rescaling", ", \"scale\": 100.0, \"offset\": 0.0"));

  private static final String SOFTMAX = "{\"module\": \"keras.layers\", \"class_name\": \"Softmax\", "
      + "\"config\": {\"name\": \"s\", \"axis\": -1}}";

  /** Along any axis that holds all scores, and as the activation of a layer, a layer or a function that is written as an object. */
  private static final Map<String, String> SOFTMAXES = Map.of("axis 1", layer("Softmax", ", \"axis\": 1"), "layer",
      layer("Activation", ", \"activation\": " + SOFTMAX),
      "function", layer("Activation", ", \"activation\": {\"module\": \"builtins\", \"class_name\": \"function\", "
          + "\"config\": \"softmax\"}"));

  @TempDir
  private Path folder;

  /** What is left off leaves the logits, under the name of the layer; what stays is computed from them. */
  @ParameterizedTest
  @CsvSource({"3, linear, -, LOGITS, S", "3, softmax, -, SOFTMAX, S", "3, object, -, SOFTMAX, S", "3, sigmoid, -, SIGMOID, S",
      "1, sigmoid, -, SIGMOID, S",
      "1, linear, -, VALUE, S", "1, linear, sigmoid, SIGMOID, S", "3, linear, softmax, SOFTMAX, S",
      "3, linear, Softmax, SOFTMAX, S", "3, linear, axis 1, SOFTMAX, S", "3, linear, layer, SOFTMAX, S",
      "3, linear, function, SOFTMAX, S",
      "3, softmax, flatten, SOFTMAX, S", "3, softmax, dropout, SOFTMAX, S", "3, softmax, reshape, SOFTMAX, S",
      "1, sigmoid, batchless, SIGMOID, S", "3, tanh, -, VALUE, tanh", "3, hard_sigmoid, -, VALUE, hard_sigmoid",
      "3, softmax, rescaling, VALUE, 100 softmax", "1, softmax, -, VALUE, 1"})
  void everyEnd(int classes, String activation, String more, ScoreKind kind, String scores) throws IOException {
    Model model = KerasFile.open(file(classes, activation, MORE.containsKey(more) ? MORE.get(more) : SOFTMAXES.get(more)));
    assertEquals(kind, model.network().write(1, Mode.INFERENCE).scoreKind());
    if (scores.equals("S")) {
      assertEquals("predictions", model.network().output());
      assertEquals(Shape.of(classes, 3), model.network().parameters().get("predictions.weight"));
    }
    double[] S = new double[classes];
    for (int m = 0; m < classes; m++)
      for (int c = 0; c < 3; c++)
        for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) S[m] += weight(c, m) * X.at(0, c, i, j) / 16;
    double sum = 0;
    for (double s : S) sum += Math.exp(s);
    double[] wanted = new double[classes];
    for (int m = 0; m < classes; m++) wanted[m] = switch (scores) {
      case "tanh" -> Math.tanh(S[m]);
      case "hard_sigmoid" -> Math.clamp(S[m] / 6 + 0.5, 0, 1);
      case "100 softmax" -> 100 * Math.exp(S[m]) / sum;
      case "1" -> 1;
      default -> S[m];
    };
    Tensor got = model.scores(X, Executor.definition());
    TensorDifference difference = TensorDifference.relative(Tensor.of(Shape.of(1, classes), wanted), got, 1e-13);
    assertTrue(difference.isWithin(), difference::toString);
  }

  private static double weight(int c, int m) { return (3 * m - 4 * c + 2) / 8.0; }

  private Path file(int classes, String activation, String more) throws IOException {
    Path inner = folder.resolve("inner.h5");
    float[][] kernel = new float[3][classes];
    for (int c = 0; c < 3; c++) for (int m = 0; m < classes; m++) kernel[c][m] = (float) weight(c, m);
    try (WritableHdfFile hdf = HdfFile.write(inner)) {
      hdf.putGroup("layers").putGroup("dense").putGroup("vars").putDataset("0", kernel);
    }
    Path file = folder.resolve("small.keras");
    try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, "metadata.json", "{\"keras_version\": \"3.4.1\"}".getBytes(StandardCharsets.UTF_8));
      entry(zip, "config.json", """
          {"class_name": "Sequential", "config": {"name": "small", "layers": [
            {"class_name": "InputLayer", "config": {"name": "pictures", "batch_shape": [null, 4, 4, 3]}},
            {"class_name": "GlobalAveragePooling2D", "config": {"name": "pool", "keepdims": false}},
            {"class_name": "Dense", "config": {"name": "predictions", "units": %d, "activation": %s, "use_bias": false}}%s]}}
          """.formatted(classes, activation.equals("object") ? SOFTMAX : '"' + activation + '"', more)
          .getBytes(StandardCharsets.UTF_8));
      entry(zip, "model.weights.h5", Files.readAllBytes(inner));
    }
    return file;
  }

  private static String activation(String name) { return layer("Activation", ", \"activation\": \"" + name + "\""); }

  private static String layer(String kind, String config) {
    return ", {\"class_name\": \"" + kind + "\", \"config\": {\"name\": \"end\"" + config + "}}";
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
