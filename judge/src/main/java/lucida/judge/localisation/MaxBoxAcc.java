package lucida.judge.localisation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ObjectTruth;
import lucida.judge.PooledMetric;
import lucida.judge.ScoreRequest;

/**
 * MaxBoxAcc — Choe et al., CVPR 2020, arXiv 2001.07437 [ME 11]: the normalised map is cut at every threshold τ in steps of 0.01; a picture is right at τ if a box around a
 * connected part has an intersection over union of at least δ with a true box. The accuracy at the best τ of all pictures; MaxBoxAccV2 is its mean over several δ.
 * The paper, and its code for the first version, look at the largest connected part alone: {@code max-box-acc-largest}.
 *
 * <p>The value of a picture by itself is the best intersection over union that any τ gives. Deviation: the map has the extents of the network's input, not 224×224.
 *
 * @param deltas each δ
 * @param parts of which connected parts boxes are tried
 */
public record MaxBoxAcc(List<Double> deltas, Parts parts) implements PooledMetric {
  private static final int STEPS = 100;

  /** Of which connected parts boxes are tried. */
  public enum Parts {
    /** All of them. */
    ALL,
    /** The one with the most cells; of equals the one whose box is best. */
    LARGEST
  }

  /** The list is kept as it is now. */
  public MaxBoxAcc {
    deltas = List.copyOf(deltas);
  }

  /** With the boxes of all parts. */
  public MaxBoxAcc(List<Double> deltas) { this(deltas, Parts.ALL); }

  @Override
  public String name() { return (deltas.size() > 1 ? "max-box-acc-v2" : "max-box-acc") + (parts == Parts.ALL ? "" : "-largest"); }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.OBJECTS); }

  @Override
  public MetricStatement statement() {
    String all = deltas.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return new MetricStatement(deltas.size() > 1 ? "MaxBoxAccV2" : "MaxBoxAcc",
        "Choe, Oh, Lee, Chun, Akata, Shim, CVPR 2020, arXiv 2001.07437", "[ME 11]",
        "How often a box around " + (parts == Parts.ALL ? "a part" : "the largest part")
            + " of the map meets the object with IoU ≥ " + all
            + ", at the best threshold; for one picture, its best IoU.",
        Better.HIGHER,
        MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    List<ObjectTruth> objects = judged.objects();
    if (objects.isEmpty()) return ScoreRequest.leftOut("no object of the class is known");
    return ScoreRequest.none(() -> {
      List<Double> best = ious(judged.normalised(), objects);
      return Judgement.of(100 * Collections.max(best), best);
    });
  }

  /** For each τ the best of the connected parts. */
  private List<Double> ious(Tensor L, List<ObjectTruth> objects) {
    return Arrays.stream(GrowingParts.best(L, STEPS, parts,
        box -> objects.stream().mapToDouble(object -> ConnectedParts.iou(box, object.box())).max().orElse(0))).boxed().toList();
  }

  /** For each δ and τ: 1 where the picture is right. */
  @Override
  public double[] addends(Judgement.Value value) {
    double[] best = value.curve().stream().mapToDouble(v -> v).toArray();
    return deltas.stream().flatMapToDouble(delta -> Arrays.stream(best).map(iou -> iou >= delta ? 1 : 0)).toArray();
  }

  @Override
  public double summary(double[] right, int n) {
    return 100 * IntStream.range(0, deltas.size())
        .mapToDouble(d -> Arrays.stream(right, d * STEPS, (d + 1) * STEPS).max().orElseThrow()).average().orElseThrow() / n;
  }
}
