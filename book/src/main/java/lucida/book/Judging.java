package lucida.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
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
import lucida.judge.Redrawn;
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
    SequencedMap<String, Tensor> quarters = quarters(probe.picture());
    ObjectTruth object = new ObjectTruth(point.explainedClass(), middle(probe.picture()), Optional.empty(), quarters,
        OptionalDouble.empty());
    LabelledPicture picture = new LabelledPicture("the picture", probe.picture(), OptionalInt.of(object.label()), List.of(object),
        Optional.of(mask(object.box(), probe.picture())), Optional.of(new WithoutQuarters(probe.picture(), quarters)));
    return new Judging(point,
        new JudgedMap(picture, probe, object.label(), method, method.explain(probe), new Variants(probe.subject()), 0));
  }

  /** From a quarter to three quarters of its extents. */
  private static Box middle(Tensor x) {
    int H = x.shape().extent(1), W = x.shape().extent(2);
    return new Box(H / 4, W / 4, 3 * H / 4, 3 * W / 4);
  }

  private static Tensor mask(Box box, Tensor x) {
    int W = x.shape().extent(2);
    return Tensor.filled(x.shape().without(0), x.precision(), e -> box.contains(e / W, e % W) ? 1 : 0);
  }

  /** The parts of the object: the four quarters of its box. */
  private static SequencedMap<String, Tensor> quarters(Tensor x) {
    Box all = middle(x);
    int row = (all.top() + all.bottom()) / 2, column = (all.left() + all.right()) / 2;
    SequencedMap<String, Tensor> parts = new LinkedHashMap<>();
    parts.put("upper left", mask(new Box(all.top(), all.left(), row, column), x));
    parts.put("upper right", mask(new Box(all.top(), column + 1, row, all.right()), x));
    parts.put("lower left", mask(new Box(row + 1, all.left(), all.bottom(), column), x));
    parts.put("lower right", mask(new Box(row + 1, column + 1, all.bottom(), all.right()), x));
    return parts;
  }

  /** The picture without some of the quarters: there the mean of each channel stands. */
  private record WithoutQuarters(Tensor x, SequencedMap<String, Tensor> quarters) implements Redrawn {
    @Override
    public Tensor without(Set<String> parts) {
      int plane = x.size() / x.shape().extent(0);
      double[] mean = IntStream.range(0, x.shape().extent(0)).mapToDouble(c -> x.select(0, c).mean()).toArray();
      return Tensor.filled(x.shape(), x.precision(),
          e -> parts.stream().anyMatch(part -> Objects.requireNonNull(quarters.get(part)).cell(e % plane) > 0)
              ? mean[e / plane]
              : x.cell(e));
    }

    @Override
    public Tensor withoutObjects() { return without(quarters.keySet()); }

    @Override
    public Tensor withoutObject(int object) { return withoutObjects(); }

    @Override
    public List<Tensor> background() { return List.of(); }

    @Override
    public Tensor withoutBackground(int k) { return x; }
  }

  /** A map that is given. */
  private record Given(Tensor map) implements Method {
    @Override
    public SaliencyMap explain(Probe probe) { return SaliencyMap.signed(map, this, probe, List.of()); }

    @Override
    public Unit unit() { return Unit.NONE; }

    @Override
    public SequencedMap<String, String> parameters() { return new LinkedHashMap<>(); }
  }

  /** Of a map, [C, H, W] or [h, w]. */
  static Judging of(EvaluationPoint point, Tensor map) { return at(point, new Given(map)); }

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
  Tensor scores(Tensor picture) {
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
