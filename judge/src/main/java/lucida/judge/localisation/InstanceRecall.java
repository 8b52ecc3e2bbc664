package lucida.judge.localisation;

import java.util.List;
import java.util.Locale;
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

/**
 * Recall of instances, for the claim of the Grad-CAM++ paper (arXiv 1710.11063) that its maps show all objects of a class: the share of the objects of the class somewhere on which the
 * normalised map reaches a threshold.
 *
 * @param threshold 0 to 1
 * @param which the objects that count
 */
public record InstanceRecall(double threshold, Which which) implements Metric {
  /** Which objects count. */
  public enum Which {
    /** All. */
    ALL,
    /** Those that cover less than 5 % of the picture. */
    SMALL,
    /** Those that cover 5 % of the picture and more. */
    LARGE,
    /** Those of which less than 90 % is seen. */
    OCCLUDED
  }

  private static final double SMALL = 0.05;
  private static final double SEEN = 0.9;

  @Override
  public String name() { return "instance-recall" + (which == Which.ALL ? "" : "-" + which.name().toLowerCase(Locale.ROOT)); }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.OBJECTS); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Recall of instances",
        "Chattopadhay, Sarkar, Howlader, Balasubramanian, WACV 2018, arXiv 1710.11063 (the claim)", "[PP 12]",
        String.format(Locale.ROOT, "The share of the class's %sobjects on which the map reaches %.0f %% of its maximum.",
            adjective(), 100 * threshold),
        Better.HIGHER,
        MetricUnit.PERCENT, "0 to 100 %");
  }

  private String adjective() { return which == Which.ALL ? "" : which.name().toLowerCase(Locale.ROOT) + " "; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    List<ObjectTruth> objects = judged.objects().stream().filter(object -> counts(object, judged.shown())).toList();
    if (objects.isEmpty()) return ScoreRequest.leftOut("no " + adjective() + "object of the class is known");
    return ScoreRequest.none(() -> {
      Tensor L = judged.normalised();
      return Judgement.of(100.0 * objects.stream().filter(object -> isFound(object, L)).count() / objects.size());
    });
  }

  private boolean counts(ObjectTruth object, Tensor L) {
    double share = object.mask().map(Tensor::sum).orElseGet(() -> (double) object.box().area()) / L.size();
    return switch (which) {
      case ALL -> true;
      case SMALL -> share < SMALL;
      case LARGE -> share >= SMALL;
      case OCCLUDED -> object.visible().orElse(1) < SEEN;
    };
  }

  private boolean isFound(ObjectTruth object, Tensor L) {
    int W = L.shape().extent(1);
    for (int e = 0; e < L.size(); e++) if (L.cell(e) >= threshold && object.contains(e / W, e % W)) return true;
    return false;
  }
}
