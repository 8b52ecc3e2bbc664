package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.testkit.TensorDifference;
import lucida.layers.architecture.Architectures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchNormFoldingTest {
  /** Relative to the largest score. Each layer rounds its sums of at most 900 terms: some 20 layers, 900 · 2⁻⁵³ · 20 = 2e-12 at the very worst, and √ of that is usual. */
  private static final double BOUND = 1e-12;

  private static void sameScores(Model model, int side) {
    Tensor pictures = Hashed.cells(0, Shape.of(2, 3, side, side), 0, 1);
    Model folded = BatchNormFolding.folded(model);
    for (Network.Node node : folded.network().nodes()) assertFalse(node.layer() instanceof BatchNorm, node.name());
    TensorDifference difference = TensorDifference.relative(model.scores(pictures, Executor.float64()),
        folded.scores(pictures, Executor.float64()), BOUND);
    assertEquals(0, difference.beyond(), model.network().name() + ": " + difference);
  }

  @ParameterizedTest
  @CsvSource({"scenes-vgg, 64", "scenes-vgg-gap, 64", "scenes-resnet, 64", "cifar-resnet20, 32", "resnet18, 40"})
  void scoresStay(String name, int side) {
    Network network = Architectures.named(name, 10).forPictures(Shape.of(3, side, side));
    sameScores(new Model(network, Hashed.weights(network)), side);
  }

  /** Before a convolution, after one that somebody else reads too, after groups, after a dense layer, twice in a row. */
  @Test
  void whereverBatchNormsStand() {
    NetworkBuilder net = new NetworkBuilder("odd", Shape.of(3, 6, 6));
    net.add("bn0", BatchNorm.of(3));
    String shared = net.add("conv1", Conv2d.of(3, 4, 3, 1, 1));
    net.add("bn1", BatchNorm.of(4));
    net.alias("one");
    net.add("add", new Add(), "bn1", shared);
    net.add("conv2", new Conv2d(4, 6, Conv2d.of(1, 1, 3, 2, 1).windows(), 2, true));
    net.add("bn2", BatchNorm.of(6));
    net.add("bn3", BatchNorm.of(6));
    net.alias("two");
    net.add("relu", Activation.RELU);
    net.add("flatten", new Flatten());
    net.add("fc", Dense.of(54, 5));
    net.add("bn4", BatchNorm.of(5));
    Network network = net.build();
    sameScores(new Model(network, Hashed.weights(network)), 6);
    Network folded = BatchNormFolding.folded(network);
    assertEquals(List.of("bn0", "conv1", "bn1", "add", "conv2", "bn3", "relu", "flatten", "fc"),
        folded.nodes().stream().map(Network.Node::name).toList());
    assertEquals("bn1", folded.resolve("one"));
    assertEquals("bn3", folded.resolve("two"));
    assertEquals("fc", folded.output());
  }

  /** With nothing to fold it is the same network. */
  @Test
  void withoutBatchNormsNothingHappens() {
    Network network = Architectures.named("nin", 10);
    assertEquals(network, BatchNormFolding.folded(network));
    assertTrue(network.parameters().equals(BatchNormFolding.folded(network).parameters()));
  }
}
