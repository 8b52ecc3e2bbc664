package lucida.judge.pasted;

import java.util.Set;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.Answers;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.Redrawn;
import lucida.judge.ScoreRequest;
import lucida.judge.SharedPictures;

/**
 * The input independence rate of BAM — Yang, Kim 2019, arXiv 1907.09701: whether the map at the place of an object stays as it is without it, where the object changes nothing for the
 * network.
 *
 * <pre>
 *   100 · [ |g(L of the picture without the object) − g(L of the picture)| &lt; t · g(L of the picture without the object) ]        [GT 4]
 * </pre>
 *
 * with g the mean of L⁺ / max L⁺ over the object's pixels, t = 0.1 as in the paper's code.
 *
 * <p>Deviation: in the paper the pixels of the object are optimised until the scores are those of the picture without it; here an object as it is drawn is judged where no
 * probability changes by more than 0.05. That is less: it may well hide what speaks for a class, where the probability is saturated.
 *
 * @param t the share by which it may change
 */
public record InputIndependence(double t) implements Metric {
  private static final double NOTHING = 0.05;

  @Override
  public String name() { return "input-independence"; }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.MASKS, PictureFact.REDRAWN); }

  @Override
  public boolean countsHits() { return true; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Input independence rate", "Yang, Kim 2019, arXiv 1907.09701", "[GT 4]",
        "How often the map at an object's place stays within 10 % of that without the object, where the object changes no probability by more than 0.05.",
        Better.HIGHER, MetricUnit.PERCENT, "0 to 100 %; 100 % for a map that does not depend on the picture");
  }

  @Override
  public long forwards() { return 2; }

  @Override
  public long maps() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    ObjectAttribution g = ObjectAttribution.of(judged);
    Redrawn redrawn = ObjectAttribution.redrawn(judged);
    return new ScoreRequest(new SharedPictures("with and without objects"), 2,
        i -> i == 0 ? judged.x() : redrawn.withoutObjects(), answers -> {
          if (change(answers) > NOTHING) return Judgement.leftOut("the object means something to the network");
          double with = g.of(judged.shown());
          double without = g.of(judged.shownFor("without objects", () -> judged.about(redrawn.withoutObjects())));
          return Judgement.of(Math.abs(without - with) < t * without ? 100 : 0);
        });
  }

  /** max_m |p^m with − p^m without|. */
  private static double change(Answers answers) {
    Tensor with = answers.probabilities(0), without = answers.probabilities(1);
    return IntStream.range(0, with.size()).mapToDouble(m -> Math.abs(with.cell(m) - without.cell(m))).max().orElse(0);
  }
}
