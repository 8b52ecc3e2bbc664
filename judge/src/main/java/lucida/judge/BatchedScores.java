package lucida.judge;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;

/** The scores of any number of pictures of one size, a batch at a time; each size of a batch is compiled once. */
final class BatchedScores {
  private final Model model;
  private final Executor executor;
  private final int most;
  private final Map<Integer, Batch> batches = new ConcurrentHashMap<>();

  private record Batch(Forward forward, Executor.Compiled compiled) {}

  /**
   * Of a model.
   *
   * @param model for pictures of this size
   * @param most the size of a full batch
   */
  BatchedScores(Model model, Executor executor, int most) {
    this.model = model;
    this.executor = executor;
    this.most = most;
  }

  /** S of n pictures, [classes] each. The last batch is filled up to a power of two, so that few sizes are compiled. */
  List<Tensor> of(int n, IntFunction<Tensor> picture) {
    return IntStream.iterate(0, first -> first < n, first -> first + most).boxed()
        .flatMap(first -> run(first, Math.min(most, n - first), picture).stream()).toList();
  }

  private List<Tensor> run(int first, int count, IntFunction<Tensor> picture) {
    int size = Math.min(most, Integer.highestOneBit(2 * count - 1));
    Batch batch = batch(size);
    List<Tensor> pictures = IntStream.range(0, count).mapToObj(i -> picture.apply(first + i)).toList();
    Tensor x = Tensor.stack(0, IntStream.range(0, size).mapToObj(i -> pictures.get(Math.min(i, count - 1))).toList());
    Tensor S = batch.compiled().run(Map.of(batch.forward().x(), x.to(executor.precision()))).getFirst();
    int classes = S.size() / size;
    return IntStream.range(0, count).mapToObj(i -> S.select(0, i).reshape(Shape.of(classes))).toList();
  }

  private Batch batch(int size) {
    return batches.computeIfAbsent(size, n -> {
      Forward forward = model.network().write(n, Mode.INFERENCE);
      return new Batch(forward, executor.compile(Program.of(List.of(forward.scores())), model.givenWeights(forward)));
    });
  }
}
