package lucida.judge.randomisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class LayerOrderTest {
  @Test
  void byHand() {
    List<String> layers = List.of("first", "middle", "last");
    assertEquals(List.of("last"), LayerOrder.TOP_DOWN.of(layers, 0));
    assertEquals(List.of("middle", "last"), LayerOrder.TOP_DOWN.of(layers, 1));
    assertEquals(List.of("first"), LayerOrder.BOTTOM_UP.of(layers, 0));
    assertEquals(List.of("middle"), LayerOrder.INDEPENDENT.of(layers, 1));
    for (LayerOrder order : List.of(LayerOrder.TOP_DOWN, LayerOrder.BOTTOM_UP)) assertEquals(layers, order.of(layers, 2));
  }

  /** Of conv and fc, the two layers with parameters; tensors that are the same object are unchanged or shared. */
  @Test
  void onlyTheLayersOfTheStepAreRandom() {
    JudgedMap judged = JudgedMaps.of(JudgedMaps.map(0));
    assertEquals(Set.of("fc.weight", "fc.bias"), changed(judged, LayerOrder.TOP_DOWN, 0));
    assertEquals(Set.of("conv.weight", "conv.bias", "fc.weight", "fc.bias"), changed(judged, LayerOrder.TOP_DOWN, 1));
    assertEquals(Set.of("conv.weight", "conv.bias"), changed(judged, LayerOrder.BOTTOM_UP, 0));
    assertEquals(Set.of("conv.weight", "conv.bias"), changed(judged, LayerOrder.INDEPENDENT, 1));
  }

  private static Set<String> changed(JudgedMap judged, LayerOrder order, int step) {
    var before = judged.probe().subject().model().weights().tensors();
    return order.probe(judged, step, judged.x()).subject().model().weights().tensors().entrySet().stream()
        .filter(t -> !t.getValue().sameAs(Objects.requireNonNull(before.get(t.getKey())))).map(t -> t.getKey())
        .collect(Collectors.toSet());
  }

  /** A network is made once, whatever picture or map asks for it. */
  @Test
  void networksAreMadeOnce() {
    JudgedMap judged = JudgedMaps.of(JudgedMaps.map(0));
    Tensor own = tensor(judged, 0);
    assertSame(own, tensor(judged, 0));
    assertSame(own, tensor(judged, 1));
  }

  private static Tensor tensor(JudgedMap judged, int step) {
    return Objects
        .requireNonNull(LayerOrder.TOP_DOWN.probe(judged, step, judged.x()).subject().model().weights().tensors().get("fc.weight"));
  }
}
