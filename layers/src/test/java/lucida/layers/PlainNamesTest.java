package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import lucida.core.PlainText;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/** Names of layers and parameters are anybody's: a network shows them as plain text, and is found by either form. */
class PlainNamesTest {
  private static final String EVIL = "a\u001b[2J\nlucida: done\u202e";
  private static final String PLAIN = "a\\u001b[2J\\u000alucida: done\\u202e";

  @Test
  void namesAreShownAsPlainText() {
    NetworkBuilder builder = new NetworkBuilder(EVIL, Shape.of(1, 2, 2));
    builder.add(EVIL, new Flatten());
    builder.alias("other " + EVIL);
    Network network = builder.build();
    assertEquals(PLAIN, network.name());
    assertEquals(PLAIN, network.output());
    assertEquals(PLAIN, network.resolve(EVIL));
    assertEquals(PLAIN, network.resolve("other " + PLAIN));
    assertEquals(PlainText.ofLines(network.toString()), network.toString());
    Weights weights = new Weights(new LinkedHashMap<>(Map.of(EVIL + ".weight", Tensor.vector(1))));
    assertEquals(PLAIN + ".weight", weights.tensors().firstEntry().getKey());
  }

  @Test
  void namesThatBecomeOneAreRefused() {
    NetworkBuilder builder = new NetworkBuilder("n", Shape.of(1, 2, 2));
    builder.add(EVIL, new Flatten());
    builder.add(PLAIN, new Flatten());
    assertEquals("Network n: two layers are named '" + PLAIN + "'",
        assertThrows(IllegalArgumentException.class, builder::build).getMessage());
  }
}
