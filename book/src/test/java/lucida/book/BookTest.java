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
    Matcher item = Pattern.compile("\\[([A-Z]+ \\d+)\\][^\\[]*?\\*(identity|limit)\\*", Pattern.DOTALL)
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
  @EnumSource(names = {"GAP", "MAX_POOL", "TANH", "TWO_TANH"})
  void everythingHolds(SmallHead head) {
    Specimen specimen = Specimen.small(head);
    Reading reading = Book.read(specimen, (_, _, _) -> {});
    for (Entry entry : reading.entries()) {
      assertTrue(entry.verdict().isFine(), entry.toString());
      assertEquals(entry.equation().domain().includes(specimen), entry.place().isEmpty(), entry.toString());
    }
    assertTrue(reading.isFine());
    assertEquals(equations().size(), reading.entries().size());
  }

  /** The residual where it must fail is far beyond the tolerance: a check that cannot fail shows nothing. */
  @Test
  void everyIdentityFailsOnItsCounterexample() {
    for (Equation equation : equations()) {
      if (!(equation instanceof Equation.Identity)) continue;
      Finding.Residual found = (Finding.Residual) equation.evaluate(Specimen.small(equation.domain().example()));
      assertTrue(found.residualThere() > 1e6 * Finding.TOLERANCE, equation.tag() + ": " + found);
      assertTrue(found.residual() <= Finding.TOLERANCE, equation.tag() + ": " + found);
    }
  }

  /** An identity that is false, a NaN, a check that cannot fail, a limit that leaves its bound once, a bound that does not shrink: each is seen. */
  @Test
  void whatIsWrongIsSeen() {
    Counterexample nowhere = new Counterexample(SmallHead.GAP, "nowhere", Optional.of(_ -> 0));
    Counterexample there = new Counterexample(SmallHead.GAP, "there", Optional.of(_ -> 1));
    assertEquals(Verdict.FAILS, verdict(identity(2 * Finding.TOLERANCE, there)));
    assertEquals(Verdict.FAILS, verdict(identity(Double.NaN, there)));
    assertEquals(Verdict.CANNOT_FAIL, verdict(identity(0, nowhere)));
    assertEquals(Verdict.HOLDS, verdict(identity(Finding.TOLERANCE, there)));
    List<Finding.Step> within = List.of(new Finding.Step(1, 1, 2), new Finding.Step(2, 0.1, 0.5));
    List<Finding.Step> beyond = List.of(new Finding.Step(1, 1, 2), new Finding.Step(2, 0.9, 0.5));
    List<Finding.Step> once = List.of(new Finding.Step(1, 3, 2), new Finding.Step(2, 0.1, 0.5));
    List<Finding.Step> staying = List.of(new Finding.Step(1, 1, 2), new Finding.Step(2, 0.9, 2));
    List<Finding.Step> nan = List.of(new Finding.Step(1, 1, 2), new Finding.Step(2, Double.NaN, 0.5));
    assertEquals(Verdict.HOLDS, verdict(within, beyond));
    for (List<Finding.Step> wrong : List.of(beyond, once, staying, nan)) assertEquals(Verdict.FAILS, verdict(wrong, beyond));
    assertEquals(Verdict.CANNOT_FAIL, verdict(within, within));
    assertFalse(Verdict.FAILS.isFine() || Verdict.CANNOT_FAIL.isFine());
  }

  private static Verdict verdict(List<Finding.Step> steps, List<Finding.Step> contrasted) {
    return new Finding.Sequence("", "", "", steps, "", contrasted).verdict();
  }

  /** Half of the gap before: 1, 0.5, 0.1, 0.02 does; 1, 0.5, 0.4, 0.1 does not, though its last gap is a tenth of the first. */
  @Test
  void halving() {
    double[] parameters = {0.1, 0.01, 0.001, 0.0001};
    List<Finding.Step> much = Finding.Step.halving(parameters, new double[]{1, 0.5, 0.1, 0.02});
    List<Finding.Step> little = Finding.Step.halving(parameters, new double[]{1, 0.5, 0.4, 0.1});
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
    return Book.evaluate(equation, Specimen.small(SmallHead.GAP)).verdict();
  }

  @Test
  void someTagsOnly() {
    Specimen specimen = Specimen.small(SmallHead.GAP);
    List<Entry> some = Book.read(specimen, List.of("cam", "GC3"), (_, _, _) -> {}).entries();
    assertEquals(List.of("CAM 1", "CAM 2", "CAM 3", "GC 3"), some.stream().map(entry -> entry.equation().tag()).toList());
    String message = assertThrows(IllegalArgumentException.class, () -> Book.read(specimen, List.of("GC 77"), (_, _, _) -> {}))
        .getMessage();
    assertEquals(
        "No equation has the tag 'GC 77'; there are DS, CAM, GC, PP, SPP, SG, BP, SC, GG, OT, ME, GT, EL, LRP, AS, each with numbers as in GC 3",
        message);
  }
}
