package lucida.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Unit;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Answers;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.LabelledPicture;
import lucida.judge.Metric;
import lucida.judge.ObjectTruth;
import lucida.judge.ScoreRequest;
import lucida.judge.Variants;
import lucida.scenes.Box;

/**
 * A map that metrics judge: L = β Σ_k |A^k|, which is nowhere flat and of no method, with the middle of the picture as the object, and what is needed to write a metric's formula out.
 *
 * @param point where
 * @param map under judgement
 */
record Judging(EvaluationPoint point, JudgedMap map) {
  /** β Σ_k |A^k|. */
  private record Magnitude(double beta) implements Method {
    @Override
    public SaliencyMap explain(Probe probe) {
      return SaliencyMap.signed(probe.activations().abs().sum(0).scale(beta), this, probe, List.of());
    }

    @Override
    public Unit unit() { return Unit.ACTIVATION; }

    @Override
    public SequencedMap<String, String> parameters() { return new LinkedHashMap<>(); }
  }

  /** β = 1. */
  static Judging at(EvaluationPoint point) { return at(point, 1); }

  static Judging at(EvaluationPoint point, double beta) {
    return at(point, new Magnitude(beta));
  }

  static Judging at(EvaluationPoint point, Method method) {
    Probe probe = point.probe();
    ObjectTruth object = new ObjectTruth(point.explainedClass(), middle(probe.picture()), Optional.empty());
    LabelledPicture picture = new LabelledPicture("the picture", probe.picture(), OptionalInt.of(object.label()), List.of(object));
    return new Judging(point,
        new JudgedMap(picture, probe, object.label(), method, method.explain(probe), new Variants(probe.subject()), 0));
  }

  /** From a quarter to three quarters of its extents. */
  private static Box middle(Tensor x) {
    int H = x.shape().extent(1), W = x.shape().extent(2);
    return new Box(H / 4, W / 4, 3 * H / 4, 3 * W / 4);
  }

  /** What a metric says of it, NaN where it says nothing. */
  double value(Metric metric) {
    return judgement(metric).map(Judgement.Value::value).orElse(Double.NaN);
  }

  Optional<Judgement.Value> judgement(Metric metric) {
    ScoreRequest asked = ScoreRequest.of(metric, map);
    List<Tensor> S = IntStream.range(0, asked.n()).mapToObj(i -> scores(asked.picture().apply(i))).toList();
    Answers answers = new Answers(point.probe().cut().forward().scoreKind(), S, map.explained());
    return asked.conclusion().apply(answers) instanceof Judgement.Value value ? Optional.of(value) : Optional.empty();
  }

  /** S of one picture, [classes]. */
  private Tensor scores(Tensor picture) {
    Tensor S = map.probe().subject().model().scores(picture.reshape(map.probe().x().shape()), map.probe().executor());
    return S.reshape(Shape.of(S.size()));
  }

  /** p^c of one picture, by a softmax of its scores written out. */
  double probability(Tensor picture) {
    double[] S = scores(picture).toDoubles();
    double sum = 0;
    for (double s : S) sum += Math.exp(s - S[map.explained()]);
    return 1 / sum;
  }

  int H() { return map.x().shape().extent(1); }

  int W() { return map.x().shape().extent(2); }

  /** Whether pixel e is of the object. */
  boolean isObject(int e) {
    return map.objects().getFirst().contains(e / W(), e % W());
  }

  /** N(Up(L)) with bilinear weights written out, [H, W]. */
  double[] normalised() {
    double[] L = up();
    double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
    for (double v : L) {
      least = Math.min(least, v);
      most = Math.max(most, v);
    }
    for (int e = 0; e < L.length; e++) L[e] = (L[e] - least) / (most - least);
    return L;
  }

  /** Up(L): pixel (i, j) is at ((i + ½) h/H − ½, (j + ½) w/W − ½) of the map, whose edge goes on beyond it. */
  double[] up() {
    Tensor L = map.map().map();
    double[] up = new double[H() * W()];
    for (int e = 0; e < up.length; e++) up[e] = up(L, e);
    return up;
  }

  /** Up(L) at pixel e. */
  double up(Tensor L, int e) {
    int h = L.shape().extent(0), w = L.shape().extent(1), a = e / W(), b = e % W();
    double y = Math.clamp((a + 0.5) * h / H() - 0.5, 0, h - 1), x = Math.clamp((b + 0.5) * w / W() - 0.5, 0, w - 1);
    int i = (int) y, j = (int) x, below = Math.min(i + 1, h - 1), right = Math.min(j + 1, w - 1);
    double v = y - i, u = x - j;
    return (1 - v) * ((1 - u) * L.at(i, j) + u * L.at(i, right)) + v * ((1 - u) * L.at(below, j) + u * L.at(below, right));
  }
}
