package lucida.cam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Tensor;
import lucida.layers.Cut;

/**
 * One picture and what is to be explained about it. What several methods need of it, the activations, the scores, the gradients by A and
 * by the pixels, is computed when it is first asked for, and then kept; nothing else about a probe changes.
 */
public final class Probe {
  private final Subject subject;
  private final ForwardPass pass;
  private final Map<String, ForwardPass> passes;
  private final PerturbedScores perturbed;
  private final Target asked;
  private final Map<Score, Tensor> gradients = new EnumMap<>(Score.class);
  private final Map<PixelMethod, Tensor> pixels = new HashMap<>();

  /** What is written once for every class, or for a function of the formulas; what and of which score. */
  private record Key(Object what, Object asked, Score score) {}

  Probe(Subject subject, Tensor x, Target asked) {
    this(new ForwardPass(subject, x), new HashMap<>(), new PerturbedScores(), asked);
    passes.put(subject.layer(), pass);
  }

  private Probe(ForwardPass pass, Map<String, ForwardPass> passes, PerturbedScores perturbed, Target asked) {
    this.subject = pass.subject();
    this.pass = pass;
    this.passes = passes;
    this.perturbed = perturbed;
    this.asked = asked;
  }

  /** The model at its layer. */
  public Subject subject() { return subject; }

  /** What runs it. */
  public Executor executor() { return subject.executor(); }

  /** The preprocessed picture, [1, C, H, W]. */
  public Tensor x() { return pass.x(); }

  /** The preprocessed picture without its batch, [C, H, W]. */
  public Tensor picture() {
    return x().reshape(x().shape().without(0));
  }

  /** The same question about another picture of the same shape. */
  public Probe about(Tensor picture) {
    return new Probe(subject, picture, target());
  }

  /** Another question about the same picture: what was computed for all classes, as the scores of masked pictures, is not computed again. */
  public Probe asking(Target other) {
    return new Probe(pass, passes, perturbed, other);
  }

  /** The same question at another layer. */
  public Probe at(String layer) {
    ForwardPass there = passes.computeIfAbsent(layer, _ -> subject.at(layer).probe(x(), asked).pass);
    return new Probe(there, passes, perturbed, target());
  }

  /** The formulas of the network and what is asked about it. */
  public Formulas formulas() { return pass.formulas(); }

  /** The formulas of the network for this one picture, cut at the layer. */
  public Cut cut() { return formulas().cut(); }

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
    return written(Boolean.class, "piecewise linear", Score.LOGIT,
        () -> Graph.piecewiseLinear(differentiated(Score.LOGIT), cut().activations()));
  }

  /** A, [K, h, w]. */
  public Tensor activations() {
    Tensor A = pass.activations();
    return A.reshape(A.shape().without(0));
  }

  /** S, the scores of all classes, [classes]. */
  public Tensor logits() { return pass.logits(); }

  /** What of this picture, the weights, the layers' outputs and the scores is NaN or infinite: nothing, if all is well. */
  public List<Flag> nonFinite() {
    return pass.nonFinite();
  }

  /** Y, or log Y where Y is exp(S) or a probability. */
  public double value(Score score) {
    return behindLayer("value", score, Y -> Y).item();
  }

  /** ∂Y/∂A, divided by Y where Y is exp(S) or a probability: [K, h, w]. */
  public Tensor gradient(Score score) {
    Score derived = score == Score.EXP ? Score.LOGIT : score; // ∂ log exp(S) = ∂S
    return gradients.computeIfAbsent(derived, _ -> {
      Tensor g = pass.alongWithLogits(written(Executor.Compiled.class, "gradient and S", derived, () -> compiled(Program.of(
          List.of(Reverse.gradient(differentiated(derived), cut().activations()), cut().scores()), cut().activations()))),
          givenActivations());
      return g.reshape(g.shape().without(0));
    });
  }

  /** A map of the pixels, [C, H, W]. */
  public Tensor pixels(PixelMethod method) {
    Tensor map = pixels.get(method);
    if (map == null) {
      Executor.Compiled maps = written(Executor.Compiled.class, method, method.score(), () -> compiled(
          Program.of(List.of(method.maps(method.score().differentiated(target(), formulas()), formulas().forward())))));
      map = maps.run(given()).getFirst();
      map = map.reshape(map.shape().without(0));
      pixels.put(method, map);
    }
    return map;
  }

  /**
   * The value of a formula of S, or of log Y, computed from A.
   *
   * @param what names the formula, which is written once
   */
  public Tensor behindLayer(Object what, Score score, UnaryOperator<Expr> formula) {
    return written(Executor.Compiled.class, what, score,
        () -> compiled(Program.of(List.of(formula.apply(score.differentiated(target(), formulas()))), cut().activations())))
        .run(givenActivations()).getFirst();
  }

  /** A program of this network's formulas for one picture, its weights fixed: to be kept by {@link #written}. */
  public Executor.Compiled compiled(Program program) {
    return subject.compiled().compiled(program, formulas().forward());
  }

  /** What is written once for all pictures, and for all classes where a class is explained. */
  public <T> T written(Class<T> type, Object what, Score score, Supplier<T> write) {
    return subject.once(type, new Key(what, target().question(), score), write);
  }

  /**
   * S, or log Y: the one number whose derivatives by A are taken.
   *
   * @throws IllegalArgumentException if it does not depend on the layer
   */
  public Expr differentiated(Score score) {
    Expr y = score.differentiated(target(), formulas());
    if (!Graph.depends(y, cut().activations()))
      throw new IllegalArgumentException("The target '" + target() + "' does not depend on layer '" + subject.layer() + "'");
    return y;
  }

  /** The values of formulas, computed from the picture. */
  public List<Tensor> fromPicture(List<? extends Expr> wanted) {
    return executor().values(new ArrayList<>(wanted), given());
  }

  /** The values of formulas, computed from A; what bypasses the layer is computed from the picture. */
  public List<Tensor> fromActivations(List<? extends Expr> wanted) {
    return executor().run(Program.of(wanted, cut().activations()), givenActivations());
  }

  /** The values to run a program with: the picture, the weights, the class. */
  public Map<Expr, Tensor> given() {
    Map<Expr, Tensor> given = subject.model().given(formulas().forward(), x());
    given.putAll(givenClass(formulas()));
    return given;
  }

  /** The values to run a program with that is cut at the layer: the picture, the weights, the class, A. */
  public Map<Expr, Tensor> givenActivations() {
    Map<Expr, Tensor> given = given();
    given.put(cut().activations(), pass.activations());
    return given;
  }

  /** The value of the class that is explained, if one is. */
  Map<Expr, Tensor> givenClass(Formulas of) {
    return target() instanceof Target.Side side ? Map.of(of.oneHot(), side.oneHot(of, executor().precision())) : Map.of();
  }

  /** The scores of a batch of perturbed pictures or activations, run for the first class that is asked for. */
  Tensor perturbed(Object batch, Supplier<Tensor> run) {
    return perturbed.once(List.of(subject.layer(), batch), run);
  }

  /**
   * Y for many other pictures, a batch at a time.
   *
   * @param n how many
   * @param picture the picture of a number, [C, H, W]
   */
  public double[] scores(Score score, int n, IntFunction<Tensor> picture) {
    return numbers(Batches.ofPictures(this, "values", score, n, values(score)), n, picture);
  }

  /**
   * Y for many other pictures that are the same for all classes: the network is run for the first class that is asked for.
   *
   * @param pictures names them: equal names stand for equal pictures
   * @param n how many
   * @param picture the picture of a number, [C, H, W]
   */
  public double[] scores(Object pictures, Score score, int n, IntFunction<Tensor> picture) {
    return numbers(Batches.ofScoresOfPictures(this, pictures, "values", score, n, values(score)), n, picture);
  }

  /**
   * Y for many other activations of the layer, a batch at a time; what bypasses the layer stays that of the picture.
   *
   * @param n how many
   * @param activations the activations of a number, [K, h, w]
   */
  public double[] scoresOfActivations(Score score, int n, IntFunction<Tensor> activations) {
    return numbers(Batches.ofActivations(this, "values", score, n, values(score)), n, activations);
  }

  /** Y for many other activations that are the same for all classes: the head is run for the first class that is asked for. */
  public double[] scoresOfActivations(Object which, Score score, int n, IntFunction<Tensor> activations) {
    return numbers(Batches.ofScoresOfActivations(this, which, "values", score, n, values(score)), n, activations);
  }

  private Function<Formulas, Expr> values(Score score) {
    Target target = target();
    return many -> score.value(target, many);
  }

  private static double[] numbers(Batches batches, int n, IntFunction<Tensor> value) {
    double[] Y = new double[n];
    batches.each(n, r -> r, value::apply, (r, y) -> Y[r] = y.item());
    return Y;
  }
}
