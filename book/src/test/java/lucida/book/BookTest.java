package lucida.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole book on small networks: what should hold does, and every check fails where it must. */
class BookTest {
  private static final Path EQUATIONS = Path.of("..", "docs", "equations.md");

  private static List<Equation> equations() {
    return Book.sections().stream().flatMap(section -> section.equations().stream()).toList();
  }

  /** No tag of docs/equations.md is missing, and none is made up. */
  @Test
  void tagsAreThoseOfThePage() throws IOException {
    Set<String> page = new TreeSet<>();
    Matcher tag = Pattern.compile("\\[([A-Z]+ \\d+)\\]").matcher(Files.readString(EQUATIONS));
    while (tag.find()) page.add(tag.group(1));
    assertEquals(page, equations().stream().map(Equation::tag).collect(Collectors.toCollection(TreeSet::new)));
    assertTrue(page.contains("AS 3") && page.contains("DS 1"), page.toString());
  }

  /** What the page calls an identity or a limit is one in the book, or is not covered yet. */
  @Test
  void identitiesAndLimitsOfThePageAreSoInTheBook() throws IOException {
    String page = Files.readString(EQUATIONS);
    Matcher item = Pattern.compile("\\[([A-Z]+ \\d+)\\](?:(?!\\[[A-Z]+ \\d+\\]).)*?\\*(identity|limit)\\*", Pattern.DOTALL)
        .matcher(page.substring(page.indexOf("## Derivatives")));
    List<String> found = new ArrayList<>();
    while (item.find()) {
      String tag = item.group(1), kind = item.group(2);
      found.add(tag);
      assertTrue(
          equations().stream().anyMatch(e -> e.tag().equals(tag) && (e.kind().equals(kind) || e instanceof Equation.Uncovered)),
          tag + " is no " + kind);
    }
    assertTrue(found.containsAll(List.of("DS 5", "CAM 3", "GC 3", "PP 7", "PP 8", "SPP 4", "OT 11", "OT 12")), found.toString());
  }

  /** On each kind of head all that should hold holds. An equation about another kind of head says on which it was evaluated. */
  @ParameterizedTest
  @EnumSource(names = {"GAP", "MAX_POOL", "TANH", "TWO_TANH", "ATTENTION"})
  void everythingHolds(SmallNetwork head) {
    EvaluationPoint point = EvaluationPoint.small(head);
    EvaluatedBook book = Book.evaluate(point, (_, _, _) -> {});
    for (EvaluatedEquation entry : book.entries()) {
      assertTrue(entry.verdict().isFine(), entry.toString());
      assertEquals(entry.equation().domain().includes(point), entry.place().isEmpty(), entry.toString());
    }
    assertTrue(book.isFine());
    assertEquals(equations().size(), book.entries().size());
  }

  /** The residual where it must fail is far beyond the tolerance: a check that cannot fail shows nothing. */
  @Test
  void everyIdentityFailsOnItsCounterexample() {
    for (Equation equation : equations()) {
      if (!(equation instanceof Equation.Identity)) continue;
      Outcome.Residual found = (Outcome.Residual) equation.evaluate(EvaluationPoint.small(equation.domain().example()));
      assertTrue(found.residualThere() > 1e6 * Outcome.TOLERANCE, equation.tag() + ": " + found);
      assertTrue(found.residual() <= Outcome.TOLERANCE, equation.tag() + ": " + found);
    }
  }

  /** An identity that is false, a NaN, a check that cannot fail, a limit that leaves its bound once, a bound that does not shrink: each is seen. */
  @Test
  void whatIsWrongIsSeen() {
    Counterexample nowhere = new Counterexample(SmallNetwork.GAP, "nowhere", Optional.of(_ -> 0));
    Counterexample there = new Counterexample(SmallNetwork.GAP, "there", Optional.of(_ -> 1));
    assertEquals(Verdict.FAILS, verdict(identity(2 * Outcome.TOLERANCE, there)));
    assertEquals(Verdict.FAILS, verdict(identity(Double.NaN, there)));
    assertEquals(Verdict.CANNOT_FAIL, verdict(identity(0, nowhere)));
    assertEquals(Verdict.HOLDS, verdict(identity(Outcome.TOLERANCE, there)));
    List<Outcome.Step> within = List.of(new Outcome.Step(1, 1, 2), new Outcome.Step(2, 0.1, 0.5));
    List<Outcome.Step> beyond = List.of(new Outcome.Step(1, 1, 2), new Outcome.Step(2, 0.9, 0.5));
    List<Outcome.Step> once = List.of(new Outcome.Step(1, 3, 2), new Outcome.Step(2, 0.1, 0.5));
    List<Outcome.Step> staying = List.of(new Outcome.Step(1, 1, 2), new Outcome.Step(2, 0.9, 2));
    List<Outcome.Step> nan = List.of(new Outcome.Step(1, 1, 2), new Outcome.Step(2, Double.NaN, 0.5));
    assertEquals(Verdict.HOLDS, verdict(within, beyond));
    for (List<Outcome.Step> wrong : List.of(beyond, once, staying, nan)) assertEquals(Verdict.FAILS, verdict(wrong, beyond));
    assertEquals(Verdict.CANNOT_FAIL, verdict(within, within));
    assertFalse(Verdict.FAILS.isFine() || Verdict.CANNOT_FAIL.isFine());
  }

  private static Verdict verdict(List<Outcome.Step> steps, List<Outcome.Step> contrasted) {
    return new Outcome.Sequence("", "", "", steps, "", contrasted).verdict();
  }

  /** Half of the gap before: 1, 0.5, 0.1, 0.02 does; 1, 0.5, 0.4, 0.1 does not, though its last gap is a tenth of the first. */
  @Test
  void halving() {
    double[] parameters = {0.1, 0.01, 0.001, 0.0001};
    List<Outcome.Step> much = Outcome.Step.halving(parameters, new double[]{1, 0.5, 0.1, 0.02});
    List<Outcome.Step> little = Outcome.Step.halving(parameters, new double[]{1, 0.5, 0.4, 0.1});
    assertEquals(Verdict.HOLDS, verdict(much, little));
    assertEquals(Verdict.FAILS, verdict(little, little));
  }

  /**
   * [OT 11] A slope of one kink in the middle of a cell: with one step the gap of the rule of midpoints is what Koksma's inequality allows
   * at most, and with a kink between two steps it grows again from 2 steps to 3. So no rule by the gaps alone can be right.
   */
  @Test
  void gapsOfMidpointsNeedNotFall() {
    double kink = 0.5;
    double[] gap = new double[4];
    for (int m = 1; m <= 3; m++) {
      double sum = 0;
      for (int s = 1; s <= m; s++) sum += (s - 0.5) / m > kink ? 1.0 / m : 0;
      gap[m] = Math.abs(sum - (1 - kink));
      assertTrue(gap[m] <= 1.0 / (2 * m) + 1e-15, m + " steps");
    }
    assertEquals(0.5, gap[1]);
    assertTrue(gap[3] > gap[2]);
  }

  /** The README says how much of the page is evaluated, as the program counts it. */
  @Test
  void theReadmeSaysHowMuchIsCovered() throws IOException {
    assertTrue(Files.readString(Path.of("..", "README.md")).replaceAll("\\s+", " ").contains(Book.coverage()), Book.coverage());
    long uncovered = equations().stream().filter(e -> e.kind().equals("not yet covered")).count();
    assertTrue(Book.coverage().contains(uncovered + " are listed as not yet covered"), Book.coverage());
  }

  private static Equation identity(double residual, Counterexample counterexample) {
    return new Equation.Identity("X 1", "x", new Notation("x"), Domain.ANY, "", _ -> residual, counterexample);
  }

  private static Verdict verdict(Equation equation) {
    return Book.evaluate(equation, EvaluationPoint.small(SmallNetwork.GAP)).verdict();
  }

  @Test
  void someTagsOnly() {
    EvaluationPoint point = EvaluationPoint.small(SmallNetwork.GAP);
    List<EvaluatedEquation> some = Book.evaluate(point, List.of("cam", "GC3"), (_, _, _) -> {}).entries();
    assertEquals(List.of("CAM 1", "CAM 2", "CAM 3", "GC 3"), some.stream().map(entry -> entry.equation().tag()).toList());
    String message = assertThrows(IllegalArgumentException.class, () -> Book.evaluate(point, List.of("GC 77"), (_, _, _) -> {}))
        .getMessage();
    assertEquals(
        "No equation has the tag 'GC 77'; there are DS, CAM, GC, PP, SPP, SG, BP, SC, GG, OT, ME, GT, EL, LRP, AS, each with numbers as in GC 3",
        message);
  }
}
