package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import lucida.autodiff.run.Executor;
import lucida.files.Npy;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.testkit.TensorDifference;
import lucida.layers.architecture.Architectures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every architecture family against PyTorch (src/test/python/logits.py): weights and pictures made by the same hash on both sides, so
 * that only the logits are committed. The bounds are the project's for whole networks: 1e-10 of the largest logit in float64, 1e-5 in
 * float32. The 129 million weights of a VGG take 1.5 GB of heap in both precisions.
 */
class ArchitecturesTest {
  private static Tensor logits(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(ArchitecturesTest.class.getResourceAsStream(name + ".logits.npy"))) {
      return Npy.read(name + ".logits.npy", in);
    }
  }

  private static void agrees(Network network, Weights weights, Executor executor, double bound) throws IOException {
    Tensor pictures = Hashed.cells(0, network.input().insert(0, 2), 0, 1);
    TensorDifference difference = TensorDifference.relative(logits(network.name()),
        new Model(network, weights).scores(pictures, executor),
        bound);
    assertEquals(0, difference.beyond(), network.name() + ": " + difference);
  }

  @ParameterizedTest
  @CsvSource({"vgg11, 64", "vgg13_bn, 64", "vgg16-gap, 64", "resnet18, 75", "resnet50, 64", "cifar-resnet20, 32",
      "squeezenet1_0, 71", "squeezenet1_1, 70", "mobilenet_v2, 64", "densenet121, 64", "efficientnet_b0, 64", "nin, 97"})
  void agreesWithPyTorch(String name, int side) throws IOException {
    Network network = Architectures.named(name, 10).forPictures(Shape.of(3, side, side));
    Weights weights = Hashed.weights(network);
    agrees(network, weights, Executor.float64(), 1e-10);
    agrees(network, weights.to(Precision.FLOAT32), Executor.float32(), 1e-5);
  }

  /** Parameters as published: with their papers' and PyTorch's models, without running statistics. */
  @ParameterizedTest
  @CsvSource({"vgg11, 132863336", "vgg16, 138357544", "vgg16_bn, 138365992", "vgg19, 143667240", "resnet18, 11689512",
      "resnet34, 21797672",
      "resnet50, 25557032", "resnet101, 44549160", "resnet152, 60192808", "squeezenet1_0, 1248424", "squeezenet1_1, 1235496",
      "cifar-resnet20, 269722",
      "cifar-resnet56, 853018", "cifar-resnet110, 1727962", "mobilenet_v2, 3504872", "densenet121, 7978856",
      "densenet169, 14149480",
      "densenet201, 20013928", "efficientnet_b0, 5288548"})
  void hasAsManyParameters(String name, long parameters) {
    assertEquals(parameters, Summary.of(Architectures.named(name)).parameters());
  }

  /**
   * Parameters counted by hand, k²·in·out + out for a convolution with biases.
   *
   * <pre>
   *   vgg16-gap: VGG-16's convolutions, 1792 + 36928 + 73856 + 147584 + 295168 + 2·590080 + 1180160 + 5·2359808 = 14714688,
   *     cam_conv 9·512·1024 + 1024 = 4719616, the dense layer 1024·1000 + 1000 = 1025000
   *   nin: 11²·3·96 + 96 = 34944, 2·(96² + 96) = 18624; 5²·96·256 + 256 = 614656, 2·(256² + 256) = 131584; 9·256·384 + 384 = 885120,
   *     2·(384² + 384) = 295680; 9·384·1024 + 1024 = 3539968, 1024² + 1024 = 1049600, 1024·1000 + 1000 = 1025000
   *   scenes-vgg: filters 9·(3·12 + 12·24 + 24² + 24·48 + 48² + 48·96 + 96²) = 163620, 2·(12 + 2·24 + 2·48 + 2·96) = 696 of batch norms;
   *     96·4²·128 = 196608, 2·128 = 256, 128·16 + 16 = 2064
   *   scenes-vgg-gap: the same convolutions, 163620 + 696; 9·96·192 = 165888, 2·192 = 384, 192·16 + 16 = 3088
   * </pre>
   */
  @ParameterizedTest
  @CsvSource({"vgg16-gap, 20459304", "nin, 7595176", "scenes-vgg, 363244", "scenes-vgg-gap, 333676"})
  void hasTheParametersThatAreCounted(String name, long parameters) {
    assertEquals(parameters, Summary.of(Architectures.named(name)).parameters());
  }

  /** Multiply-adds for a picture of 224², in 10⁹ with two digits, as torchvision's table of models has them (there called FLOPS). */
  @ParameterizedTest
  @CsvSource({"vgg11, 7.61", "vgg13, 11.31", "vgg16, 15.47", "vgg19, 19.63", "resnet18, 1.81", "resnet34, 3.66", "resnet50, 4.09",
      "resnet101, 7.80", "resnet152, 11.51", "squeezenet1_0, 0.82", "squeezenet1_1, 0.35", "mobilenet_v2, 0.30",
      "densenet121, 2.83",
      "densenet169, 3.36", "densenet201, 4.29", "efficientnet_b0, 0.39"})
  void costsAsMuch(String name, double billions) {
    assertEquals(billions, Summary.of(Architectures.named(name)).multiplyAdds() * 1e-9, 0.005 + 1e-9);
  }

  @Test
  void namesWhatIsNear() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Architectures.named("resnet81"));
    assertTrue(e.getMessage().contains("did you mean 'resnet18', "), e.getMessage());
  }

  @Test
  void nothingIsMeantByWhatIsNearNothing() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Architectures.named("3.0"));
    assertTrue(e.getMessage().contains("; known are 'vgg11', 'vgg11_bn', "), e.getMessage());
  }
}
