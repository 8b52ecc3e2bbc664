package lucida.cam;

import java.util.ArrayList;
import java.util.Collections;
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
import lucida.layers.Cut;

/**
 * A formula of the network for many samples, a batch at a time: in memory are the samples of one batch only. The last batch is filled up
 * with its last sample. A batch is smaller than the subject's where its formulas would take more than {@value #MOST_CELLS} cells at once.
 *
 * @param formula with the values of everything that is the same for all samples
 * @param varied what differs from sample to sample: the pictures, or the activations of the layer
 */
record Batches(Progress progress, Executor.Compiled formula, Expr varied) {
  private static final long MOST_CELLS = 1L << 28;

  /** A formula [N, …] of pictures [N, C, H, W], for n pictures in all. */
  static Batches ofPictures(Probe probe, int n, Function<Cut, Expr> formula) {
    return of(probe, n, cut -> cut.forward().x(), formula);
  }

  /** A formula [N, …] of activations [N, K, h, w], for n of them in all; what bypasses the layer stays that of the probe's picture. */
  static Batches ofActivations(Probe probe, int n, Function<Cut, Expr> formula) {
    return of(probe, n, Cut::activations, formula);
  }

  private static Batches of(Probe probe, int n, Function<Cut, Expr> varied, Function<Cut, Expr> formula) {
    Subject subject = probe.subject();
    for (int batch = Math.min(subject.batch(), n);; batch = (batch + 1) / 2) {
      Cut cut = subject.cut(batch);
      Program program = Program.of(List.of(formula.apply(cut)), varied.apply(cut));
      if (batch > 1 && program.peak() > MOST_CELLS) continue;
      Map<Expr, Tensor> fixed = subject.model().given(cut.forward(), Tensor.stack(0, Collections.nCopies(batch, probe.picture())));
      fixed.remove(varied.apply(cut));
      return new Batches(subject.progress(), subject.executor().compile(program, fixed), varied.apply(cut));
    }
  }

  /**
   * The formula for each sample, in their order.
   *
   * @param n how many
   * @param sample the sample of a number
   * @param value what stands in the formula for a sample, without the batch
   * @param result is given each sample with its part of the formula's value
   */
  <T> void each(int n, IntFunction<T> sample, Function<? super T, Tensor> value, BiConsumer<? super T, Tensor> result) {
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
    return formula.run(Map.of(varied, Tensor.stack(0, batch))).getFirst();
  }
}
