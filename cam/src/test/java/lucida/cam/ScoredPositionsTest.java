package lucida.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.cam.catalogue.Methods;
import lucida.cam.channels.GradCam;
import lucida.cam.channels.HiResCam;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Conv2d;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.score.RegionMean;
import lucida.layers.score.Segmentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The network with global average pooling and one linear layer, S^c = Σ_k W_ck mean_ij A^k_ij + b_c, and the same that scores positions,
 * S^c_ij = Σ_k W_ck A^k_ij + b_c: their mean is the score of the other.
 */
class ScoredPositionsTest {
  private static final Model POOLED = Example.GAP.model();
  private static final Executor FLOAT64 = Executor.float64();

  static List<String> methods() {
    return Methods.names().stream().filter(name -> !name.equals("fullgrad") && !name.endsWith("-rollout")).toList();
  }

  private static Subject over(RegionMean regions) {
    List<Network.Node> nodes = new java.util.ArrayList<>(POOLED.network().nodes().subList(0, 4));
    nodes.add(new Network.Node("fc", Conv2d.of(Example.CHANNELS, Example.CLASSES, 1, 1, 0), List.of(Example.LAYER)));
    Network network = new Network("segmenting", POOLED.network().input(), nodes, new LinkedHashMap<>(),
        POOLED.network().scoreKind());
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(POOLED.weights().tensors());
    weights.computeIfPresent("fc.weight", (_, W) -> W.reshape(Shape.of(Example.CLASSES, Example.CHANNELS, 1, 1)));
    return Subject.of(new Model(Segmentation.of(network).orElseThrow().over(regions), new Weights(weights)), Example.LAYER,
        FLOAT64);
  }

  private static Probe probe(Subject subject) {
    return subject.probe(Example.picture(0), Target.ofClass(1));
  }

  /**
   * Over the whole every method gives the map of the classifier; what asks for a head of its own form says that there is none, and FullGrad
   * counts the last bias at every position where it has some.
   */
  @ParameterizedTest
  @MethodSource("methods")
  void wholeIsTheClassifier(String name) {
    Settings few = new Settings(java.util.Optional.empty(), java.util.Optional.of(3), java.util.Optional.empty(),
        java.util.Optional.of(3), java.util.Optional.empty(), List.of(), List.of(), 0);
    Tensor wanted = Methods.named(name, few).explain(probe(Example.GAP.subject())).map();
    Tensor got;
    try {
      got = Methods.named(name, few).explain(probe(over(RegionMean.WHOLE))).map();
    } catch (NotApplicableException e) {
      assertEquals("cam", name, e.getMessage());
      return;
    }
    assertTrue(wanted.minus(got).abs().max() <= 1e-11 * Math.max(1, wanted.abs().max()), name);
  }

  /**
   * Over a region R: ∂S^c/∂A^k_ij = W_ck/|R| in R, 0 elsewhere. So Grad-CAM's weights are W_ck/Z whatever R is, and its map that of the whole;
   * HiResCAM's is Σ_k W_ck A^k_ij/|R| in R, and 0 elsewhere.
   */
  @Test
  void regionInClosedForm() {
    List<Integer> region = List.of(0, 7, 8, 20);
    Probe probe = probe(over(new RegionMean(List.of(region))));
    Tensor W = POOLED.weights().tensors().get("fc.weight"), A = probe.activations(), g = probe.gradient(Score.LOGIT);
    int Z = 36;
    for (int k = 0; k < Example.CHANNELS; k++)
      for (int cell = 0; cell < Z; cell++)
        assertEquals(region.contains(cell) ? W.cell(Example.CHANNELS + k) / 4 : 0, g.cell(k * Z + cell), 1e-15);
    Tensor whole = new GradCam(Score.LOGIT).explain(probe(over(RegionMean.WHOLE))).signed();
    assertTrue(whole.minus(new GradCam(Score.LOGIT).explain(probe).signed()).abs().max() < 1e-14);
    Tensor hires = new HiResCam(Score.LOGIT).explain(probe).signed();
    for (int cell = 0; cell < Z; cell++) {
      int at = cell;
      double sum = IntStream.range(0, Example.CHANNELS).mapToDouble(k -> W.cell(Example.CHANNELS + k) * A.cell(k * Z + at)).sum();
      assertEquals(region.contains(cell) ? sum / 4 : 0, hires.cell(cell), 1e-14);
    }
    assertEquals(Precision.FLOAT64, hires.precision());
  }
}
