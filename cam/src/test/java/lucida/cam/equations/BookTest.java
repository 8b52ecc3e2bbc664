package lucida.cam.equations;

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
    assertTrue(page.contains("ME 10") && page.contains("DS 1"), page.toString());
  }

  /** What the page calls an identity or a limit is one in the book. */
  @Test
  void identitiesAndLimitsOfThePageAreSoInTheBook() throws IOException {
    String page = Files.readString(EQUATIONS);
    Matcher item = Pattern.compile("\\[([A-Z]+ \\d+)\\][^\\[]*?\\*(identity|limit)\\*", Pattern.DOTALL)
        .matcher(page.substring(page.indexOf("## Derivatives")));
    List<String> found = new ArrayList<>();
    while (item.find()) {
      String tag = item.group(1), kind = item.group(2);
      found.add(tag);
      assertTrue(equations().stream().anyMatch(e -> e.tag().equals(tag) && e.kind().equals(kind)), tag + " is no " + kind);
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

  /** An identity that is false, a NaN, a check that cannot fail, a limit that does not shrink: each is seen. */
  @Test
  void whatIsWrongIsSeen() {
    Counterexample nowhere = new Counterexample(SmallHead.GAP, "nowhere", Optional.of(_ -> 0));
    Counterexample there = new Counterexample(SmallHead.GAP, "there", Optional.of(_ -> 1));
    assertEquals(Verdict.FAILS, verdict(identity(2 * Finding.TOLERANCE, there)));
    assertEquals(Verdict.FAILS, verdict(identity(Double.NaN, there)));
    assertEquals(Verdict.CANNOT_FAIL, verdict(identity(0, nowhere)));
    assertEquals(Verdict.HOLDS, verdict(identity(Finding.TOLERANCE, there)));
    List<Finding.Step> shrinking = List.of(new Finding.Step(1, 1), new Finding.Step(2, 0.1));
    List<Finding.Step> staying = List.of(new Finding.Step(1, 1), new Finding.Step(2, 0.9));
    assertEquals(Verdict.FAILS, new Finding.Sequence("", "", staying, "", staying).verdict());
    assertEquals(Verdict.CANNOT_FAIL, new Finding.Sequence("", "", shrinking, "", shrinking).verdict());
    assertEquals(Verdict.HOLDS, new Finding.Sequence("", "", shrinking, "", staying).verdict());
    assertFalse(Verdict.FAILS.isFine() || Verdict.CANNOT_FAIL.isFine());
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
        "No equation has the tag 'GC 77'; there are DS, CAM, GC, PP, SPP, SG, BP, SC, GG, OT, ME, each with numbers as in GC 3",
        message);
  }
}
