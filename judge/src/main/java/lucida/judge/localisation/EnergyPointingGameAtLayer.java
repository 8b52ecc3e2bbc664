package lucida.judge.localisation;

import java.util.Optional;
import java.util.Set;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * The energy-based pointing game on the map as the method makes it, before it is resized: the localisation score of Rao, Böhle, Schiele, CVPR 2022, arXiv
 * 2205.10435.
 *
 * <pre>
 *   Σ_{ij in the boxes of the class} L⁺_ij / Σ_ij L⁺_ij        [GT 2]
 * </pre>
 *
 * Deviation: the paper resizes maps of a layer to the picture first, which carries some of a map that is right over the border of its cell. A cell of the layer
 * that lies partly in a box counts by that part of it.
 */
public record EnergyPointingGameAtLayer() implements Metric {
  @Override
  public String name() { return "energy-pointing-game-at-layer"; }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.OBJECTS); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Energy-based pointing game at the layer", "Rao, Böhle, Schiele, CVPR 2022, arXiv 2205.10435",
        "[GT 2]",
        "The share of the positive values of the map, before it is resized, that lies in the object's boxes.", Better.HIGHER,
        MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    Optional<Tensor> truth = TruthBy.BOXES.of(judged);
    if (truth.isEmpty()) return ScoreRequest.leftOut(TruthBy.BOXES.missing());
    Tensor map = judged.map().map(), L = (judged.map().isOfPixels() ? map.abs().max(0) : map).relu();
    if (!divides(L.shape(), truth.get().shape()))
      return ScoreRequest.leftOut("a cell of the layer is no whole number of pixels");
    return ScoreRequest.none(() -> L.sum() == 0
        ? Judgement.leftOut("no cell of the map is positive")
        : Judgement.of(100 * L.times(shares(truth.get(), L.shape())).sum() / L.sum()));
  }

  private static boolean divides(Shape cells, Shape pixels) {
    return pixels.extent(0) % cells.extent(0) == 0 && pixels.extent(1) % cells.extent(1) == 0;
  }

  /** What part of each cell is in the truth. */
  private static Tensor shares(Tensor truth, Shape cells) {
    int H = cells.extent(0), W = cells.extent(1), h = truth.shape().extent(0) / H, w = truth.shape().extent(1) / W;
    return truth.reshape(Shape.of(H, h, W, w)).mean(1, 3);
  }
}
