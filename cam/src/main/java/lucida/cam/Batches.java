package lucida.cam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Tensor;

/**
 * A formula of the network for many samples, a batch at a time: in memory are the samples of one batch only. The last batch is filled up
 * with its last sample. A batch is smaller than the subject's where its formulas would take more than {@value #MOST_CELLS} cells at once.
 *
 * @param size how many samples a batch has
 */
public record Batches(Progress progress, int size, Evaluation evaluation) {
  private static final long MOST_CELLS = 1L << 28;

  /** Computes the formula for a batch. */
  @FunctionalInterface
  public interface Evaluation {
    /**
     * The formula's value, [batch, …].
     *
     * @param first the number of the first sample
     * @param samples makes the samples [batch, …], if they are needed
     */
    Tensor of(int first, Supplier<Tensor> samples);
  }

  /** What differs from sample to sample. */
  private enum Varied {
    PICTURES, ACTIVATIONS;

    Expr in(Formulas formulas) {
      return this == PICTURES ? formulas.forward().x() : formulas.cut().activations();
    }
  }

  /** A formula for a batch, scheduled. */
  private record Scheduled(Formulas formulas, Program program) {}

  /**
   * A formula [N, …] of pictures [N, C, H, W].
   *
   * @param what names the formula, which is written once
   * @param score whose Y it is made of
   * @param n the number of pictures in all
   */
  public static Batches ofPictures(Probe probe, Object what, Score score, int n, Function<Formulas, Expr> formula) {
    return of(probe, Varied.PICTURES, what, score, n, formula);
  }

  /** A formula [N, …] of activations [N, K, h, w]; what bypasses the layer is computed once, from the probe's picture. */
  public static Batches ofActivations(Probe probe, Object what, Score score, int n, Function<Formulas, Expr> formula) {
    return of(probe, Varied.ACTIVATIONS, what, score, n, formula);
  }

  /**
   * A formula [N] of the scores of pictures [N, C, H, W] that are the same for all classes: the network is run for the first class that is
   * asked for.
   *
   * @param pictures names the n pictures: equal names stand for equal pictures
   * @param what names the formula, which is written once
   * @param score whose Y it is made of
   */
  public static Batches ofScoresOfPictures(Probe probe, Object pictures, Object what, Score score, int n,
      Function<Formulas, Expr> formula) {
    return ofScores(probe, Varied.PICTURES, pictures, what, score, n, formula);
  }

  /** A formula [N] of the scores of activations [N, K, h, w] that are the same for all classes. */
  public static Batches ofScoresOfActivations(Probe probe, Object activations, Object what, Score score, int n,
      Function<Formulas, Expr> formula) {
    return ofScores(probe, Varied.ACTIVATIONS, activations, what, score, n, formula);
  }

  /** What is no class may be a function of any layer: its scores are not kept. */
  private static Batches ofScores(Probe probe, Varied varied, Object samples, Object what, Score score, int n,
      Function<Formulas, Expr> formula) {
    if (!(probe.target() instanceof Target.Side)) return of(probe, varied, what, score, n, formula);
    Batches S = of(probe, varied, "S", Score.LOGIT, n, f -> f.cut().scores());
    List<Object> key = List.of("of S", what, S.size());
    Scheduled Y = probe.written(Scheduled.class, key, score, () -> {
      Formulas formulas = probe.subject().formulas(S.size());
      return new Scheduled(formulas, Program.of(List.of(formula.apply(formulas)), formulas.cut().scores()));
    });
    Evaluation ofS = evaluation(compiled(probe, key, score, Y), Y.formulas().cut().scores(), asked(probe, score, Y));
    List<Object> name = List.of(varied, samples, n, S.size());
    return new Batches(S.progress(), S.size(),
        (first, some) -> ofS.of(first, () -> probe.perturbed(List.of(name, first), () -> S.evaluation().of(first, some))));
  }

  private static Batches of(Probe probe, Varied varied, Object what, Score score, int n, Function<Formulas, Expr> formula) {
    List<Object> key = List.of(varied, what, Math.min(probe.subject().batch(), n));
    Scheduled scheduled = scheduled(probe, key, score, varied, formula);
    Expr v = varied.in(scheduled.formulas());
    return new Batches(probe.subject().progress(), v.shape().extent(0), bypassed(scheduled, v)
        ? evaluation(probe.executor().compile(scheduled.program(), fixed(probe, score, scheduled)), v, Map.of())
        : evaluation(compiled(probe, key, score, scheduled), v, asked(probe, score, scheduled)));
  }

  private static Evaluation evaluation(Executor.Compiled formula, Expr varied, Map<Expr, Tensor> given) {
    return (_, samples) -> {
      Map<Expr, Tensor> varying = new HashMap<>(given);
      varying.put(varied, samples.get());
      return formula.run(varying).getFirst();
    };
  }

  /** Whether the picture reaches the formula past what is varied. */
  private static boolean bypassed(Scheduled scheduled, Expr varied) {
    Expr x = scheduled.formulas().forward().x();
    return !varied.equals(x) && scheduled.program().given().contains(x);
  }

  /** The values of what is the same for all samples, the picture among them. */
  private static Map<Expr, Tensor> fixed(Probe probe, Score score, Scheduled scheduled) {
    Expr x = scheduled.formulas().forward().x();
    Map<Expr, Tensor> fixed = probe.subject().model().given(scheduled.formulas().forward(),
        Tensor.stack(0, Collections.nCopies(x.shape().extent(0), probe.picture())));
    fixed.putAll(asked(probe, score, scheduled));
    return fixed;
  }

  private static Executor.Compiled compiled(Probe probe, List<Object> key, Score score, Scheduled scheduled) {
    return probe.written(Executor.Compiled.class, key, score,
        () -> probe.subject().compiled().compiled(scheduled.program(), scheduled.formulas().forward()));
  }

  private static Scheduled scheduled(Probe probe, List<Object> key, Score score, Varied varied, Function<Formulas, Expr> formula) {
    return probe.written(Scheduled.class, key, score, () -> {
      for (int batch = (int) key.getLast();; batch = (batch + 1) / 2) {
        Formulas formulas = probe.subject().formulas(batch);
        Program program = Program.of(List.of(formula.apply(formulas)), varied.in(formulas));
        if (batch == 1 || program.peak() <= MOST_CELLS) return new Scheduled(formulas, program);
      }
    });
  }

  /** Which class is explained, and log Y at the explained picture where the formula asks for it. */
  private static Map<Expr, Tensor> asked(Probe probe, Score score, Scheduled scheduled) {
    Map<Expr, Tensor> given = new HashMap<>(probe.givenClass(scheduled.formulas()));
    if (scheduled.program().given().contains(scheduled.formulas().logY()))
      given.put(scheduled.formulas().logY(), Tensor.scalar(probe.executor().precision(), probe.value(score)));
    return given;
  }

  /**
   * The formula for each sample, in their order.
   *
   * @param n how many
   * @param sample the sample of a number
   * @param value what stands in the formula for a sample, without the batch
   * @param result is given each sample with its part of the formula's value
   */
  public <T> void each(int n, IntFunction<T> sample, Function<? super T, Tensor> value, BiConsumer<? super T, Tensor> result) {
    for (int first = 0; first < n; first += size) {
      List<T> some = IntStream.range(first, Math.min(first + size, n)).mapToObj(sample).toList();
      Tensor y = evaluation.of(first, () -> batch(some.stream().map(value).toList()));
      for (int i = 0; i < some.size(); i++) result.accept(some.get(i), y.select(0, i));
      progress.report(first + some.size(), n);
    }
  }

  private Tensor batch(List<Tensor> some) {
    List<Tensor> batch = new ArrayList<>(some);
    while (batch.size() < size) batch.add(batch.getLast());
    return Tensor.stack(0, batch);
  }
}
