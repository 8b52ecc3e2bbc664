package lucida.cam.channels;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Program;
import lucida.cam.Flag;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * Ablation-CAM — Desai, Ramaswamy, WACV 2020, doi 10.1109/WACV45572.2020.9093360.
 *
 * <pre>
 *   w_k = (Y − Y(A^k ≔ 0)) / Y      [OT 6]  weights
 *   L   = relu( Σ_k w_k A^k )       [PP 6]  ChannelWeighted
 * </pre>
 *
 * Only the head is run, a batch of channels at a time; a channel that is 0 already changes nothing and is not run.
 *
 * <p>Deviation: where Y is exactly 0 the method is refused, and where it is negative, which turns all signs around, the map says so (the
 * paper is silent). Of Y = exp(S) the ratio is taken, Y_{A^k:=0}/Y = exp(S_{A^k:=0} − S), which does not overflow.
 *
 * @param score Y; the paper takes the score itself
 */
public record AblationCam(Score score) implements ChannelWeighted {
  /** Of the score itself, as in the paper. */
  public AblationCam() { this(Settings.USUAL); }

  /** With the user's settings. */
  public AblationCam(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public Statement statement() {
    return new Statement("Ablation-CAM", "Desai, Ramaswamy, WACV 2020, doi 10.1109/WACV45572.2020.9093360",
        "Each channel counts as much as the score falls when it is set to zero.", "[OT 6]", "[PP 6]");
  }

  @Override
  public Unit unit() { return Unit.ACTIVATION; }

  @Override
  public ChannelWeights weights(Probe probe) {
    Score run = score == Score.EXP ? Score.LOGIT : score;
    Tensor A = probe.activations();
    List<Integer> alive = alive(A);
    double Y = probe.scoresOfActivations("A", run, 1, _ -> A)[0];
    if (Y == 0 && score != Score.EXP)
      throw new NotApplicableException("Ablation-CAM divides by the score of " + probe.target() + ", which is 0");
    double[] without = alive.isEmpty()
        ? new double[0]
        : probe.scoresOfActivations("A^k := 0", run, alive.size(), i -> ablated(A, alive.get(i)));
    double[] w = new double[A.shape().extent(0)];
    for (int i = 0; i < without.length; i++) w[alive.get(i)] = weight(Y, without[i]);
    return ChannelWeights.of(Tensor.of(Shape.of(w.length), w).to(A.precision()), flags(Y));
  }

  /** [OT 6] (Y − Y_k)/Y, of exp(S) from S and S_k. */
  private double weight(double Y, double Yk) {
    return score == Score.EXP ? -Math.expm1(Yk - Y) : (Y - Yk) / Y;
  }

  private List<Flag> flags(double Y) {
    return score == Score.LOGIT && Y < 0
        ? List.of(Flag.note("the score is negative: a channel that speaks for it has a negative weight"))
        : List.of();
  }

  /** The channels that are not 0 everywhere. */
  private static List<Integer> alive(Tensor A) {
    Tensor level = A.abs().max(1, 2);
    return IntStream.range(0, level.size()).filter(k -> level.cell(k) != 0).boxed().toList();
  }

  /** A with A^k := 0. */
  private static Tensor ablated(Tensor A, int k) {
    int Z = A.size() / A.shape().extent(0);
    return Tensor.filled(A.shape(), A.precision(), e -> e / Z == k ? 0 : A.cell(e));
  }

  /** Runs of the head, as parts of a run of the network: by the cells that are computed. */
  @Override
  public long runs(Probe probe) {
    double share = probe.written(Double.class, "share of the head", Score.LOGIT, () -> {
      Expr S = probe.differentiated(Score.LOGIT);
      return cells(Program.of(List.of(S), probe.cut().activations())) / cells(Program.of(List.of(S)));
    });
    return 1 + (long) Math.ceil(share * (alive(probe.activations()).size() + 1));
  }

  private static double cells(Program program) {
    return program.steps().stream().mapToDouble(step -> step.target().shape().size()).sum();
  }
}
