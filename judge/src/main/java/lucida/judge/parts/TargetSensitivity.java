package lucida.judge.parts;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.cam.NotApplicableException;
import lucida.cam.Target;
import lucida.core.Tensor;
import lucida.judge.Answers;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ObjectTruth;
import lucida.judge.Redrawn;
import lucida.judge.ScoreRequest;
import lucida.judge.SharedPictures;

/**
 * Target sensitivity — Hesse, Schaub-Meyer, Roth, ICCV 2023, arXiv 2308.06248: whether the map moves to what speaks for a class when that class is explained. The
 * picture shows P^a, which speaks for the explained class a, and P^b, which speaks for another class b.
 *
 * <pre>
 *   ½ · [ I(P^a, L^a) &gt; I(P^a, L^b) ] + ½ · [ I(P^b, L^b) &gt; I(P^b, L^a) ],    I(P, L) = Σ_{ij in P} L⁺_ij / Σ_ij L⁺_ij        [GT 1]
 * </pre>
 *
 * As in the paper only pictures are judged in which it is so for the network: S^a is lower without P^a than without P^b, and S^b the other way round.
 *
 * <p>Deviation: P^a and P^b are the two objects of a scene, as what is left of an object and the part that was exchanged in it; in the paper they are parts which the picture's
 * class shares with two others. I is the sum of the map there, whose unit may differ between classes; here it is its share.
 */
public record TargetSensitivity() implements Metric {
  @Override
  public String name() { return "target-sensitivity"; }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.OBJECTS, PictureFact.REDRAWN); }

  @Override
  public boolean countsHits() { return true; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Target sensitivity", "Hesse, Schaub-Meyer, Roth, ICCV 2023, arXiv 2308.06248", "[GT 1]",
        "Whether there is more of the map on what speaks for a class when that class is explained than when the other is.",
        Better.HIGHER, MetricUnit.PERCENT, "0, 50 or 100 % for a picture; 0 % for a map that does not depend on the class");
  }

  @Override
  public long forwards() { return 2; }

  @Override
  public long maps() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    int first = speaking(judged), b = judged.picture().objects().get(1 - first).label();
    Redrawn redrawn = judged.picture().redrawn().orElseThrow();
    return new ScoreRequest(new SharedPictures("without one object of two"), 2, redrawn::withoutObject,
        answers -> speaksFor(answers, judged.explained(), first) && speaksFor(answers, b, 1 - first)
            ? value(judged, first, b)
            : Judgement.leftOut("a score does not fall most without what should speak for it"));
  }

  /** Which of two objects is of the explained class. */
  private static int speaking(JudgedMap judged) {
    List<ObjectTruth> objects = judged.picture().objects();
    if (judged.picture().redrawn().isEmpty() || objects.size() != 2 || judged.objects().size() != 1)
      throw new NotApplicableException(
          "there are not two objects of two classes, one of them explained, in a picture that can be drawn again");
    return objects.get(0).label() == judged.explained() ? 0 : 1;
  }

  /** Whether the score of a class is lower without the one object than without the other. */
  private static boolean speaksFor(Answers answers, int c, int object) {
    return answers.scores().get(object).cell(c) < answers.scores().get(1 - object).cell(c);
  }

  private static Judgement value(JudgedMap judged, int first, int b) {
    Tensor ofB = judged.shownFor(List.of(TargetSensitivity.class, b), () -> judged.probe().asking(Target.ofClass(b)));
    ObjectTruth a = judged.picture().objects().get(first), other = judged.picture().objects().get(1 - first);
    boolean toA = share(judged.shown(), a) > share(ofB, a), toB = share(ofB, other) > share(judged.shown(), other);
    return Judgement.of((toA ? 50 : 0) + (toB ? 50 : 0));
  }

  /** I(P, L); 0 of a map that is positive nowhere. */
  private static double share(Tensor map, ObjectTruth object) {
    Tensor L = map.relu();
    int W = L.shape().extent(1);
    double on = IntStream.range(0, L.size()).filter(e -> object.contains(e / W, e % W)).mapToDouble(L::cell).sum();
    return on == 0 ? 0 : on / L.sum();
  }
}
