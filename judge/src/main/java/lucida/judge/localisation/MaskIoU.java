package lucida.judge.localisation;

import java.util.Locale;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.Judgement;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.pictures.Normalisation;

/**
 * Intersection over union of the map, cut at a threshold of its normalised values, and the masks of the class [ME 6].
 *
 * @param threshold 0 to 1
 */
public record MaskIoU(double threshold) implements TruthMetric {
  @Override
  public String name() { return "mask-iou"; }

  @Override
  public TruthBy by() { return TruthBy.MASKS; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("IoU with masks", "Everingham et al., International Journal of Computer Vision 88, 2010", "[ME 6]",
        String.format(Locale.ROOT, "Intersection over union of the object and the map's cells of %.0f %% of its maximum and more.",
            100 * threshold),
        Better.HIGHER, MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public Judgement compare(Tensor L, Tensor truth) {
    Tensor normalised = Normalisation.MIN_MAX.of(L);
    double both = 0, either = 0;
    for (int e = 0; e < truth.size(); e++) {
      boolean shown = normalised.cell(e) >= threshold && normalised.cell(e) > 0, there = truth.cell(e) > 0;
      if (shown && there) both++;
      if (shown || there) either++;
    }
    return Judgement.of(100 * both / either);
  }
}
