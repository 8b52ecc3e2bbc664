package lucida.cam.masks;

import java.util.List;
import lucida.cam.Baseline;
import lucida.cam.Batches;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/**
 * RISE — Petsiuk, Das, Saenko, BMVC 2018, arXiv 1806.07421.
 *
 * <pre>
 *   m_r : a grid of cells that are 1 with probability p, enlarged bilinearly, cut out at a random place     mask
 *   L   = E[Y(x ⊙ m) · m] / E[m] = Σ_r Y(x ⊙ m_r) m_r / Σ_r m_r                                     [OT 13]  explain
 * </pre>
 *
 * Mask r of a seed is always the same, whatever the others are.
 *
 * <p>Deviation: E[m] is the mean of the masks that were drawn and not p, so that a score that does not change gives a flat map with any number
 * of them; a pixel that no mask shows is 0. Another baseline than 0 shows through as x ⊙ m + x_b ⊙ (1 − m). Where Y is exp(S)
 * the map is divided by Y(x).
 *
 * @param score the paper takes the probability
 * @param baseline what is seen where a mask is 0; the paper takes 0
 * @param samples how many masks
 * @param grid cells along a side of the grid
 * @param p how likely a cell is shown
 * @param seed of the random numbers
 */
public record Rise(Score score, Baseline baseline, int samples, int grid, double p, long seed) implements Method {
  /** How many masks it takes unless told otherwise; the paper takes 4000 and 8000. */
  public static final int SAMPLES = 500;
  private static final int GRID = 7;
  private static final double P = 0.5;

  /** Checks the numbers. */
  public Rise {
    if (samples < 1) throw new IllegalArgumentException("RISE: " + samples + " masks; there is at least 1");
    if (grid < 1) throw new IllegalArgumentException("RISE: a grid of " + grid + " cells along a side; it has at least 1");
    if (!(p > 0 && p <= 1))
      throw new IllegalArgumentException("RISE: cells are shown with probability " + p + "; it is more than 0, at most 1");
  }

  /** With the paper's grid of 7 × 7 cells, each shown with probability ½. */
  public Rise(Score score, Baseline baseline, int samples, long seed) {
    this(score, baseline, samples, GRID, P, seed);
  }

  /** Of the probability, with 0 behind the masks. */
  public Rise() { this(Settings.USUAL); }

  /** With the user's settings. */
  public Rise(Settings s) {
    this(s.score(Score.PROBABILITY), s.baseline(Baseline.ZERO), s.samples(SAMPLES), s.seed());
  }

  @Override
  public Statement statement() {
    return new Statement("RISE", "Petsiuk, Das, Saenko, BMVC 2018, arXiv 1806.07421",
        "The mean of many random smooth masks, each weighted by the score of the picture under it.", "[OT 13]");
  }

  @Override
  public Unit unit() { return score.unitOfValues(); }

  @Override
  public boolean usesLayer() { return false; }

  @Override
  public long runs(Probe probe) { return samples; }

  @Override
  public SaliencyMap explain(Probe probe) {
    Tensor x = probe.picture();
    Tensor hidden = baseline.of(probe.x()).reshape(x.shape());
    Shape map = x.shape().without(0);
    double[] weighed = new double[map.size()];
    double[] shown = new double[map.size()];
    Batches.ofScoresOfPictures(probe, this, "storable", score, samples, many -> score.storable(probe.target(), many)).each(samples,
        r -> mask(r, map, x.precision()), m -> MaskedPictures.masked(x, m, hidden), (m, Y) -> {
          for (int e = 0; e < shown.length; e++) {
            weighed[e] += Y.item() * m.cell(e);
            shown[e] += m.cell(e);
          }
        });
    Tensor L = Tensor.filled(map, x.precision(), e -> shown[e] == 0 ? 0 : weighed[e] / shown[e]);
    return SaliencyMap.signed(L, this, probe, List.of());
  }

  /** m_r, [H, W]: the grid enlarged to one cell more than the picture on each side, cut out at a random place within that cell. */
  Tensor mask(int r, Shape map, Precision precision) {
    RandomStream draws = RandomStream.of(seed).stream("rise").stream(r);
    int height = Math.ceilDiv(map.extent(0), grid);
    int width = Math.ceilDiv(map.extent(1), grid);
    Tensor large = new Resize((grid + 1) * width, (grid + 1) * height, Filter.BILINEAR)
        .of(draws.stream("grid").bernoulli(Shape.of(grid, grid), precision, p));
    RandomStream place = draws.stream("place");
    int top = place.below(height, 0);
    int left = place.below(width, 1);
    return large.slice(0, top, top + map.extent(0)).slice(1, left, left + map.extent(1));
  }
}
