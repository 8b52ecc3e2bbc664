package lucida.cam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Tensor;

/**
 * A formula of the network for many samples, a batch at a time: in memory are the samples of one batch only. The last batch is filled up
 * with its last sample. A batch is smaller than the subject's where its formulas would take more than {@value #MOST_CELLS} cells at once.
 *
 * @param formula compiled with what is the same for all samples
 * @param varied what differs from sample to sample: the pictures, or the activations of the layer
 * @param given the values of what is the same for all samples and not compiled in
 */
public record Batches(Progress progress, Executor.Compiled formula, Expr varied, Map<Expr, Tensor> given) {
  private static final long MOST_CELLS = 1L << 28;

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
    List<Object> key = List.of(what, Math.min(probe.subject().batch(), n));
    Scheduled scheduled = scheduled(probe, key, score, f -> f.forward().x(), formula);
    return new Batches(probe.subject().progress(), compiled(probe, key, score, scheduled), scheduled.formulas().forward().x(),
        asked(probe, score, scheduled));
  }

  /** A formula [N, …] of activations [N, K, h, w]; what bypasses the layer is computed once, from the probe's picture. */
  public static Batches ofActivations(Probe probe, Object what, Score score, int n, Function<Formulas, Expr> formula) {
    List<Object> key = List.of("behind", what, Math.min(probe.subject().batch(), n));
    Scheduled scheduled = scheduled(probe, key, score, f -> f.cut().activations(), formula);
    Expr A = scheduled.formulas().cut().activations();
    Map<Expr, Tensor> asked = asked(probe, score, scheduled);
    if (!scheduled.program().given().contains(scheduled.formulas().forward().x()))
      return new Batches(probe.subject().progress(), compiled(probe, key, score, scheduled), A, asked);
    Map<Expr, Tensor> fixed = probe.subject().model().given(scheduled.formulas().forward(),
        Tensor.stack(0, Collections.nCopies(A.shape().extent(0), probe.picture())));
    fixed.putAll(asked);
    return new Batches(probe.subject().progress(), probe.executor().compile(scheduled.program(), fixed), A, Map.of());
  }

  private static Executor.Compiled compiled(Probe probe, List<Object> key, Score score, Scheduled scheduled) {
    return probe.written(Executor.Compiled.class, key, score,
        () -> probe.subject().compiled().compiled(scheduled.program(), scheduled.formulas().forward()));
  }

  private static Scheduled scheduled(Probe probe, List<Object> key, Score score, Function<Formulas, Expr> varied,
      Function<Formulas, Expr> formula) {
    return probe.written(Scheduled.class, key, score, () -> {
      for (int batch = (int) key.getLast();; batch = (batch + 1) / 2) {
        Formulas formulas = probe.subject().formulas(batch);
        Program program = Program.of(List.of(formula.apply(formulas)), varied.apply(formulas));
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
    int batch = varied.shape().extent(0);
    for (int first = 0; first < n; first += batch) {
      List<T> some = IntStream.range(first, Math.min(first + batch, n)).mapToObj(sample).toList();
      Tensor y = run(some.stream().map(value).toList());
      for (int i = 0; i < some.size(); i++) result.accept(some.get(i), y.select(0, i));
      progress.report(first + some.size(), n);
    }
  }

  private Tensor run(List<Tensor> some) {
    List<Tensor> batch = new ArrayList<>(some);
    while (batch.size() < varied.shape().extent(0)) batch.add(batch.getLast());
    Map<Expr, Tensor> varying = new HashMap<>(given);
    varying.put(varied, Tensor.stack(0, batch));
    return formula.run(varying).getFirst();
  }
}
