package lucida.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.data.ClassLookup;
import lucida.judge.data.DataException;
import lucida.judge.data.StatedClasses;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.ScoreKind;
import lucida.layers.Weights;

/**
 * The classes that a trained network learns further: its own, or others, for which it has a new head.
 *
 * @param names class 0 first
 * @param named whether they are names rather than numbers
 * @param lookup of what files call them
 * @param isNew whether they are not the network's own
 */
record LearnedClasses(List<String> names, boolean named, ClassLookup lookup, boolean isNew) {
  /**
   * Those of a file of labels; the network's own, if that is asked for, or if the file names as many and all of them are.
   *
   * @param labels CSV with the classes of pictures
   * @param own the network's
   * @param keep whether the network's own are asked for
   */
  static LearnedClasses of(Optional<Path> labels, ClassLabels own, boolean keep) {
    if (keep && own.count() < 2)
      throw new IllegalArgumentException("--keep-head: the network has one score, and to tell classes apart it takes two");
    if (keep) return ofNetwork(own);
    StatedClasses stated = stated(labels.orElseThrow(() -> new IllegalArgumentException(
        "which classes are learned? Add --labels CSV with the head file,class_index; or --keep-head, if --boxes say the network's own")));
    if (stated.names().size() == own.count()
        && stated.names().stream().map(name -> find(own, name)).flatMapToInt(OptionalInt::stream)
            .distinct().count() == own.count())
      return ofNetwork(own);
    boolean numbered = IntStream.range(0, stated.names().size()).allMatch(id -> stated.names().get(id).equals(String.valueOf(id)));
    return new LearnedClasses(stated.names(), !numbered, stated, true);
  }

  private static StatedClasses stated(Path labels) {
    try {
      return StatedClasses.of(labels);
    } catch (DataException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static LearnedClasses ofNetwork(ClassLabels own) {
    return new LearnedClasses(IntStream.range(0, own.count()).mapToObj(own::label).toList(), own instanceof ClassLabels.Named,
        text -> own.find(text).id(), false);
  }

  private static OptionalInt find(ClassLabels own, String text) {
    try {
      return OptionalInt.of(own.find(text).id());
    } catch (IllegalArgumentException _) { // none of them
      return OptionalInt.empty();
    }
  }

  /** The network with as many scores; of other classes they are logits, whatever the old ones were, for one class excludes the others. */
  Network in(Network network) {
    if (!isNew) return network;
    return network.withScores(network.scoreKind() == ScoreKind.SOFTMAX ? ScoreKind.SOFTMAX : ScoreKind.LOGITS)
        .withClasses(names.size());
  }

  /** What a network with these classes takes from one that is trained: all, but of other classes the head. */
  Weights kept(Model trained, Network network) {
    if (!isNew) return trained.weights();
    String head = network.head().name() + ".";
    SequencedMap<String, Tensor> kept = new LinkedHashMap<>(trained.weights().tensors());
    kept.keySet().removeIf(name -> name.startsWith(head));
    return new Weights(kept);
  }
}
