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
 * The parts of an object that are seen, and the objects of the background, with how much of a map is on each. A set of parts is a number, part p its bit p.
 *
 * @param names of the parts
 * @param importance Σ L⁺ on each
 * @param background the numbers of the objects of the background that are seen
 * @param behind Σ L⁺ on each of them
 * @param whole Σ L⁺ of the whole map
 */
record Parts(List<String> names, List<Double> importance, List<Integer> background, List<Double> behind, double whole) {
  /** Of the parts of the object that has most. */
  static final int MOST_SETS = 64;
  /** What something counts for at least, in parts of the score. */
  private static final double RELEVANT = 0.05;
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
    List<Tensor> masks = judged.picture().redrawn().orElseThrow().background();
    List<Integer> background = IntStream.range(0, masks.size()).filter(k -> masks.get(k).max() > 0).boxed().toList();
    return new Parts(List.copyOf(names), List.copyOf(importance), background,
        background.stream().map(k -> L.times(masks.get(k)).sum()).toList(), L.sum());
  }

  /** Whether the score of a picture, which is without something, has fallen by less than 5 % of that of picture 0, or has risen. */
  static boolean isIrrelevant(Answers answers, int picture) {
    return answers.score(0) - answers.score(picture) < RELEVANT * Math.abs(answers.score(0));
  }

  /** How many sets of parts there are. */
  int sets() { return 1 << names.size(); }

  /** All of them. */
  int all() { return sets() - 1; }

  /** The parts on which there is more than a share of the map. */
  int important(double share) {
    return IntStream.range(0, names.size()).filter(p -> importance.get(p) > share * whole).map(p -> 1 << p).sum();
  }

  /** 1 − |I ∩ U| / |U|, I what more than a share of the map is on, U the parts and objects of the background without which the score falls by less than 5 %; 1 where there are none. */
  double undistracted(Answers answers, double share) {
    int irrelevant = 0, important = 0;
    for (int p = 0; p < names.size(); p++)
      if (isIrrelevant(answers, 1 << p)) {
        irrelevant++;
        if (importance.get(p) > share * whole) important++;
      }
    for (int k = 0; k < background.size(); k++)
      if (isIrrelevant(answers, sets() + k)) {
        irrelevant++;
        if (behind.get(k) > share * whole) important++;
      }
    return irrelevant == 0 ? 1 : 1 - (double) important / irrelevant;
  }

  /** Asks for the scores of the picture without every set of parts, then without every object of the background: picture s is without set s. */
  ScoreRequest request(JudgedMap judged, Function<Answers, Judgement> conclusion) {
    Redrawn redrawn = judged.picture().redrawn().orElseThrow();
    return new ScoreRequest(new SharedPictures("without every set of parts"), sets() + background.size(),
        s -> s < sets() ? redrawn.without(named(s)) : redrawn.withoutBackground(background.get(s - sets())), conclusion);
  }

  private Set<String> named(int set) {
    return IntStream.range(0, names.size()).filter(p -> (set >> p & 1) == 1).mapToObj(names::get).collect(Collectors.toSet());
  }
}
