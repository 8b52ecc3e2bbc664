package lucida.judge.localisation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ObjectTruth;
import lucida.judge.ScoreRequest;
import lucida.scenes.Box;

/**
 * Localisation error — Selvaraju et al., ICCV 2017, arXiv 1610.02391 [GC 6, ME 6]: the map is cut at a share of its maximum; the box around the largest connected part is right
 * if its intersection over union with a true box of the class is at least ½, and the class is among the highest scores.
 *
 * @param threshold share of the maximum: 0.15 in the Grad-CAM paper, 0.2 in the CAM paper
 * @param top how many of the highest scores the class may be among; 0 if it need not be
 */
public record LocalisationError(double threshold, int top) implements Metric {
  private static final double RIGHT = 0.5;

  @Override
  public String name() {
    return "localisation-error" + (top == 1 ? "" : top == 0 ? "-gt-known" : "-top" + top)
        + (threshold == 0.15 ? "" : "-" + Math.round(100 * threshold));
  }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.OBJECTS); }

  @Override
  public boolean countsHits() { return true; }

  @Override
  public MetricStatement statement() {
    String known = top == 0
        ? "."
        : top == 1
            ? ", or the class is not the one with the highest score."
            : ", or the class is not among the " + top + " with the highest scores.";
    return new MetricStatement("Localisation error", threshold == 0.2
        ? "Zhou, Khosla, Lapedriza, Oliva, Torralba, CVPR 2016, arXiv 1512.04150"
        : "Selvaraju et al., ICCV 2017, arXiv 1610.02391", "[GC 6]",
        String.format(Locale.ROOT,
            "How often the box around the largest part of the map above %.0f %% of its maximum misses the object (IoU below ½)",
            100 * threshold) + known,
        Better.LOWER, MetricUnit.PERCENT, "0 or 100 % for a picture");
  }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    List<ObjectTruth> objects = judged.objects();
    if (objects.isEmpty()) return ScoreRequest.leftOut("no object of the class is known");
    return ScoreRequest.none(() -> Judgement.of(isClassRight(judged) && isBoxRight(judged.shown(), objects) ? 0 : 100));
  }

  private boolean isClassRight(JudgedMap judged) {
    return top == 0 || judged.probe().ranking().stream().limit(top).anyMatch(c -> c == judged.explained());
  }

  private boolean isBoxRight(Tensor L, List<ObjectTruth> objects) {
    if (L.max() <= 0) return false;
    Optional<Box> found = ConnectedParts.largest(L, threshold * L.max()).map(ConnectedParts.Part::box);
    return found.filter(box -> objects.stream().anyMatch(object -> ConnectedParts.iou(box, object.box()) >= RIGHT)).isPresent();
  }
}
