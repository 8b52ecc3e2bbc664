package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static Network network() {
    NetworkBuilder net = new NetworkBuilder("small", Shape.of(3, 4, 4));
    net.add("behind", new GlobalAveragePool());
    net.add("behind_", Dense.of(3, 2));
    return net.build();
  }

  /** A layer behind the scores reads them, under a name that no other has; the rest stays. */
  @Test
  void followedBy() {
    Network longer = network().followedBy("behind", Dense.of(2, 5));
    assertEquals(List.of("behind", "behind_", "behind__"), longer.nodes().stream().map(Network.Node::name).toList());
    assertEquals(List.of("behind_"), longer.nodes().getLast().inputs());
    assertEquals(Shape.of(5), longer.shapes().lastEntry().getValue());
    assertEquals(network().scoreKind(), longer.scoreKind());
    assertEquals("free", longer.free("free"));
  }

  /** The last layer with weights, and no other, gives as many outputs as there are classes. */
  @Test
  void withClasses() {
    Network other = network().withClasses(7);
    assertEquals(Shape.of(7), other.shapes().lastEntry().getValue());
    assertEquals(network().nodes().getFirst(), other.nodes().getFirst());
    NetworkBuilder net = new NetworkBuilder("convolutional", Shape.of(3, 4, 4));
    net.add("classifier", Conv2d.of(3, 2, 1, 1, 0));
    net.add("gap", new GlobalAveragePool());
    assertEquals(Shape.of(5), net.build().withClasses(5).shapes().lastEntry().getValue());
  }

  /** Where the outputs of the last layer with weights are not the classes, it is said which layer that is. */
  @Test
  void withClassesOfAnotherLayer() {
    NetworkBuilder net = new NetworkBuilder("flat", Shape.of(3, 4, 4));
    net.add("conv", Conv2d.of(3, 2, 3, 1, 0));
    net.add("flatten", new Flatten());
    assertEquals(Shape.of(5), net.build().withClasses(5).shapes().lastEntry().getValue(), "its means over positions");
    NetworkBuilder grouped = new NetworkBuilder("grouped", Shape.of(4, 4, 4));
    grouped.add("conv", new Conv2d(4, 4, Windows.of(3, 3, 1, 0), 4, true));
    grouped.add("gap", new GlobalAveragePool());
    assertTrue(assertThrows(IllegalArgumentException.class, () -> grouped.build().withClasses(5)).getMessage()
        .startsWith("Network grouped: its last layer with a matrix or filters, 'conv', is Conv2d; another number of classes"));
  }

  /** A bias of its own behind the last matrix is left out, and so is every other name of it; what follows stays. */
  @Test
  void aBiasThatIsAddedApartIsOfTheOldClasses() {
    NetworkBuilder net = new NetworkBuilder("apart", Shape.of(3, 4, 4));
    net.add("gap", new GlobalAveragePool());
    net.add("product", new Dense(3, 2, false));
    net.add("shift", new BatchNorm(2, 1e-5, 0.1));
    net.alias("logits");
    net.add("relu", Activation.RELU);
    Network other = net.build().withClasses(5);
    assertEquals(List.of("gap", "product", "relu"), other.nodes().stream().map(Network.Node::name).toList());
    assertEquals(List.of("product"), other.nodes().getLast().inputs());
    assertTrue(other.aliases().isEmpty());
    assertEquals("product", other.head().name());
  }

  /** What a layer reads by any way, in the order of the graph, and nothing beside it. */
  @Test
  void upTo() {
    NetworkBuilder net = new NetworkBuilder("ways", Shape.of(3, 4, 4));
    net.add("a", Conv2d.of(3, 3, 1, 1, 0));
    net.add("b", Conv2d.of(3, 3, 1, 1, 0), "a");
    net.add("beside", Conv2d.of(3, 3, 1, 1, 0), "a");
    net.add("c", new Add(), "a", "b");
    net.add("d", new Add(), "c", "beside");
    assertEquals(List.of("a", "b", "c"), net.build().upTo("c").stream().map(Network.Node::name).toList());
    assertThrows(IllegalArgumentException.class, () -> net.build().upTo("e"));
  }
}
