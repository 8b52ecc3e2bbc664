package lucida.weights.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import lucida.autodiff.run.Executor;
import lucida.files.Npy;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keras' file layouts (src/test/python/keras_files.py) against plain loops with channels last, in float64. Both sides sum in float64, in
 * different orders: some hundred terms in a row and up to 50 layers leave 10⁻¹² of the largest logit with room to spare.
 */
final class KerasFileTest {
  private static final double TOLERANCE = 1e-12;

  @ParameterizedTest
  @CsvSource({"functional2.h5, functional", "functional3.h5, functional", "functional.keras, functional",
      "sequential2.h5, sequential", "sequential3.h5, sequential", "vgg16.h5, vgg16", "vgg16_notop.h5, vgg16_notop",
      "resnet50.h5, resnet50"})
  void logits(String file, String values) throws Exception {
    Tensor pictures = array(values + ".input.npy");
    Tensor wanted = array(values + ".logits.npy");
    Model model = KerasFile.open(path(file));
    Model sized = new Model(model.network().forPictures(pictures.shape().without(0)), model.weights());
    Tensor got = sized.scores(pictures, Executor.definition());
    assertEquals(wanted.shape(), got.shape());
    double error = wanted.minus(got).abs().max() / wanted.abs().max();
    assertTrue(error <= TOLERANCE, () -> "relative error " + error + ", allowed " + TOLERANCE);
  }

  /** A layer class that is added has to be in one of the two networks, or in {@link KerasLayersTest}; the input layer is no node. */
  @Test
  void everyLayerIsTried() throws Exception {
    TreeSet<String> untried = new TreeSet<>(KerasLayers.names());
    untried.removeIf(KerasLayers::isTrainingOnly);
    untried.remove("InputLayer");
    untried.removeAll(KerasLayersTest.TRIED);
    untried.remove("Activation"); // is called by its function
    for (String file : new String[]{"functional2.h5", "sequential2.h5"})
      for (Network.Node node : KerasFile.open(path(file)).network().nodes()) untried.remove(node.layer().kind());
    assertEquals(new TreeSet<String>(), untried);
  }

  static Path path(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(KerasFileTest.class.getResource(name)).toURI());
  }

  private static Tensor array(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(KerasFileTest.class.getResourceAsStream(name))) {
      return Npy.read(name, in);
    }
  }
}
