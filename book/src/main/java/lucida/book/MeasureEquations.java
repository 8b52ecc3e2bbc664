package lucida.book;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.channels.GradCam;
import lucida.core.Tensor;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.Row;
import lucida.judge.channels.FalseConfidence;
import lucida.judge.faithfulness.Adcc;
import lucida.judge.faithfulness.AverageDrop;
import lucida.judge.faithfulness.Coherency;
import lucida.judge.faithfulness.Increase;
import lucida.judge.faithfulness.Infidelity;
import lucida.judge.faithfulness.Mutes;
import lucida.judge.faithfulness.Nothing;
import lucida.judge.faithfulness.Perturbation;
import lucida.judge.faithfulness.RemovalCurve;
import lucida.judge.localisation.EnergyPointingGame;
import lucida.judge.localisation.LocDelta;
import lucida.judge.localisation.MaxBoxAcc;
import lucida.judge.localisation.Pxap;
import lucida.judge.localisation.RelevanceRankAccuracy;
import lucida.judge.localisation.TruthBy;
import lucida.judge.randomisation.LayerOrder;
import lucida.judge.randomisation.Mprt;
import lucida.judge.randomisation.Similarity;
import lucida.judge.statistics.Columns;
import lucida.judge.statistics.Replicates;
import lucida.layers.Model;

/** ME: how good a map is, of one picture. The metrics of the room judge on the one side, their formulas written out, or what must follow from them, on the other; see {@link Judging}. */
final class MeasureEquations {
  private static final int STEPS = 6;
  private static final int SAMPLES = 8;
  private static final double DELTA = 0.5;

  private MeasureEquations() {}

  static Section section() {
    return new Section("How good a map is", "of one picture: L = Σ_k |A^k|, the object the middle of the picture", List.of(
        identity("ME 1", "Average Drop %", "frac{100}{N} Σ_i frac{max(0, Y_i − O_i)}{Y_i}", Domain.PROBABILITIES,
            "the metric; Up(N(L)) ⊙ x pixel by pixel, and a softmax written out", s -> drop(s, Mutes.IN_PROPORTION),
            "half of the pixels muted, as in the paper of Score-CAM,", s -> drop(s, Mutes.HALF)),
        new Equation.Definition("ME 2", "Increase in Confidence %", new Notation("frac{100}{N} Σ_i 1[Y_i < O_i]"),
            Domain.PROBABILITIES,
            s -> NumberTable.of("Y on the picture, O on Up(N(L)) ⊙ x").with("Y", Judging.at(s).probability(s.probe().picture()))
                .with("O", Judging.at(s).probability(muted(Judging.at(s))))
                .with("increase", Judging.at(s).value(new Increase(Mutes.IN_PROPORTION, Nothing.ZERO)))),
        identity("ME 3", "Win %", "\"Win of\" a + \"Win of\" b = 100", Domain.PROBABILITIES,
            "the table of pairs, with Grad-CAM first and with it second; a map with itself has half", s -> win(s, 0.5),
            "a tie counted for both, of a map with itself,", s -> win(s, 1)),
        identity("ME 4", "Deletion is insertion backwards", "\"deletion of\" L = \"insertion of\" −L \"into the same baseline\"",
            Domain.MANY_PROBABILITIES, "pixels go, the most salient first; pixels come, the least salient first",
            s -> backwards(s, -1), "an insertion in the order of the deletion,", s -> backwards(s, 1)),
        identity("ME 5", "Energy, before and after resizing",
            "frac{Σ_{\"box\"} Up(L)}{Σ Up(L)} = frac{Σ_{ij} L_{ij} Σ_{\"box\"} Up(1_{ij})}{Σ_{ij} L_{ij} Σ Up(1_{ij})}", Domain.ANY,
            "the metric; resizing is linear: Up of 1 at each position, summed over the box", MeasureEquations::energy,
            "the share of positions whose middle is in the box, without resizing,", MeasureEquations::energyAtLayer),
        identity("ME 6", "Relevance rank", "\"share of the object among as many of the highest cells\"", Domain.ANY,
            "the metric; cells counted down from the highest", s -> rank(s, 1), "twice as many of the highest cells",
            s -> rank(s, 2)),
        identity("ME 7", "Random weights above the layer",
            "\"Spearman’s correlation of\" Σ_k α_k A^k \"with the same of another last layer, which leaves\" A \"as it is\"",
            Domain.MANY_GRADIENTS,
            "the first step of the metric, of Grad-CAM; GC 1 of the network with that layer, A of the network as it is, their ranks, and Pearson's correlation written out",
            s -> randomised(s, MeasureEquations::ranks), "Pearson's correlation of the numbers themselves",
            s -> randomised(s, v -> v)),
        identity("ME 8", "Infidelity with the best factor",
            "\"least infidelity of\" β Φ = \"E\" Δ^2 − frac{(\"E\" Δ I^T Φ)^2}{\"E\" (I^T Φ)^2}",
            Domain.MANY_PROBABILITIES,
            "the metric with its β; the vertex of a parabola through three infidelities of multiples of Φ",
            s -> vertex(s, new Infidelity(Perturbation.NOISE, Infidelity.Scaling.OPTIMAL, SAMPLES)), "β = 1",
            s -> vertex(s, new Infidelity(Perturbation.NOISE, Infidelity.Scaling.NONE, SAMPLES))),
        identity("ME 9", "Loc_δ is intersection over union",
            "frac{|\"map\" ∩ \"box\"|}{|\"box\"| + |\"map outside\"|} = frac{|\"map\" ∩ \"box\"|}{|\"map\" ∪ \"box\"|}", Domain.ANY,
            "the metric; cells of the two sets counted", s -> loc(s, true), "|box| + |map| below the fraction", s -> loc(s, false)),
        identity("ME 10", "ADCC is a harmonic mean",
            "frac{3}{frac{1}{\"coherency\"} + frac{1}{1 − \"complexity\"} + frac{1}{1 − \"drop\"}}",
            Domain.PROBABILITIES, "the metric; coherency and drop by their own, complexity as the mean of N(L)", s -> adcc(s, true),
            "the mean of the three", s -> adcc(s, false)),
        identity("ME 11", "MaxBoxAcc, of one picture",
            "max_τ max_{\"parts above\" τ} frac{|\"box of the part\" ∩ \"box\"|}{|\"box of the part\" ∪ \"box\"|}",
            Domain.ANY,
            "the metric, in one pass over the cells; each threshold by itself, numbers spread to the cells beside until none changes",
            s -> boxes(s, true), "the part itself rather than its box", s -> boxes(s, false)),
        identity("ME 12", "PxAP is the mean precision at cells of the object",
            "Σ_l \"PxPrec\"_l (\"PxRec\"_l − \"PxRec\"_{l−1}) = \"mean of the precision at the cells of the object\"", Domain.ANY,
            "the metric, threshold by threshold; cell by cell", s -> pxap(s, 0), "trapezoids between thresholds", s -> pxap(s, 1)),
        identity("ME 13", "False confidence", "\"Spearman’s correlation of\" w_k \"with\" C(A^k)", Domain.RUN_EACH_CHANNEL,
            "the metric, of Grad-CAM; w and C of GC 1 and SC 2, their ranks, and Pearson's correlation written out",
            s -> spearman(s, MeasureEquations::ranks), "Pearson's correlation of the numbers themselves",
            s -> spearman(s, v -> v))));
  }

  private static Equation identity(String tag, String title, String statement, Domain domain, String routes,
      ToDoubleFunction<EvaluationPoint> residual, String mistake, ToDoubleFunction<EvaluationPoint> there) {
    return new Equation.Identity(tag, title, new Notation(statement), domain, routes, residual,
        Counterexample.of(SmallNetwork.GAP, mistake + " on the small head of CAM", there));
  }

  /** x̃ = N(Up(L)) ⊙ x. */
  private static Tensor muted(Judging judging) {
    double[] N = judging.normalised();
    Tensor x = judging.map().x();
    return Tensor.filled(x.shape(), x.precision(), e -> x.cell(e) * N[e % N.length]);
  }

  /** [ME 1]: Y, O, and what is lost. */
  private static double drop(EvaluationPoint s, Mutes mutes) {
    Judging judging = Judging.at(s);
    return judging.judgement(new AverageDrop(mutes, Nothing.ZERO)).map(found -> {
      double Y = judging.probability(s.probe().picture()), O = judging.probability(muted(judging));
      return RelativeError.worst(RelativeError.of(found.curve().getFirst(), Y), RelativeError.of(found.curve().getLast(), O),
          RelativeError.of(found.value(), 100 * Math.max(0, Y - O) / Y));
    }).orElse(Double.NaN);
  }

  /** [ME 4] */
  private static double backwards(EvaluationPoint s, double sign) {
    return RelativeError.of(Judging.at(s).value(new RemovalCurve(RemovalCurve.Edge.DELETION, Nothing.ZERO, STEPS)),
        Judging.at(s, sign).value(new RemovalCurve(RemovalCurve.Edge.INSERTION, Nothing.ZERO, STEPS)));
  }

  /** [ME 5] */
  private static double energy(EvaluationPoint s) {
    Judging judging = Judging.at(s);
    Tensor L = judging.map().map().map();
    double on = 0, all = 0;
    for (int ij = 0; ij < L.size(); ij++) {
      int at = ij;
      Tensor one = Tensor.filled(L.shape(), L.precision(), e -> e == at ? 1 : 0);
      for (int e = 0; e < judging.H() * judging.W(); e++) {
        double u = judging.up(one, e);
        all += L.cell(ij) * u;
        if (judging.isObject(e)) on += L.cell(ij) * u;
      }
    }
    return RelativeError.of(judging.value(new EnergyPointingGame(TruthBy.BOXES)), 100 * on / all);
  }

  private static double energyAtLayer(EvaluationPoint s) {
    Judging judging = Judging.at(s);
    Tensor L = judging.map().map().map();
    int h = L.shape().extent(0), w = L.shape().extent(1);
    double on = IntStream.range(0, L.size()).filter(ij -> {
      int i = ij / w, j = ij % w, row = (2 * i + 1) * judging.H() / (2 * h), column = (2 * j + 1) * judging.W() / (2 * w);
      return judging.isObject(row * judging.W() + column);
    }).mapToDouble(L::cell).sum();
    return RelativeError.of(judging.value(new EnergyPointingGame(TruthBy.BOXES)), 100 * on / L.sum());
  }

  /** [ME 6]: from the highest value down, as many cells as the object has; the last, where several share it, in part. */
  private static double rank(EvaluationPoint s, int times) {
    Judging judging = Judging.at(s);
    TreeMap<Double, double[]> cells = new TreeMap<>();
    double[] L = judging.map().shown().toDoubles();
    double K = 0;
    for (int e = 0; e < L.length; e++) {
      double[] counted = cells.computeIfAbsent(L[e], _ -> new double[2]);
      counted[0]++;
      if (judging.isObject(e)) {
        counted[1]++;
        K++;
      }
    }
    double left = times * K, inside = 0;
    for (double[] counted : cells.descendingMap().values()) {
      double taken = Math.min(left, counted[0]);
      inside += counted[1] * taken / counted[0];
      left -= taken;
    }
    return RelativeError.of(judging.value(new RelevanceRankAccuracy(TruthBy.BOXES)), 100 * inside / (times * K));
  }

  /** [ME 8]: I(βΦ) = a β² − 2 b β + c has its least value c − b²/a; a, b, c from β = −1, 0, 1. */
  private static double vertex(EvaluationPoint s, Infidelity judged) {
    Infidelity plain = new Infidelity(Perturbation.NOISE, Infidelity.Scaling.NONE, SAMPLES);
    double unit = scale(s), c = Judging.at(s, 0).value(plain);
    double more = Judging.at(s, unit).value(plain), less = Judging.at(s, -unit).value(plain);
    double a = (more + less) / 2 - c, b = (less - more) / 4;
    return RelativeError.of(Judging.at(s).value(judged), c - b * b / a);
  }

  /** Of the size of the best factor, so that a, b and c are of one size and nothing is lost in their differences. */
  private static double scale(EvaluationPoint s) {
    return Judging.at(s).judgement(new Infidelity(Perturbation.NOISE, Infidelity.Scaling.OPTIMAL, SAMPLES))
        .map(value -> value.curve().getFirst()).filter(beta -> beta != 0).orElse(1.0);
  }

  /** [ME 9] */
  private static double loc(EvaluationPoint s, boolean union) {
    Judging judging = Judging.at(s);
    double[] N = judging.normalised();
    double both = 0, either = 0, box = 0, shown = 0;
    for (int e = 0; e < N.length; e++) {
      boolean isShown = N[e] > DELTA, isObject = judging.isObject(e);
      if (isShown && isObject) both++;
      if (isShown || isObject) either++;
      if (isObject) box++;
      if (isShown) shown++;
    }
    return RelativeError.of(judging.value(new LocDelta(DELTA)), 100 * both / (union ? either : box + shown));
  }

  /** [ME 10] */
  private static double adcc(EvaluationPoint s, boolean harmonic) {
    Judging judging = Judging.at(s);
    double coherency = judging.value(new Coherency()), drop = judging.value(new AverageDrop(Mutes.IN_PROPORTION, Nothing.ZERO));
    double complexity = 100 * Arrays.stream(judging.normalised()).average().orElse(Double.NaN);
    double[] three = {coherency, 100 - complexity, 100 - drop};
    return RelativeError.of(judging.value(new Adcc()),
        harmonic ? 3 / Arrays.stream(three).map(v -> 1 / v).sum() : Arrays.stream(three).sum() / 3);
  }

  /** [ME 3]: of Grad-CAM and Σ_k |A^k|, and of the latter with itself, where the tie counts half for each. */
  private static double win(EvaluationPoint s, double tie) {
    Judging magnitude = Judging.at(s), gradCam = Judging.at(s, new GradCam());
    AverageDrop drop = new AverageDrop(Mutes.IN_PROPORTION, Nothing.ZERO);
    return RelativeError.worst(
        Math.abs(won(gradCam, magnitude, drop) + won(magnitude, gradCam, drop) - 100) / 100,
        Math.abs(won(magnitude, magnitude, drop) - 100 * tie) / 100);
  }

  /** Win % of the first, by the table of pairs. */
  private static double won(Judging a, Judging b, Metric metric) {
    Columns columns = new Columns(List.of(metric));
    columns.add(row("a", a, metric));
    columns.add(row("b", b, metric));
    return Columns.pairs(columns.columns(), Replicates.of(0), 0).getFirst().win();
  }

  private static Row row(String title, Judging judging, Metric metric) {
    return new Row("the picture", judging.map().explained(), title, "layer", metric.name(),
        judging.judgement(metric).<Judgement>map(found -> found).orElseGet(() -> Judgement.leftOut("no value")));
  }

  /** [ME 11] */
  private static double boxes(EvaluationPoint s, boolean boxed) {
    Judging judging = Judging.at(s);
    double[] N = judging.normalised();
    double best = IntStream.range(0, 100).mapToDouble(t -> best(judging, parts(judging, N, t / 100.0), boxed)).max().orElseThrow();
    return RelativeError.of(judging.value(new MaxBoxAcc(List.of(DELTA))), 100 * best);
  }

  /** For each cell above a threshold the least number of a cell that it is connected with, else −1: numbers spread to the cells beside until none changes. */
  private static int[] parts(Judging judging, double[] N, double threshold) {
    int H = judging.H(), W = judging.W();
    int[] part = IntStream.range(0, N.length).map(e -> N[e] >= threshold ? e : -1).toArray();
    for (boolean changed = true; changed;) {
      changed = false;
      for (int e = 0; e < N.length; e++)
        for (int u = Math.max(0, e / W - 1); u <= Math.min(H - 1, e / W + 1); u++)
          for (int v = Math.max(0, e % W - 1); v <= Math.min(W - 1, e % W + 1); v++)
            if (part[e] >= 0 && part[e] < part[u * W + v]) {
              part[u * W + v] = part[e];
              changed = true;
            }
    }
    return part;
  }

  /** The best intersection over union with the object, of all parts' boxes or of the parts themselves. */
  private static double best(Judging judging, int[] part, boolean boxed) {
    int W = judging.W(), n = part.length;
    int[] top = new int[n], bottom = new int[n], left = new int[n], right = new int[n], cells = new int[n], inside = new int[n];
    double object = IntStream.range(0, n).filter(judging::isObject).count(), best = 0;
    for (int e = 0; e < n; e++) {
      int p = part[e];
      if (p < 0) continue;
      boolean first = cells[p]++ == 0;
      top[p] = first ? e / W : top[p];
      bottom[p] = e / W;
      left[p] = first ? e % W : Math.min(left[p], e % W);
      right[p] = first ? e % W : Math.max(right[p], e % W);
      if (judging.isObject(e)) inside[p]++;
    }
    for (int p = 0; p < n; p++) {
      if (cells[p] == 0) continue;
      double shown = cells[p], both = inside[p];
      if (boxed) {
        shown = (bottom[p] - top[p] + 1.0) * (right[p] - left[p] + 1);
        both = 0;
        for (int e = top[p] * W; e < (bottom[p] + 1) * W; e++)
          if (e % W >= left[p] && e % W <= right[p] && judging.isObject(e)) both++;
      }
      best = Math.max(best, both / (shown + object - both));
    }
    return best;
  }

  /** [ME 12]: the object by its mask, values in steps of 0.01. */
  private static double pxap(EvaluationPoint s, int trapezoids) {
    Judging judging = Judging.at(s);
    Tensor N = judging.map().normalised();
    Tensor mask = Tensor.filled(N.shape(), N.precision(), e -> judging.isObject(e) ? 1 : 0);
    double[] object = new double[102], all = new double[102];
    for (int e = 0; e < N.size(); e++) {
      int bin = (int) Math.floor(100 * N.cell(e));
      for (int b = 0; b <= bin; b++) {
        all[b]++;
        object[b] += mask.cell(e);
      }
    }
    double sum = 0;
    for (int e = 0; e < N.size(); e++) {
      if (mask.cell(e) == 0) continue;
      int bin = (int) Math.floor(100 * N.cell(e));
      double here = object[bin] / all[bin], before = all[bin + 1] == 0 ? 1 : object[bin + 1] / all[bin + 1];
      sum += trapezoids == 0 ? here : (here + before) / 2;
    }
    return RelativeError.of(((Judgement.Value) new Pxap().compare(judging.map().shown(), mask)).value(),
        100 * sum / mask.sum());
  }

  interface Ranking {
    double[] of(double... v);
  }

  /** [ME 7] */
  private static double randomised(EvaluationPoint s, Ranking ranking) {
    Subject subject = s.probe().subject();
    String last = LayerOrder.layers(subject).getLast();
    Judging gradCam = Judging.at(s, new GradCam());
    Model random = LayerOrder.mixed(subject.model(), LayerOrder.random(subject, gradCam.map().seed()), List.of(last));
    Tensor other = Subject.of(random, subject.layer(), subject.executor()).probe(s.probe().picture(), s.probe().target())
        .gradient(Score.LOGIT);
    double[] a = new double[s.Z()], b = new double[s.Z()];
    for (int k = 0; k < s.K(); k++) {
      double before = s.probe().gradient(Score.LOGIT).select(0, k).mean(), after = other.select(0, k).mean();
      for (int ij = 0; ij < s.Z(); ij++) {
        a[ij] += before * s.A().cell(k * s.Z() + ij);
        b[ij] += after * s.A().cell(k * s.Z() + ij);
      }
    }
    return gradCam.judgement(new Mprt(LayerOrder.INDEPENDENT, Similarity.SPEARMAN))
        .map(found -> RelativeError.of(found.curve().getFirst(), pearson(ranking.of(a), ranking.of(b)))).orElse(Double.NaN);
  }

  /** [ME 13] */
  private static double spearman(EvaluationPoint s, Ranking ranking) {
    Tensor g = s.probe().gradient(Score.LOGIT);
    int[] channels = IntStream.range(0, s.K()).filter(k -> s.A().select(0, k).max() > s.A().select(0, k).min()).toArray();
    double[] w = IntStream.of(channels).mapToDouble(k -> g.select(0, k).mean()).toArray();
    double[] C = s.probe().scores(Score.LOGIT, channels.length, i -> ScoreCamEquations.masked(s, channels[i]));
    return Judging.at(s, new GradCam()).judgement(new FalseConfidence(FalseConfidence.Measure.CORRELATION))
        .map(found -> RelativeError.of(found.value(), pearson(ranking.of(w), ranking.of(C)))).orElse(Double.NaN);
  }

  /** 1, 2, …; equal numbers share the mean of their ranks. */
  static double[] ranks(double... v) {
    return Arrays.stream(v).map(a -> {
      double below = Arrays.stream(v).filter(b -> b < a).count(), equal = Arrays.stream(v).filter(b -> b == a).count();
      return below + (equal + 1) / 2;
    }).toArray();
  }

  static double pearson(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow(), meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0, aa = 0, bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
