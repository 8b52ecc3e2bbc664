package lucida.book;

import java.util.Arrays;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.derivatives.Alpha;
import lucida.cam.derivatives.GradCamPlusPlusShortcut.Form;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Tensor;
import lucida.pictures.MapComparison;

/**
 * Grad-CAM++ by exact derivatives and by the closed form that common programs hard-code.
 *
 * @param chosen the cells that are compared; maps are made of these alone
 * @param A the activations, [K, h, w]
 * @param first D1, [K, h, w]
 * @param gradient of S, [K, h, w], which the closed form takes its powers of
 * @param exact α [PP 4]
 * @param closed α [PP 5]
 */
public record ShortcutComparison(ChosenCells chosen, Tensor A, Tensor first, Tensor gradient, Alpha exact, Alpha closed) {
  private static final double TOP = 10;

  /** Of a score at a probe, by the cheapest exact route. */
  public static ShortcutComparison of(Probe probe, Score score) {
    return of(probe, ScoreDerivatives.of(probe, score), ChosenCells.all(probe.activations().shape()));
  }

  /** Of derivatives that are known at some cells. */
  static ShortcutComparison of(Probe probe, ScoreDerivatives D, ChosenCells chosen) {
    Tensor A = probe.activations(), g = probe.gradient(Score.LOGIT);
    return new ShortcutComparison(chosen, A, D.first(), g, Alpha.of(D, A), Form.CLOSED.alpha(g, A));
  }

  /** ‖α_closed − α‖ / max(‖α‖, ‖α_closed‖); a few cells near a pole can decide it alone. */
  public double alphaError() {
    return RelativeError.of(chosen.of(closed.alpha()), chosen.of(exact.alpha()));
  }

  /** The median over the cells of |α_closed − α| / |α|, where α is not 0; NaN where it is 0 everywhere. */
  public double medianAlphaError() {
    Tensor a = exact.alpha(), b = closed.alpha();
    double[] errors = Arrays.stream(chosen.cells()).filter(e -> a.cell(e) != 0)
        .mapToDouble(e -> Math.abs(b.cell(e) - a.cell(e)) / Math.abs(a.cell(e))).toArray();
    return Distribution.of(Tensor.vector(errors)).median();
  }

  /** [PP 6] Σ_k w_k A^k before its ReLU, [h, w]. */
  public Tensor map() {
    return map(exact, first);
  }

  /** The same by the closed form. */
  public Tensor closedMap() {
    return map(closed, gradient);
  }

  private Tensor map(Alpha alpha, Tensor derivative) {
    return CamEquations.sum(chosen.only(alpha.alpha().times(derivative.relu()), 0).sum(1, 2), A);
  }

  /** How alike the maps are, that of the closed form first, each after its ReLU. */
  public MapComparison maps() {
    return new MapComparison(closedMap().relu(), map().relu());
  }

  /** Spearman's rank correlation of the maps; NaN where a cell of one is NaN or infinite. */
  public double rankCorrelation() {
    return areFinite() ? maps().spearman() : Double.NaN;
  }

  /** The IoU of the strongest 10 % of both maps, see {@link MapComparison#topOverlap}; NaN where a cell of one is NaN or infinite, or one is 0 everywhere and has none. */
  public double topOverlap() {
    return areFinite() && map().max() > 0 && closedMap().max() > 0 ? maps().topOverlap(TOP) : Double.NaN;
  }

  private boolean areFinite() { return map().isFinite() && closedMap().isFinite(); }
}
