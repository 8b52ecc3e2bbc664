package lucida.judge.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a file of answers is one sentence that names it. */
class AnswerFileTest {
  private static final StudyKey KEY = new StudyKey("00ff", 3, new LinkedHashMap<>(),
      List.of(trial("t1", TrialKind.OBJECT), trial("t2", TrialKind.NETWORK)));

  @TempDir
  private Path folder;

  static StudyTrial trial(String id, TrialKind kind) {
    return new StudyTrial(id, kind, "gradcam", "x", List.of("cat", "dog"), 1, List.of(0.25, 0.5));
  }

  /** As the page writes it: each answer is "trial:choice:milliseconds". */
  private Path file(String name, String study, String person, String... answers) throws IOException {
    List<String> lines = new ArrayList<>(List.of(study, person));
    lines.addAll(List.of(answers));
    String list = List.of(answers).stream().map(a -> a.split(":", -1))
        .map(a -> "{\"trial\": \"%s\", \"choice\": %s, \"milliseconds\": %s}".formatted(a[0], a[1], a[2]))
        .collect(Collectors.joining(", "));
    return Files.writeString(folder.resolve(name),
        "{\"format\": \"lucida-study-1\", \"study\": \"%s\", \"person\": \"%s\", \"answers\": [%s], \"seal\": \"%s\"}".formatted(
            study, person,
            list, AnswerFile.seal(lines)));
  }

  private static String refused(Path... files) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, () -> AnswerFile.read(List.of(files), KEY)).getMessage());
  }

  @Test
  void whatWasSavedIsRead() throws IOException {
    AnswerFile ann = AnswerFile.read(List.of(file("a", "00ff", "ann", "t2:4:900", "t1:1:800")), KEY).getFirst();
    assertEquals("ann", ann.person());
    assertEquals(new AnswerFile.Answer(4, 900), ann.of(KEY.trials().getLast()));
    assertEquals(List.of("t2", "t1"), List.copyOf(ann.answers().keySet()));
    assertEquals(1, KEY.trials().getFirst().value(1));
    assertEquals(2, KEY.trials().getLast().value(4), "the second network clearly, and it is the better one");
    assertEquals(-1, KEY.trials().getLast().value(1));
    assertEquals(1, KEY.trials().getLast().ofEnergy());
  }

  @Test
  void mixedAndDuplicate() throws IOException {
    Path a = file("a.json", "00ff", "ann", "t1:1:800", "t2:4:900"), other = file("o.json", "1234", "ann", "t1:1:800", "t2:4:900");
    assertTrue(refused(a, other).endsWith("o.json answers the study 1234, and the key is of 00ff: name its own by --key"));
    assertTrue(refused(a, file("b.json", "00ff", "ann", "t1:0:1", "t2:4:1"))
        .endsWith("b.json are both of person 'ann': each person counts once, leave out one of them"));
    assertTrue(refused(a, file("c.json", "00ff", "cid", "t1:1:800", "t2:4:900"))
        .endsWith("c.json hold the same answers to the millisecond: leave out one of them"));
  }

  @Test
  void changed() throws IOException {
    Path a = file("a.json", "00ff", "ann", "t1:1:800", "t2:4:900");
    Files.writeString(a, Files.readString(a).replace("\"choice\": 1", "\"choice\": 0"));
    assertTrue(refused(a).endsWith("a.json was changed after it was saved: its seal is not that of its answers"));
    assertTrue(refused(file("b", "00ff", "ann", "t1:1:800")).endsWith("b has 1 of 2 answers, none to trial t2"));
    assertTrue(refused(file("b", "00ff", "ann", "t1:2:800", "t2:0:1"))
        .endsWith("b has choice 2 after 800 ms in trial t1, which has the choices 0 to 1"));
    assertTrue(refused(file("b", "00ff", "ann", "t1:1:800", "t1:1:8", "t2:0:1")).endsWith("b answers trial t1 twice"));
    assertTrue(
        refused(file("b", "00ff", "ann", "t1:1:8", "t2:0:1", "t3:0:1")).endsWith("b answers trials that the study does not have"));
  }

  @Test
  void noSuchFile() throws IOException {
    assertTrue(refused(folder.resolve("x")).endsWith("x cannot be read: there is no such file"));
    assertTrue(refused(Files.writeString(folder.resolve("y"), "nonsense")).endsWith("y is no file of answers: it is not JSON"));
    assertTrue(refused(Files.writeString(folder.resolve("y"), "[]")).endsWith("y is no file of answers: it holds no JSON object"));
    assertTrue(refused(Files.writeString(folder.resolve("y"), "{}"))
        .contains("y is no file of answers as the page of 'lucida study' saves it ("));
    Path a = file("a.json", "00ff", "ann", "t1:1:800", "t2:4:900");
    Files.writeString(a, Files.readString(a).replace("\"person\"", "\"note\": \"by hand\", \"person\""));
    assertTrue(refused(a).endsWith("saves it (it has the key 'note')"));
    assertTrue(refused(file("n.json", "00ff", "\u202Enna", "t1:1:800", "t2:4:900"))
        .endsWith("saves it (its person has a name that the page does not take)"));
    Path key = Files.writeString(folder.resolve("key.json"), KEY.json());
    assertEquals(KEY, StudyKey.read(key));
    assertThrows(IllegalArgumentException.class, () -> StudyKey.read(folder.resolve("y")));
  }

  /** A key is the truth that answers are compared with: another one is not taken for it. */
  @Test
  void changedKeys() throws IOException {
    for (List<String> change : List.of(List.of("\"right\" : 1", "\"right\" : 0"), List.of("\"id\" : \"t2\"", "\"id\" : \"t1\""),
        List.of("\"method\" : \"gradcam\"", "\"method\" : \"\""), List.of("0.25", "0.75"),
        List.of("\"seed\" : 3", "\"seed\" : 4"))) {
      String changed = KEY.json().replace(change.getFirst(), change.getLast());
      assertNotEquals(KEY.json(), changed);
      Path file = Files.writeString(folder.resolve("key.json"), changed);
      assertEquals(file + " was changed after it was written: its seal is not that of what it says",
          String.valueOf(assertThrows(IllegalArgumentException.class, () -> StudyKey.read(file)).getMessage()));
    }
  }
}
