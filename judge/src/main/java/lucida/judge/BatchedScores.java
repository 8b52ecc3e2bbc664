package lucida.judge;

import java.util.ArrayList;
import java.util.HashMap;
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

  /** S of n pictures, [classes] each; equal pictures are run once. Only those of one batch are in memory. The last batch is filled up to a power of two, so that few sizes are compiled. */
  Found of(int n, IntFunction<Tensor> picture) {
    Map<Fingerprint, Integer> numbers = new HashMap<>();
    int[] number = new int[n];
    List<Tensor> waiting = new ArrayList<>(), S = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Tensor x = picture.apply(i).to(executor.precision());
      int fresh = numbers.size();
      number[i] = numbers.computeIfAbsent(Fingerprint.of(x), _ -> fresh);
      if (number[i] == fresh) waiting.add(x);
      if (waiting.size() == most || i == n - 1) {
        S.addAll(run(waiting));
        waiting.clear();
      }
    }
    return new Found(IntStream.of(number).mapToObj(S::get).toList(), S.size());
  }

  /**
   * Scores of pictures.
   *
   * @param S of each
   * @param forwards how many the network was run on
   */
  record Found(List<Tensor> S, int forwards) {}

  private List<Tensor> run(List<Tensor> pictures) {
    int count = pictures.size();
    if (count == 0) return List.of();
    int size = Math.min(most, Integer.highestOneBit(2 * count - 1));
    Batch batch = batch(size);
    Tensor x = Tensor.stack(0, IntStream.range(0, size).mapToObj(i -> pictures.get(Math.min(i, count - 1))).toList());
    Tensor S = batch.compiled().run(Map.of(batch.forward().x(), x)).getFirst();
    Shape classes = Shape.of(S.size() / size);
    return IntStream.range(0, count).mapToObj(i -> S.select(0, i).reshape(classes)).toList();
  }

  private Batch batch(int size) {
    return batches.computeIfAbsent(size, n -> {
      Forward forward = model.network().write(n, Mode.INFERENCE);
      return new Batch(forward, executor.compile(Program.of(List.of(forward.scores())), model.givenWeights(forward)));
    });
  }
}
