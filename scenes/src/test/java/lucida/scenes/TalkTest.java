package lucida.scenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of scenes is true of what is drawn. */
class TalkTest {
  private static final int SCENES = 300;
  private static final Talk TEST = new Talk(SceneSet.of(new SceneKind.Related(), Split.TEST, SCENES));

  /** The middle of a box along an axis, in pixels of 64. */
  private static double x(Instance object) {
    return 0.5 * (object.box().left() + object.box().right());
  }

  private static double y(Instance object) { return 0.5 * (object.box().top() + object.box().bottom()); }

  @Test
  void captionsSayWhatIsDrawn() {
    for (int i = 0; i < 40; i++) {
      List<Instance> both = TEST.scenes().get(i).objects();
      Instance one = both.getFirst(), other = both.getLast();
      double right = x(one) - x(other), down = y(one) - y(other);
      String relation = Math.abs(right) > Math.abs(down) ? right < 0 ? "left of" : "right of" : down < 0 ? "above" : "below";
      String wanted = "a %s %s %s a %s %s".formatted(one.hue().orElseThrow(), one.name(), relation, other.hue().orElseThrow(),
          other.name());
      assertEquals(wanted, TEST.captions(i).getFirst());
      assertTrue(TEST.captions(i).contains(TEST.caption(i)));
    }
  }

  /** Both captions are said, and each relation is its inverse's inverse. */
  @Test
  void bothCaptionsAreSaid() {
    long first = IntStream.range(0, SCENES).filter(i -> TEST.caption(i).equals(TEST.captions(i).getFirst())).count();
    assertEquals(0.5, (double) first / SCENES, 3 * Math.sqrt(0.25 / SCENES));
    for (Relation relation : Relation.values()) assertEquals(relation, relation.inverse().inverse());
  }

  /** Every answer found once more, from the words of the question and of a true caption. */
  @Test
  void answersAreTrue() {
    Map<SceneQuestion.Kind, Set<String>> answers = new HashMap<>();
    for (int i = 0; i < SCENES; i++)
      for (int n = 0; n < 4; n++) {
        SceneQuestion question = TEST.question(i, n);
        assertEquals(answer(question.text(), TEST.captions(i)), question.answer(), question.text() + " of " + TEST.captions(i));
        answers.computeIfAbsent(question.kind(), _ -> new HashSet<>()).add(question.answer());
      }
    assertEquals(5, answers.get(SceneQuestion.Kind.COLOUR).size());
    assertEquals(7, answers.get(SceneQuestion.Kind.PLACE).size());
    assertEquals(Set.of("none", "one", "two"), answers.get(SceneQuestion.Kind.NUMBER));
    assertEquals(Set.of("yes", "no"), answers.get(SceneQuestion.Kind.PRESENCE));
  }

  /** By string matching: "a red car left of a blue cat" is its objects around its relation. */
  private static String answer(String question, List<String> captions) {
    List<String> words = List.of(question.split(" ", -1));
    String caption = captions.getFirst();
    if (words.contains("colour")) {
      List<String> of = List.of(caption.split(" ", -1));
      return of.get(of.indexOf(words.get(words.size() - 2)) - 1);
    }
    if (words.contains("many")) {
      String name = words.get(2).substring(0, words.get(2).length() - 1);
      return List.of("none", "one", "two").get((int) List.of(caption.split(" ", -1)).stream().filter(name::equals).count());
    }
    if (words.getFirst().equals("is")) return caption.contains(words.get(3) + " " + words.get(4)) ? "yes" : "no";
    String asked = " " + String.join(" ", words.subList(2, words.size() - 3)) + " a ", of = words.get(words.size() - 2);
    return captions.stream().filter(c -> c.contains(asked) && c.endsWith(of)).map(c -> c.split(asked, -1)[0])
        .map(one -> one.substring(one.lastIndexOf(' ') + 1)).findFirst().orElse("nothing");
  }

  /** Of each colour one class is never learned and never used to choose an epoch; the test set shows it. */
  @Test
  void someCombinationsAreHeldOut() {
    Set<String> seen = new HashSet<>(), tested = new HashSet<>();
    for (Split split : List.of(Split.TRAINING, Split.VALIDATION)) {
      SceneSet set = SceneSet.of(new SceneKind.Related(), split, 600);
      for (int i = 0; i < 600; i++) set.actors(i).forEach(actor -> seen.add(actor.toString()));
    }
    for (int i = 0; i < SCENES; i++) TEST.scenes().actors(i).forEach(actor -> tested.add(actor.toString()));
    assertEquals(30, tested.size());
    assertEquals(25, seen.size());
    for (String held : List.of("red car", "yellow cat", "green flower", "blue house", "purple owl"))
      assertFalse(seen.contains(held));
  }

  @Test
  void everyWordIsKnown() {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < SCENES; i++) {
      said.add(TEST.caption(i));
      said.add(TEST.question(i, 0).text() + " " + TEST.question(i, 0).answer());
    }
    for (String text : said) for (String word : text.split(" ", -1)) assertTrue(TEST.words().contains(word), word);
    assertEquals(TEST.words().size(), new HashSet<>(TEST.words()).size());
    assertThrows(IllegalArgumentException.class, () -> new Talk(SceneSet.of(new SceneKind.Pair(), Split.TEST, 1)));
  }
}
