package lucida.judge.parts;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.judge.Better;
import lucida.judge.Answers;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Checks of the parts that a map calls important — Hesse, Schaub-Meyer, Roth, ICCV 2023, arXiv 2308.06248 [GT 1]. At a threshold t those are important on which
 * there is more than the share t of the map.
 *
 * <pre>
 *   I_t = { p : Σ_{ij in p} L⁺_ij &gt; t · Σ_ij L⁺_ij },   t = 0.01 … 0.5 in 80 steps        {@link Parts#important}
 * </pre>
 *
 * The value of a picture is the mean over the thresholds, its curve the value at each. Only pictures whose explained class the network finds are judged.
 *
 * <p>Deviation: what is of no named part, as a body, is a part here, too; what is hidden is none.
 *
 * @param check which
 */
public record PartCheck(Check check) implements Metric {
  private static final int THRESHOLDS = 80;

  /** Which check. */
  public enum Check {
    /**
     * CSDC: max over S of |I_t ∩ S| / |S|, S the smallest sets of parts with which alone the network finds the class. Deviation: in the paper the data set's rules
     * say which sets suffice, here the network does.
     */
    CONTROLLED_SYNTHETIC_DATA("controlled-synthetic-data-check",
        "How much of a smallest set of parts that suffices for the class the map calls important.") {
      @Override
      double of(Parts parts, Answers answers, double t) {
        int important = parts.important(t);
        return IntStream.rangeClosed(1, parts.all()).filter(s -> isMinimal(parts, answers, s))
            .mapToDouble(s -> (double) Integer.bitCount(important & s) / Integer.bitCount(s)).max().orElse(0);
      }
    },
    /** PC: whether the network finds the class with I_t alone. */
    PRESERVATION("preservation-check", "Whether the network still finds the class when only the important parts are left.") {
      @Override
      double of(Parts parts, Answers answers, double t) {
        return isFound(answers, parts.all() & ~parts.important(t)) ? 1 : 0;
      }
    },
    /** DC: whether it finds another class without I_t. */
    DELETION("deletion-check", "Whether the network finds another class when the important parts are taken away.") {
      @Override
      double of(Parts parts, Answers answers, double t) {
        return isFound(answers, parts.important(t)) ? 0 : 1;
      }
    },
    /** D: 1 − |I_t ∩ U| / |U|, with the objects of the background in both, U what can go without the score falling by 5 %; 1 where there is nothing. */
    DISTRACTIBILITY("distractibility",
        "Of the parts and objects of the background that do not matter to the network, the share that the map does not call important.") {
      @Override
      double of(Parts parts, Answers answers, double t) {
        return parts.undistracted(answers, t);
      }
    },
    /** ((CSDC + PC + DC) / 3 + D) / 2; of a set of pictures at the threshold that is best for it. */
    COMPLETENESS("part-completeness",
        "The mean of distractibility and of the mean of the three other checks, at the threshold that is best for all pictures; for one picture, the mean over all thresholds.") {
      @Override
      double of(Parts parts, Answers answers, double t) {
        double checks = CONTROLLED_SYNTHETIC_DATA.of(parts, answers, t) + PRESERVATION.of(parts, answers, t)
            + DELETION.of(parts, answers, t);
        return (checks / 3 + DISTRACTIBILITY.of(parts, answers, t)) / 2;
      }
    };

    private final String called;
    private final String words;

    Check(String called, String words) {
      this.called = called;
      this.words = words;
    }

    /** 0 to 1, at a threshold t. */
    abstract double of(Parts parts, Answers answers, double t);
  }

  /** Whether the network finds the explained class without a set of parts. */
  private static boolean isFound(Answers answers, int without) {
    return answers.scores().get(without).argmax() == answers.explained();
  }

  /** Whether a set alone suffices, and none does that lacks one part of it. */
  private static boolean isMinimal(Parts parts, Answers answers, int set) {
    return isFound(answers, parts.all() & ~set) && IntStream.range(0, parts.names().size()).map(p -> 1 << p)
        .filter(p -> (set & p) != 0).noneMatch(p -> isFound(answers, parts.all() & ~set | p));
  }

  @Override
  public String name() { return check.called; }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.OBJECTS, PictureFact.REDRAWN); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Part checks", "Hesse, Schaub-Meyer, Roth, ICCV 2023, arXiv 2308.06248", "[GT 1]",
        check.words + (check == Check.COMPLETENESS ? "" : " The mean over " + THRESHOLDS + " thresholds."),
        Better.HIGHER, MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public long forwards() { return Parts.MOST_SETS; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    Parts parts = Parts.of(judged);
    return parts.request(judged, answers -> {
      if (!isFound(answers, 0)) return Judgement.leftOut("the network finds another class");
      List<Double> curve = IntStream.range(0, THRESHOLDS)
          .mapToObj(k -> 100 * check.of(parts, answers, threshold(k))).toList();
      return Judgement.of(curve.stream().mapToDouble(v -> v).average().orElseThrow(), curve);
    });
  }

  private static double threshold(int k) { return 0.01 + 0.49 * k / (THRESHOLDS - 1); }

  @Override
  public boolean summarisesCurves() { return check == Check.COMPLETENESS; }

  @Override
  public double summary(List<Judgement.Value> values) {
    if (check != Check.COMPLETENESS) return Metric.super.summary(values);
    return IntStream.range(0, THRESHOLDS)
        .mapToDouble(k -> values.stream().mapToDouble(value -> value.curve().get(k)).average().orElse(Double.NaN)).max()
        .orElseThrow();
  }
}
