package lucida.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import lucida.core.RandomStream;
import lucida.scenes.art.Chance;

/**
 * What is said of {@linkplain SceneKind.Related related} scenes, without drawing them. Like the scenes it is a pure function of their numbers.
 *
 * @param scenes of which
 */
public record Talk(SceneSet scenes) {
  private static final String NOTHING = "nothing";
  private static final List<String> NUMBERS = List.of("none", "one", "two");

  /** How many questions are asked about a scene in training and in tests. */
  public static final int QUESTIONS = 4;

  /** Checks that there is something to say. */
  public Talk {
    if (!(scenes.kind() instanceof SceneKind.Related))
      throw new IllegalArgumentException("Talk: there are words for related scenes only, not for " + scenes.kind().name());
  }

  /** Both captions that are true of scene i, "a red car left of a blue cat" and "a blue cat right of a red car", the first object's first. */
  public List<String> captions(int i) {
    List<Actor> both = scenes.actors(i);
    Actor one = both.getFirst(), other = both.getLast();
    Relation relation = Relation.of(one, other);
    return List.of("a %s %s a %s".formatted(one, relation, other), "a %s %s a %s".formatted(other, relation.inverse(), one));
  }

  /** One of them, by chance. */
  public String caption(int i) {
    return captions(i).get(chance(i).stream("caption").count(0, 1));
  }

  /** The n-th question about scene i. */
  public SceneQuestion question(int i, int n) {
    Chance chance = chance(i).stream(n);
    return question(chance.oneOf(List.of(SceneQuestion.Kind.values())), scenes.actors(i), chance);
  }

  private SceneQuestion question(SceneQuestion.Kind kind, List<Actor> both, Chance chance) {
    int one = chance.count(0, 1), other = 1 - one;
    Actor actor = both.get(one);
    boolean alike = actor.name().equals(both.get(other).name());
    return switch (kind) {
      case COLOUR -> alike
          ? question(SceneQuestion.Kind.NUMBER, both, chance)
          : new SceneQuestion(kind, "what colour is the %s ?".formatted(actor.name()), actor.hue().toString(), List.of(one),
              List.of());
      case PLACE -> alike ? question(SceneQuestion.Kind.PRESENCE, both, chance) : place(both, one, chance);
      case NUMBER -> {
        String name = chance.happens(0.6) ? actor.name() : chance.oneOf(scenes.classes());
        List<Integer> those = those(both, a -> a.name().equals(name));
        yield new SceneQuestion(kind, "how many %ss are there ?".formatted(name), NUMBERS.get(those.size()), those, List.of());
      }
      case PRESENCE -> {
        Actor asked = chance.happens(0.5) ? actor : another(actor, chance);
        List<Integer> those = those(both, a -> a.toString().equals(asked.toString()));
        yield new SceneQuestion(kind, "is there a %s ?".formatted(asked), those.isEmpty() ? "no" : "yes", those, List.of());
      }
    };
  }

  /** Beside an object there is the other one, or as often, where it is not, nothing. */
  private static SceneQuestion place(List<Actor> both, int one, Chance chance) {
    int other = 1 - one;
    Relation there = Relation.of(both.get(other), both.get(one));
    boolean isThere = chance.happens(0.4);
    Relation asked = isThere ? there : chance.oneOf(List.of(Relation.values()));
    return new SceneQuestion(SceneQuestion.Kind.PLACE, "what is %s the %s ?".formatted(asked, both.get(one).name()),
        asked == there ? both.get(other).name() : NOTHING, asked == there ? List.of(other) : List.of(), List.of(one));
  }

  /** Of another colour, of another class, or of both. */
  private Actor another(Actor actor, Chance chance) {
    int what = chance.count(1, 3);
    String name = (what & 1) == 0 ? actor.name() : chance.oneOf(scenes.classes());
    Hue hue = (what & 2) == 0 ? actor.hue() : chance.oneOf(List.of(Hue.values()));
    return new Actor(name, hue, actor.x(), actor.y());
  }

  private static List<Integer> those(List<Actor> both, Predicate<Actor> which) {
    return IntStream.range(0, both.size()).filter(a -> which.test(both.get(a))).boxed().toList();
  }

  /** The words that may be said of such scenes, each once. */
  public List<String> words() {
    List<String> words = new ArrayList<>(
        List.of("a", "left", "right", "of", "above", "below", "what", "colour", "is", "the", "how", "many",
            "are", "there", "?", "yes", "no", NOTHING));
    words.addAll(NUMBERS);
    for (Hue hue : Hue.values()) words.add(hue.toString());
    scenes.classes().forEach(name -> words.addAll(List.of(name, name + "s")));
    return List.copyOf(words);
  }

  private Chance chance(int i) {
    return new Chance(
        RandomStream.of(scenes.seed()).stream(scenes.split().name()).stream("talk").stream(Objects.checkIndex(i, scenes.count())));
  }
}
