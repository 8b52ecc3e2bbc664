package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
}
