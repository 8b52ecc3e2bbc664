package lucida.book;

import static lucida.book.UncoveredEquations.later;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.pixels.Gradient;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.suite.DisconnectedGrid;
import lucida.layers.Model;

/** GT: ground truth on scenes. What is an identity of a network, not a measure over many scenes, is evaluated. */
final class TruthEquations {
  /** Cells along a side. */
  private static final int N = 2;

  private TruthEquations() {}

  static Section section() {
    return new Section("Ground truth on scenes", "each from its own paper", List.of(
        later("GT 1", "Parts removed", "\"completeness, correctness, contrastivity as a part is taken out of the scene\"",
            "Hesse et al. 2023, arXiv 2308.06248. Measured by lucida suite parts."),
        new Equation.Identity("GT 2", "Impossible attributions are 0",
            new Notation(
                "\"DiFull:\" frac{∂S^{m,c}}{∂x} \"is that of the network on cell\" m \"in this cell, and exactly 0 in all others\""),
            Domain.GRID,
            "one sweep back through the network of a grid of four cells, the picture and three that are shifted; one through the network for the cell alone",
            s -> impossible(s, true), Counterexample.of(SmallNetwork.GAP,
                "features that see the whole grid (DiPart) on the small head of CAM", s -> impossible(s, false))),
        later("GT 3", "XAI-TRIS", "\"precision against the pixels of the signal; suppressor variables\"",
            "Measured by lucida suite tetris."),
        later("GT 4", "BAM", "\"model contrast, input dependence, input independence\"", "Measured by lucida suite pasted."),
        later("GT 5", "Backdoor", "\"the mask of a trigger that decides\"", "Measured by lucida suite backdoor."),
        later("GT 6", "Biased scenes", "frac{Σ_{\"cue\"} L}{Σ L}", "Measured by lucida suite biased.")));
  }

  /** [GT 2]: the difference in the cell, and what there is in others, relative to the gradient. */
  private static double impossible(EvaluationPoint s, boolean full) {
    Probe probe = s.probe();
    DisconnectedGrid grid = new DisconnectedGrid(probe.subject().model(), probe.subject().layer(), N);
    Model model = full ? grid.diFull() : grid.diPart();
    Tensor x = probe.picture(), alone = gradient(probe);
    int C = x.shape().extent(0), H = x.shape().extent(1), W = x.shape().extent(2);
    Tensor cells = Tensor.filled(Shape.of(C, N * H, N * W), x.precision(), e -> {
      int c = e / (N * H * N * W), i = e / (N * W) % (N * H), j = e % (N * W), cell = i / H * N + j / W;
      return x.at(c, (i + cell) % H, (j + cell) % W);
    });
    Tensor g = gradient(
        Subject.of(model, DisconnectedGrid.GRID, Executor.float64()).probe(cells, Target.ofClass(s.explainedClass())));
    double elsewhere = IntStream.range(0, g.size()).filter(e -> e / (N * W) % (N * H) >= H || e % (N * W) >= W)
        .mapToDouble(e -> Math.abs(g.cell(e))).max().orElseThrow();
    Tensor inCell = Tensor.filled(x.shape(), x.precision(), e -> g.at(e / (H * W), e / W % H, e % W));
    return RelativeError.worst(RelativeError.of(inCell, alone), elsewhere / alone.abs().max());
  }

  private static Tensor gradient(Probe probe) { return new Gradient().explain(probe).signed(); }
}
