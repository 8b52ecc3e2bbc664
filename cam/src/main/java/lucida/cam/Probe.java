package lucida.cam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.AxisMeanings;
import lucida.layers.Cut;

/**
 * One picture and what is to be explained about it. What several methods need of it, the activations, the scores, the gradients by A and
 * by the pixels, is computed when it is first asked for, and then kept; nothing else about a probe changes.
 */
public final class Probe {
  private final Subject subject;
  private final Tensor x;
  private final Target asked;
  private final Cut cut;
  private Optional<Tensor> activations = Optional.empty();
  private Optional<Tensor> logits = Optional.empty();
  private final Set<String> suspects = new HashSet<>();
  private Optional<List<Flag>> nonFinite = Optional.empty();
  private final Map<Score, Tensor> gradients = new EnumMap<>(Score.class);
  private final Map<PixelMethod, Tensor> pixels = new HashMap<>();

  Probe(Subject subject, Tensor x, Target asked) {
    this(subject, x, asked, checked(subject));
  }

  private Probe(Subject subject, Tensor x, Target asked, Cut cut) {
    this.subject = subject;
    this.x = x;
    this.asked = asked;
    this.cut = cut;
  }

  private static Cut checked(Subject subject) {
    return subject.compiled().once(List.of("checked cut", subject.layer()), Cut.class, () -> {
      Cut cut = subject.cut(1);
      if (cut.activations().shape().rank() != 4)
        throw new IllegalArgumentException("Layer '" + subject.layer() + "' gives " + cut.activations().shape().without(0)
            + " for a picture; a map needs a layer with positions, [K, h, w]");
      AxisMeanings meanings = AxisMeanings.of(cut.forward());
      if (!meanings.isPicture(cut.activations()))
        throw new IllegalArgumentException("Layer '" + subject.layer() + "' gives " + cut.activations().shape().without(0)
            + " for a picture, whose axes mean " + meanings.of(cut.activations()).subList(1, 4)
            + "; a map needs a layer of [channel, row, column]");
      return cut;
    });
  }

  /** What is computed from this network, its weights fixed, at this layer; made once for all probes of the subject. */
  private <T> T once(String what, Class<T> type, Supplier<T> maker, Object... of) {
    return subject.compiled().once(List.of(what, subject.layer(), List.of(of)), type, maker);
  }

  private Executor.Compiled compiled(String what, Supplier<Program> program, Object... of) {
    return once(what, Executor.Compiled.class, () -> subject.compiled().compiled(program.get(), cut.forward()), of);
  }

  /** The model at its layer. */
  public Subject subject() { return subject; }

  /** What runs it. */
  public Executor executor() { return subject.executor(); }

  /** The preprocessed picture, [1, C, H, W]. */
  public Tensor x() { return x; }

  /** The preprocessed picture without its batch, [C, H, W]. */
  public Tensor picture() {
    return x.reshape(x.shape().without(0));
  }

  /** The same question about another picture of the same shape. */
  public Probe about(Tensor picture) {
    return new Probe(subject, picture, target(), cut);
  }

  /** The same question at another layer. */
  public Probe at(String layer) {
    return new Probe(subject.at(layer), x, target());
  }

  /** The formulas of the network for this one picture, cut at the layer. */
  public Cut cut() { return cut; }

  /** What is explained, with the predicted class by its number. */
  public Target target() {
    if (!(asked instanceof Target.Predicted(int place))) return asked;
    return Target.ofClass(ranking().get(place));
  }

  /** The classes from the highest score to the lowest. */
  public List<Integer> ranking() {
    Tensor S = logits();
    return IntStream.range(0, S.size()).boxed().sorted(Comparator.comparingDouble(m -> -S.cell(m))).toList();
  }

  /** Whether what is explained is piecewise linear in A, read off the graph: then S has no second and no third derivatives. */
  public boolean headIsPiecewiseLinear() {
    return once("linearity", Boolean.class, () -> Graph.piecewiseLinear(differentiated(Score.LOGIT), cut.activations()), target());
  }

  /** A, [K, h, w]. */
  public Tensor activations() {
    if (activations.isEmpty())
      activations = Optional.of(once("activations", WatchedRun.class, () -> WatchedRun.toLayer(subject.compiled(), cut))
          .of(Map.of(cut.forward().x(), x), suspects));
    Tensor A = activations.get();
    return A.reshape(A.shape().without(0));
  }

  /** S, the scores of all classes, [classes]. */
  public Tensor logits() {
    Tensor S = scores();
    return S.reshape(Shape.of(S.size()));
  }

  private Tensor scores() {
    if (logits.isEmpty())
      logits = Optional.of(once("scores", WatchedRun.class, () -> WatchedRun.toScores(subject.compiled(), cut))
          .of(varying(), suspects));
    return logits.get();
  }

  /** What of this picture, the weights, the layers' outputs and the scores is NaN or infinite: nothing, if all is well. */
  public List<Flag> nonFinite() {
    if (nonFinite.isEmpty()) {
      activations();
      logits();
      nonFinite = Optional.of(FiniteRun.flags(this, suspects));
    }
    return nonFinite.get();
  }

  /** Y, or log Y where Y is exp(S) or a probability. */
  public double value(Score score) {
    if (!target().isOfScores()) return fromActivations(List.of(score.differentiated(target(), cut.forward()))).getFirst().item();
    return ofScores("value", score, () -> score.differentiated(target(), cut.forward())).item();
  }

  /** ∂Y/∂A, divided by Y where Y is exp(S) or a probability: [K, h, w]. */
  public Tensor gradient(Score score) {
    Score l = score == Score.EXP ? Score.LOGIT : score; // ∂ log exp(S) = ∂S
    Tensor g = gradients.get(l);
    if (g == null) {
      g = target().isOfScores() ? fromScores(l) : fromTarget(l);
      g = g.reshape(g.shape().without(0));
      gradients.put(l, g);
    }
    return g;
  }

  /** The chain rule at the scores: S̄ = ∂ℓ/∂S first, then the one sweep that all functions of the scores share. */
  private Tensor fromScores(Score score) {
    Tensor sBar = ofScores("weights over the scores", score, () -> Reverse.gradient(differentiated(score), cut.scores()));
    return once("pullback", ScorePullback.class, () -> ScorePullback.of(subject.compiled(), cut)).of(sBar, varying());
  }

  /** A formula that needs nothing but the scores. */
  private Tensor ofScores(String what, Score score, Supplier<Expr> formula) {
    return compiled(what, () -> Program.of(List.of(formula.get()), cut.scores()), score, target())
        .run(Map.of(cut.scores(), scores())).getFirst();
  }

  private Tensor fromTarget(Score score) {
    Supplier<Program> sweep = () -> Program.of(List.of(Reverse.gradient(differentiated(score), cut.activations())), cut.activations());
    return compiled("gradient", sweep, score, target()).run(varying()).getFirst();
  }

  /** A map of the pixels, [C, H, W]. */
  public Tensor pixels(PixelMethod method) {
    Tensor map = pixels.get(method);
    if (map == null) {
      Supplier<Program> sweep = () -> Program.of(
          List.of(method.maps(method.score().differentiated(target(), cut.forward()), cut.forward())));
      map = compiled("pixels", sweep, method, target()).run(Map.of(cut.forward().x(), x)).getFirst();
      map = map.reshape(map.shape().without(0));
      pixels.put(method, map);
    }
    return map;
  }

  /** Y of many other pictures, divided by Y of this picture where it is exp(S) or a probability: a formula [N]. */
  Function<Cut, Expr> relative(Score score) {
    Target target = target();
    double l = value(score);
    return many -> score.relative(target, many.forward(), l);
  }

  /** Y of many other pictures; exp(S), which overflows, divided by that of this picture: a formula [N]. */
  Function<Cut, Expr> storable(Score score) {
    Target target = target();
    double l = score == Score.EXP ? value(score) : 0;
    return many -> score.storable(target, many.forward(), l);
  }

  /**
   * S, or log Y: the one number whose derivatives by A are taken.
   *
   * @throws IllegalArgumentException if it does not depend on the layer
   */
  public Expr differentiated(Score score) {
    Expr y = score.differentiated(target(), cut.forward());
    if (!Graph.depends(y, cut.activations()))
      throw new IllegalArgumentException("The target '" + target() + "' does not depend on layer '" + subject.layer() + "'");
    return y;
  }

  /** The values of formulas, computed from the picture. */
  public List<Tensor> fromPicture(List<? extends Expr> wanted) {
    return executor().values(new ArrayList<>(wanted), subject.model().given(cut.forward(), x));
  }

  /** The values of formulas, computed from A; what bypasses the layer is computed from the picture. */
  public List<Tensor> fromActivations(List<? extends Expr> wanted) {
    return executor().run(Program.of(wanted, cut.activations()), givenActivations());
  }

  /** The values to run a program with that is cut at the layer: the picture, the weights, A. */
  public Map<Expr, Tensor> givenActivations() {
    Map<Expr, Tensor> given = subject.model().givenWeights(cut.forward());
    given.putAll(varying());
    return given;
  }

  /** The picture and A. */
  private Map<Expr, Tensor> varying() {
    Tensor A = activations();
    return Map.of(cut.forward().x(), x, cut.activations(), A.reshape(A.shape().insert(0, 1)));
  }

  /**
   * Y for many other pictures, a batch at a time.
   *
   * @param n how many
   * @param picture the picture of a number, [C, H, W]
   */
  public double[] scores(Score score, int n, IntFunction<Tensor> picture) {
    return numbers(Batches.ofPictures(this, n, values(score)), n, picture);
  }

  /**
   * Y for many other activations of the layer, a batch at a time; what bypasses the layer stays that of the picture.
   *
   * @param n how many
   * @param activations the activations of a number, [K, h, w]
   */
  public double[] scoresOfActivations(Score score, int n, IntFunction<Tensor> activations) {
    return numbers(Batches.ofActivations(this, n, values(score)), n, activations);
  }

  private Function<Cut, Expr> values(Score score) {
    Target target = target();
    return many -> score.value(target, many.forward());
  }

  private static double[] numbers(Batches batches, int n, IntFunction<Tensor> value) {
    double[] Y = new double[n];
    batches.each(n, r -> r, value::apply, (r, y) -> Y[r] = y.item());
    return Y;
  }

  @Override
  public String toString() {
    return asked + " at " + subject.layer() + " of " + subject.model().network().name() + Arrays.toString(x.shape().extents());
  }
}
