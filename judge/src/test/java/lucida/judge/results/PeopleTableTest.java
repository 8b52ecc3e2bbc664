package lucida.judge.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.judge.people.AnswerFile;
import lucida.judge.people.StudyKey;
import lucida.judge.people.StudyTrial;
import lucida.judge.people.TrialKind;
import org.junit.jupiter.api.Test;

/** Two methods on four pictures: of the first people are right everywhere, of the second on two, each on others. */
class PeopleTableTest {
  private static final StudyKey KEY = new StudyKey("s", 1, new LinkedHashMap<>(), trials());

  private static List<StudyTrial> trials() {
    List<StudyTrial> trials = new ArrayList<>();
    trials.add(new StudyTrial("check", TrialKind.CHECK, "", "p0", List.of("cat", "dog"), 0, List.of()));
    for (int i = 0; i < 4; i++) {
      trials.add(new StudyTrial("a" + i, TrialKind.OBJECT, "a", "p" + i, List.of("cat", "dog"), i % 2, List.of(0.5, 0.25)));
      trials.add(new StudyTrial("b" + i, TrialKind.OBJECT, "b", "p" + i, List.of("cat", "dog"), 1 - i % 2, List.of()));
      trials.add(new StudyTrial("n" + i, TrialKind.NETWORK, "a", "p" + i, List.of("good", "bad"), 0, List.of(0.2, 0.2)));
    }
    return trials;
  }

  /** Right of b where the bit of the picture is set; of networks this degree. */
  private static AnswerFile person(String name, int check, int right, int degree) {
    SequencedMap<String, AnswerFile.Answer> answers = new LinkedHashMap<>();
    for (StudyTrial trial : KEY.trials()) {
      int picture = Integer.parseInt(trial.picture().substring(1));
      boolean isRight = trial.method().equals("a") || (right >> picture & 1) == 1;
      answers.put(trial.id(), new AnswerFile.Answer(switch (trial.kind()) {
        case CHECK, TRAINING -> check;
        case OBJECT -> isRight ? trial.right() : 1 - trial.right();
        case NETWORK -> degree;
      }, 1000));
    }
    return new AnswerFile(Path.of(name), name, answers);
  }

  private static final PeopleTable TABLE = new PeopleTable(KEY,
      List.of(person("ann", 0, 0b0011, 0), person("ben", 0, 0b1100, 1), person("cid", 1, 0, 4)));

  @Test
  void whoMissesTheCheckDoesNotCount() {
    assertEquals(List.of("ann", "ben"), TABLE.counted().stream().map(AnswerFile::person).toList());
    assertEquals(List.of("cid"), TABLE.leftOut().stream().map(AnswerFile::person).toList());
    assertTrue(TABLE.csv().contains("cid,false,check,check,p0,,0,1,0.0,1000"), TABLE.csv());
  }

  @Test
  void accuracies() {
    List<PeopleTable.Measured> measured = TABLE.measured(TrialKind.OBJECT);
    assertEquals(List.of("a", "b"), measured.stream().map(PeopleTable.Measured::method).toList());
    assertEquals(1, measured.getFirst().mean());
    assertEquals(0.5, measured.getFirst().ofEnergy(), "cat has more energy, and is right on two of four");
    assertEquals(2 / 256.0, measured.getFirst().p(), "two people are right eight times: of 256 patterns of signs two are as far");
    assertEquals(Math.sqrt(0.025), measured.getFirst().interval().low(), 1e-12,
        "of two people on two pictures each cell is another draw");
    assertEquals(1, measured.getFirst().interval().high());
    assertEquals(0.5, measured.getLast().mean());
    assertEquals(1, measured.getLast().p(), "the means of both are those of guessing");
    assertTrue(measured.getLast().interval().low() < 0.5 && measured.getLast().interval().high() > 0.5);
    assertTrue(Double.isNaN(measured.getLast().ofEnergy()));
    assertEquals(1, measured.getLast().seconds());
  }

  /** a − b is ½ for both people; of each of the four pictures one of two people is ahead by 1: of 16 patterns of signs two are as far. */
  @Test
  void differences() {
    PeopleTable.Difference difference = TABLE.differences(TrialKind.OBJECT).getFirst();
    assertEquals(0.5, difference.mean());
    assertEquals(2.0 / 4, difference.byPeople(),
        "both are ahead alike: t is infinite, and of four patterns of signs two are as far");
    assertEquals(2.0 / 16, difference.byPictures());
  }

  /** ann gives 2, ben 1: their mean is 1.5, t of two people 1.5 / 0.5 = 3, and p = 1 − (2/π) atan 3. */
  @Test
  void networks() {
    PeopleTable.Measured measured = TABLE.measured(TrialKind.NETWORK).getFirst();
    assertEquals(1.5, measured.mean());
    assertEquals(1, measured.right());
    assertEquals(1 - 2 / Math.PI * Math.atan(3), measured.p(), 1e-9);
    assertEquals(0, measured.ofEnergy(), "equal energies are no choice");
  }

  /** All take a second a trial; dora answers all at once. */
  @Test
  void whoIsHasty() {
    AnswerFile ann = person("ann", 0, 0b0011, 0);
    assertEquals(1, PeopleTable.seconds(ann));
    SequencedMap<String, AnswerFile.Answer> atOnce = new LinkedHashMap<>();
    ann.answers().forEach((trial, answer) -> atOnce.put(trial, new AnswerFile.Answer(answer.choice(), 0)));
    AnswerFile dora = new AnswerFile(Path.of("dora"), "dora", atOnce);
    assertEquals(List.of(dora), new PeopleTable(KEY, List.of(ann, dora)).hasty());
  }

  /** A key that knows which network is more accurate says so; one that was made without that does not. */
  @Test
  void whichNetworkIsMoreAccurate() {
    assertEquals("the more accurate network", KEY.accuracy());
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put(StudyKey.MORE_ACCURATE, "good, right on 395 of 400 pictures against 394 of bad (p 1.00: can be chance)");
    assertEquals("the more accurate network: good, right on 395 of 400 pictures against 394 of bad (p 1.00: can be chance)",
        new StudyKey("s", 1, facts, trials()).accuracy());
  }

  /** By a they choose the same always; by b one is right where the other is wrong, so never: each chooses each option half of the time, P_e = ½, κ = 1 and −1. */
  @Test
  void agreement() {
    List<PeopleTable.Agreement> agreements = TABLE.agreements();
    assertEquals(List.of("", "a", "b"), agreements.stream().map(PeopleTable.Agreement::method).toList());
    assertEquals(List.of(0.0, 1.0, -1.0), agreements.stream().map(PeopleTable.Agreement::kappa).toList());
    assertEquals(2 * Math.pow(0.025, 0.25) - 1, agreements.get(1).interval().low(), 1e-12, "both agree in four trials of four");
    assertTrue(TABLE.json().contains("\"left out\" : [ \"cid\" ]"), TABLE.json());
  }
}
