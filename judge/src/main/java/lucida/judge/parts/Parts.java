package lucida.judge.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.cam.NotApplicableException;
import lucida.core.Tensor;
import lucida.judge.Answers;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.ObjectTruth;
import lucida.judge.Redrawn;
import lucida.judge.ScoreRequest;
import lucida.judge.SharedPictures;

/**
 * The parts of an object that are seen, and how much of a map is on each. A set of parts is a number, part p its bit p.
 *
 * @param names of the parts
 * @param importance Σ L⁺ on each
 * @param whole Σ L⁺ of the whole map
 */
record Parts(List<String> names, List<Double> importance, double whole) {
  /** Of the parts of the object that has most. */
  static final int MOST_SETS = 64;
  private static final String MISSING = "the picture cannot be drawn again without parts of one object of the class";

  /** @throws NotApplicableException if there is not one object, with two parts or more, in a picture that can be drawn again */
  static Parts of(JudgedMap judged) {
    if (judged.picture().redrawn().isEmpty() || judged.picture().objects().size() != 1 || judged.objects().size() != 1)
      throw new NotApplicableException(MISSING);
    ObjectTruth object = judged.objects().getFirst();
    Tensor L = judged.shown().relu();
    List<String> names = new ArrayList<>();
    List<Double> importance = new ArrayList<>();
    object.parts().forEach((name, mask) -> {
      if (mask.max() == 0) return;
      names.add(name);
      importance.add(L.times(mask).sum());
    });
    if (names.size() < 2) throw new NotApplicableException("fewer than two parts of the object are seen");
    if (L.sum() == 0) throw new NotApplicableException("no cell of the map is positive");
    return new Parts(List.copyOf(names), List.copyOf(importance), L.sum());
  }

  /** How many sets of parts there are. */
  int sets() { return 1 << names.size(); }

  /** All of them. */
  int all() { return sets() - 1; }

  /** The parts on which there is more than a share of the map. */
  int important(double share) {
    return IntStream.range(0, names.size()).filter(p -> importance.get(p) > share * whole).map(p -> 1 << p).sum();
  }

  /** Asks for the scores of the picture without every set of parts: picture s is without set s. */
  ScoreRequest request(JudgedMap judged, Function<Answers, Judgement> conclusion) {
    Redrawn redrawn = judged.picture().redrawn().orElseThrow();
    return new ScoreRequest(new SharedPictures("without every set of parts"), sets(), s -> redrawn.without(named(s)), conclusion);
  }

  private Set<String> named(int set) {
    return IntStream.range(0, names.size()).filter(p -> (set >> p & 1) == 1).mapToObj(names::get).collect(Collectors.toSet());
  }
}
