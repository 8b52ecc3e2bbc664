package lucida.book;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.pixels.Gradient;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.ObjectTruth;
import lucida.judge.Redrawn;
import lucida.judge.localisation.EnergyPointingGame;
import lucida.judge.localisation.EnergyShare;
import lucida.judge.localisation.TruthBy;
import lucida.judge.parts.SingleDeletion;
import lucida.judge.suite.DisconnectedGrid;
import lucida.layers.Model;

/** GT: ground truth on scenes. What is an identity of a network, not a measure over many scenes, is evaluated. */
final class TruthEquations {
  /** Cells along a side. */
  private static final int N = 2;
  /** How much a cue counts for. */
  private static final double LAMBDA = 0.25;

  private TruthEquations() {}

  static Section section() {
    return new Section("Ground truth on scenes", "each from its own paper, here on the picture, whose middle is the object",
        List.of(
            new Equation.Identity("GT 1", "Single deletion",
                new Notation(
                    "\"½ + ½ Spearman’s correlation of\" Σ_{\"part\"} L \"with what\" S^c \"loses without the part\""),
                Domain.SOME_RUNS,
                "the metric, the parts being the quarters of the object; Up(L) by bilinear weights, scores one by one, ranks and Pearson's correlation written out",
                s -> parts(s, MeasureEquations::ranks),
                Counterexample.of(SmallNetwork.GAP, "Pearson's correlation of the numbers themselves on the small head of CAM",
                    s -> parts(s, v -> v))),
            new Equation.Identity("GT 2", "Impossible attributions are 0",
                new Notation(
                    "\"DiFull:\" frac{∂S^{m,c}}{∂x} \"is that of the network on cell\" m \"in this cell, and exactly 0 in all others\""),
                Domain.GRID,
                "one sweep back through the network of a grid of four cells, the picture and three that are shifted; one through the network for the cell alone",
                s -> impossible(s, true), Counterexample.of(SmallNetwork.GAP,
                    "features that see the whole grid (DiPart) on the small head of CAM", s -> impossible(s, false))),
            new Equation.Identity("GT 3", "Suppressors: weights are no pattern",
                new Notation("\"of the best linear score in correlated noise: covariance times\" frac{∂S}{∂x} \"is the signal\""),
                Domain.ANY,
                "the gradient of a linear network with the weights of Fisher's discriminant, on the tetrominoes of lucida suite tetris, whatever the network of the book; the masks of the source",
                _ -> SuppressorSignal.residual(true), Counterexample.of(SmallNetwork.GAP,
                    "the gradient itself, which is not 0 where there is no signal,", _ -> SuppressorSignal.residual(false))),
            new Equation.Identity("GT 4", "What is not seen gets nothing",
                new Notation(
                    "frac{∂}{∂x} S^c((1 − M) ⊙ x) \"is 0 on the object\" M \"and that of\" S^c \"at this picture beside it\""),
                Domain.SOME_RUNS,
                "one sweep back through a formula that holds the mask; the network's own gradient at the masked picture, and the metric's share of energy on the object",
                s -> seen(s, false, false),
                Counterexample.of(SmallNetwork.GAP, "a network that sees the object on the small head of CAM",
                    s -> seen(s, false, true))),
            new Equation.Identity("GT 5", "What alone decides gets all",
                new Notation("frac{∂}{∂x} S^c(M ⊙ x) \"is on the trigger\" M \"alone\""), Domain.SOME_RUNS,
                "one sweep back through a formula that holds the mask; the network's own gradient at the masked picture, and the metric's share of energy on the trigger",
                s -> seen(s, true, false),
                Counterexample.of(SmallNetwork.GAP, "a network that sees the rest on the small head of CAM",
                    s -> seen(s, true, true))),
            new Equation.Identity("GT 6", "The share of a cue that counts for λ",
                new Notation("frac{Σ_{\"cue\"} L}{Σ L} \"of\" (1 − λ) S^c((1 − M) ⊙ x) + λ S^c(M ⊙ x)"), Domain.SOME_RUNS,
                "the metric on the gradient of the sum; the gradients of the two scores at their own pictures, summed up apart",
                s -> cue(s, false),
                Counterexample.of(SmallNetwork.GAP, "λ itself as the share on the small head of CAM", s -> cue(s, true)))));
  }

  /** [GT 1] */
  private static double parts(EvaluationPoint s, MeasureEquations.Ranking ranking) {
    Judging judging = Judging.at(s);
    ObjectTruth object = judging.map().objects().getFirst();
    double[] L = judging.up();
    Redrawn redrawn = judging.map().picture().redrawn().orElseThrow();
    double S = judging.scores(s.probe().picture()).cell(s.explainedClass());
    double[] energy = object.parts().values().stream()
        .mapToDouble(part -> IntStream.range(0, L.length).mapToDouble(e -> part.cell(e) * L[e]).sum()).toArray();
    double[] loss = object.parts().keySet().stream()
        .mapToDouble(part -> S - judging.scores(redrawn.without(Set.of(part))).cell(s.explainedClass())).toArray();
    return RelativeError.of(judging.value(new SingleDeletion()),
        0.5 + 0.5 * MeasureEquations.pearson(ranking.of(energy), ranking.of(loss)));
  }

  /** [GT 4] and [GT 5]: on what is not seen the gradient is 0, on the rest that of the network. A mistake sees all. */
  private static double seen(EvaluationPoint s, boolean object, boolean all) {
    Judging judging = Judging.at(s);
    MaskedScore masked = MaskedScore.of(judging, object);
    Tensor found = all ? new Gradient().explain(s.probe()).signed() : masked.byFormula();
    double share = Judging.of(s, found).value(new EnergyPointingGame(TruthBy.BOXES)) / 100;
    return RelativeError.worst(RelativeError.of(found, masked.byChainRule()), object ? 1 - share : share);
  }

  /** [GT 6]: λ E_cue / (λ E_cue + (1 − λ) E_beside), E the sums of the two gradients' magnitudes. */
  private static double cue(EvaluationPoint s, boolean lambda) {
    Judging judging = Judging.at(s);
    MaskedScore on = MaskedScore.of(judging, true), beside = MaskedScore.of(judging, false);
    double E = LAMBDA * energy(on.byChainRule()), F = (1 - LAMBDA) * energy(beside.byChainRule());
    Tensor g = on.byFormula().scale(LAMBDA).plus(beside.byFormula().scale(1 - LAMBDA));
    return RelativeError.of(Judging.of(s, g).value(new EnergyShare(EnergyShare.Share.CUE)) / 100, lambda ? LAMBDA : E / (E + F));
  }

  /** Σ_ij max_c |g| */
  private static double energy(Tensor g) { return g.abs().max(0).sum(); }

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
