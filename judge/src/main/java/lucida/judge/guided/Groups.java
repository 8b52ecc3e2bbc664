package lucida.judge.guided;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.layers.Model;
import lucida.scenes.SceneKind;

/** Accuracies; of biased scenes also of the four groups, the cue's class or another, with the cue or without, and the worst of them. */
final class Groups {
  private static final int BATCH = 32;

  private Groups() {}

  static SequencedMap<String, Double> of(Model model, List<LabelledPicture> pictures, SceneKind kind, Executor executor) {
    boolean[] right = right(model, pictures, executor);
    SequencedMap<String, Double> accuracies = new LinkedHashMap<>();
    accuracies.put("accuracy", share(right, IntStream.range(0, right.length).toArray()));
    if (!(kind instanceof SceneKind.Biased(int target, double _))) return accuracies;
    double worst = 1, sum = 0;
    for (int group = 0; group < 4; group++) {
      boolean own = group < 2, lit = group % 2 == 0;
      int[] of = IntStream.range(0, right.length)
          .filter(i -> pictures.get(i).label().orElseThrow() == target == own && pictures.get(i).cue().isPresent() == lit)
          .toArray();
      double accuracy = share(right, of);
      accuracies.put((own ? "its class " : "others ") + (lit ? "with" : "without") + " the cue", accuracy);
      worst = Math.min(worst, accuracy);
      sum += accuracy / 4;
    }
    accuracies.put("worst group", worst);
    accuracies.put("mean of groups", sum);
    return accuracies;
  }

  private static double share(boolean[] right, int... of) {
    return (double) IntStream.of(of).filter(i -> right[i]).count() / of.length;
  }

  private static boolean[] right(Model model, List<LabelledPicture> pictures, Executor executor) {
    boolean[] right = new boolean[pictures.size()];
    for (int first = 0; first < right.length; first += BATCH) {
      List<LabelledPicture> some = pictures.subList(first, Math.min(right.length, first + BATCH));
      int[] largest = model.scores(Tensor.stack(0, some.stream().map(LabelledPicture::x).toList()), executor).argmax(1);
      for (int i = 0; i < largest.length; i++) right[first + i] = largest[i] == some.get(i).label().orElseThrow();
    }
    return right;
  }
}
