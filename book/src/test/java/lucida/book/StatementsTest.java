package lucida.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The book is where an equation is typed. docs/equations.md and the Javadoc of the methods show it to their readers; here they are compared
 * with the book, sign by sign but for spaces, the dots of products and the height of digits, so that none can say anything else.
 */
class StatementsTest {
  private static final Pattern ITEM = Pattern.compile("\\[([A-Z]+ \\d+)\\](.*?)(?=\\[[A-Z]+ \\d+\\]|\\n## |\\z)", Pattern.DOTALL);
  private static final Pattern DISPLAYED = Pattern.compile("(?m)^ \\*   (\\S.*?) +\\[([A-Z]+ \\d+)\\](?= |$)");

  /** D₁ is D1, g² is g2, 2·D2 is 2 D2; the upper end of a sum may stand before or after the lower. */
  private static String canonical(String formula) {
    return Normalizer.normalize(formula, Normalizer.Form.NFKC).replaceAll("[\\s·`,]", "").replace('∼', '~')
        .replaceAll("Σ(\\^\\w)(_\\{[^}]*\\})", "Σ$2$1");
  }

  /** The formulas of an equation, but for those that are prose, or partly. */
  private static List<String> formulas(Equation equation) {
    return Stream.of(equation.statement().source().split("\n|  ", -1)).filter(source -> !source.contains("\"") && !source.isBlank())
        .map(source -> new Notation(source.replaceFirst(",$", "")).text()).toList();
  }

  private static Stream<Equation> covered() {
    return Book.sections().stream().flatMap(section -> section.equations().stream())
        .filter(equation -> !(equation instanceof Equation.Uncovered));
  }

  @Test
  void thePageShowsEveryFormulaUnderItsTag() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "equations.md"));
    Map<String, String> items = new TreeMap<>();
    for (Matcher item = ITEM.matcher(page.substring(page.indexOf("## Derivatives"))); item.find();)
      items.merge(item.group(1), canonical(item.group(2)), String::concat);
    List<String> missing = covered().flatMap(equation -> formulas(equation).stream()
        .filter(formula -> !items.getOrDefault(equation.tag(), "").contains(canonical(formula)))
        .map(formula -> "[" + equation.tag() + "] " + formula)).toList();
    assertEquals(List.of(), missing, "typed in the book and not on the page");
    assertTrue(covered().mapToLong(equation -> formulas(equation).size()).sum() > 60, "formulas that were compared");
  }

  /**
   * What the Javadoc of a method shows under a tag is the book's formula, in the letters of the methods: Y for any score, g for its derivative
   * by A, no indices that a line does not need.
   */
  private static String inTheLettersOfMethods(String formula) {
    return canonical(formula).replace("relu", "ReLU").replace("1[", "[").replace("S^c", "Y").replace("^c_k", "_k")
        .replace("M^c_ij", "M")
        .replace("α^k_ij", "α").replace("∂Y/∂A^k_ij", "g^k_ij").replace("∂Y/∂A^k", "g^k");
  }

  /** Shown in a form of the method's own: with another map, with a baseline, as it is computed, as a part of an identity, or with a term that the book leaves out. */
  private static final Set<String> OF_THEIR_OWN = Set.of("DeconvolutionGradCam GC 5", "EigenCam OT 4", "EigenGradCam OT 5",
      "EnergyLoss EL 2", "FullGrad OT 12",
      "Ggam GG 5", "GradientRollout AS 2", "PixelCrossEntropy EL 4", "RightReasons EL 1", "GroupCam OT 9",
      "GroupCam SC 1",
      "GroupCam SC 2", "IntegratedGradients OT 11", "IsCam OT 8", "IsCam SC 3", "Occlusion OT 14", "Rise OT 13", "ScoreCam SC 2",
      "ShapleyCam OT 10", "SmoothGrad SG 1", "SquareGrad OT 15", "SsCam OT 7", "SsCam SC 3", "VarGrad OT 15");

  @Test
  void theJavadocOfMethodsShowsTheFormulasOfTheBook() throws IOException {
    Map<String, List<String>> book = covered().collect(Collectors.groupingBy(Equation::tag,
        Collectors.flatMapping(e -> formulas(e).stream().map(StatementsTest::inTheLettersOfMethods), Collectors.toList())));
    Set<String> other = new TreeSet<>();
    int same = 0;
    for (Path file : methods())
      for (Matcher shown = DISPLAYED.matcher(Files.readString(file)); shown.find();) {
        String formula = inTheLettersOfMethods(shown.group(1));
        boolean found = book.getOrDefault(shown.group(2), List.of()).stream()
            .anyMatch(stated -> formula.contains(stated) || stated.startsWith(formula));
        if (found) same++;
        else other.add(file.getFileName().toString().replace(".java", " ") + shown.group(2));
      }
    assertEquals(new TreeSet<>(OF_THEIR_OWN), other, "shown otherwise than the book states it");
    assertTrue(same >= 20, same + " formulas of Javadoc were compared");
  }

  private static List<Path> methods() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", "cam", "src", "main", "java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void whatDiffersIsSeen() {
    assertEquals(canonical("α = D2 / (2·D2 + x³)"), canonical("α = D₂ / (2 D₂ + x³)"));
    assertNotEquals(canonical("D_1"), canonical("D_2"));
    assertNotEquals(canonical("a + b"), canonical("a − b"));
  }
}
