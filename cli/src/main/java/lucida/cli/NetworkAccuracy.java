package lucida.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.bundled.TrainedModel;
import lucida.layers.Model;
import lucida.layers.training.Accuracy;
import lucida.layers.training.Examples;
import lucida.plan.Plan;

/**
 * How much a network has learned: what maps of one that has learned nothing show, says nothing about maps.
 *
 * @param accuracy on pictures that it never saw, 0 to 1
 * @param guessing what always the most frequent class would have there
 */
record NetworkAccuracy(double accuracy, double guessing) {
  private static final String ACCURACY = "accuracy";
  private static final String GUESSING = "accuracy of guessing";
  /** Of what guessing leaves. */
  private static final double LITTLE = 0.1;

  /** Of a network that is ready, on pictures that it never saw. */
  static NetworkAccuracy of(Model ready, Examples unseen) {
    int[] frequent = new int[unseen.classes()];
    for (int label : unseen.labels(IntStream.range(0, unseen.size()).toArray())) frequent[label]++;
    return new NetworkAccuracy(Accuracy.of(ready, unseen, Math.min(32, unseen.size()), Plan.float32()),
        (double) IntStream.of(frequent).max().orElseThrow() / unseen.size());
  }

  /** What the file of a network says of it; where guessing is not known all classes are taken to be as frequent. */
  static Optional<NetworkAccuracy> of(TrainedModel trained) {
    Map<String, String> about = trained.about();
    return Optional.ofNullable(about.get(ACCURACY)).map(Double::parseDouble).map(accuracy -> new NetworkAccuracy(accuracy,
        Optional.ofNullable(about.get(GUESSING)).map(Double::parseDouble).orElse(1.0 / trained.classes().size())));
  }

  /** For the file of a network. */
  SequencedMap<String, String> about() {
    SequencedMap<String, String> about = new LinkedHashMap<>();
    about.put(ACCURACY, String.format(Locale.ROOT, "%.4f", accuracy));
    about.put(GUESSING, String.format(Locale.ROOT, "%.4f", guessing));
    return about;
  }

  /** A share of pictures, to a tenth of a percent: all of them may be right, so that 100.0 % is said, which no probability is. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** In a sentence or two. */
  String text() {
    String said = "The network names the class of %s of pictures that it never saw; the same answer for all would be right for %s."
        .formatted(percent(accuracy), percent(guessing));
    return accuracy - guessing < LITTLE * (1 - guessing)
        ? said + " It has learned next to nothing: what its maps show says nothing about maps."
        : said;
  }
}
