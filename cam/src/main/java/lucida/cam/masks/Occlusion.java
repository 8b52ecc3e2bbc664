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
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * Occlusion — Zeiler, Fergus, ECCV 2014, arXiv 1311.2901, section 4.2.
 *
 * <pre>
 *   L_ij = Y(x) − Y(x with the patch around the centre of cell i, j)     [OT 14]  explain
 * </pre>
 *
 * The map has {@code positions} cells along each side of the picture, fewer for a smaller picture, and the patch moves by one cell. The
 * patch is a part {@code size} of each side and is cut off at the edge of the picture, so that the map lies on the picture as a layer's does.
 *
 * <p>Deviation: the drop of the score, where the paper shows the score itself. Where Y is exp(S) the map is divided by Y(x).
 *
 * @param score the paper takes the probability
 * @param baseline what the patch shows; the paper takes grey, which is 0 after most preprocessing
 */
public record Occlusion(Score score, Baseline baseline, int positions, double size) implements Method {
  /** How many positions the patch takes along a side unless told otherwise, with a patch that is two of them wide. */
  static final int POSITIONS = 14;

  /** Checks the numbers. */
  public Occlusion {
    if (positions < 1)
      throw new IllegalArgumentException("Occlusion: " + positions + " positions along a side; there is at least 1");
    if (!(size > 0 && size <= 1))
      throw new IllegalArgumentException("Occlusion: a patch of " + size + " of the side; it is more than 0 and at most 1");
  }

  /** Of the probability, with 0 in the patch. */
  public Occlusion() { this(Settings.USUAL); }

  /** With the user's settings. */
  public Occlusion(Settings s) { this(s.score(Score.PROBABILITY), s.baseline(Baseline.ZERO)); }

  /** With the usual patch: 14 positions along a side, each patch a seventh of it. */
  public Occlusion(Score score, Baseline baseline) {
    this(score, baseline, POSITIONS, 2.0 / POSITIONS);
  }

  @Override
  public Statement statement() {
    return new Statement("Occlusion", "Zeiler, Fergus, ECCV 2014, arXiv 1311.2901",
        "How far the score falls when a patch of the picture is covered.", "[OT 14]");
  }

  @Override
  public Unit unit() { return score.unitOfValues(); }

  @Override
  public boolean usesLayer() { return false; }

  @Override
  public long runs(Probe probe) { return map(probe.picture()).size() + 1L; }

  /** [h, w]. */
  private Shape map(Tensor x) {
    return Shape.of(Math.min(positions, x.shape().extent(1)), Math.min(positions, x.shape().extent(2)));
  }

  @Override
  public SaliencyMap explain(Probe probe) {
    Tensor x = probe.picture();
    Tensor covered = baseline.of(probe.x()).reshape(x.shape());
    Shape map = map(x);
    double[] Y = new double[1 + map.size()];
    Batches.ofScoresOfPictures(probe, this, "storable", score, Y.length, many -> score.storable(probe.target(), many)).each(
        Y.length, r -> r,
        r -> r == 0 ? x : covered(x, covered, map.index(r - 1), map), (r, y) -> Y[r] = y.item());
    Tensor L = Tensor.filled(map, x.precision(), ij -> Y[0] - Y[1 + ij]);
    return SaliencyMap.signed(L, this, probe, List.of());
  }

  private Tensor covered(Tensor x, Tensor by, int[] cell, Shape map) {
    int H = x.shape().extent(1);
    int W = x.shape().extent(2);
    int top = start(cell[0], map.extent(0), H);
    int bottom = end(cell[0], map.extent(0), H);
    int left = start(cell[1], map.extent(1), W);
    int right = end(cell[1], map.extent(1), W);
    return Tensor.filled(x.shape(), x.precision(), e -> {
      int row = e / W % H;
      int column = e % W;
      return (row >= top && row < bottom && column >= left && column < right ? by : x).cell(e);
    });
  }

  /** The first of a side's n pixels under the patch of cell i of h. */
  private int start(int i, int h, int n) {
    return (int) Math.max(0, Math.round((i + 0.5) * n / h - half(n)));
  }

  /** The first of a side's n pixels behind it. */
  private int end(int i, int h, int n) {
    return (int) Math.min(n, Math.round((i + 0.5) * n / h + half(n)));
  }

  /** Half the patch, in pixels of a side of n: at least half a pixel. */
  private double half(int n) {
    return Math.max(1, size * n) / 2;
  }
}
