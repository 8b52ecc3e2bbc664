package lucida.book;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** All equations, in the order of docs/equations.md. */
public final class Book {
  private Book() {}

  /** The sections with their equations. */
  public static List<Section> sections() {
    return List.of(DerivativeEquations.section(), CamEquations.section(), GradCamEquations.section(),
        GradCamPlusPlusEquations.section(), SmoothEquations.section(), PixelEquations.section(), ScoreCamEquations.section(),
        TrainingEquations.attention(), OtherMethodEquations.section(), MeasureEquations.section(), TruthEquations.section(),
        TrainingEquations.training(), UncoveredEquations.relevance(), ScalarEquations.section());
  }

  /** The formula of each tag: its definition if it has one, else the first of its equations. */
  public static Map<String, Notation> statements() {
    return sections().stream().flatMap(section -> section.equations().stream())
        .collect(Collectors.toMap(Equation::tag, Equation::statement, (first, _) -> first));
  }

  /** How much of docs/equations.md is evaluated: "60 of its 103 entries are evaluated, 43 are listed as not yet covered". */
  public static String coverage() {
    List<Equation> all = sections().stream().flatMap(section -> section.equations().stream()).toList();
    long uncovered = all.stream().filter(Equation.Uncovered.class::isInstance).count();
    return "%d of its %d entries are evaluated, %d are listed as not yet covered".formatted(all.size() - uncovered, all.size(),
        uncovered);
  }

  /** Receives progress. */
  @FunctionalInterface
  public interface Progress {
    /** Called before each equation, after {@code done} of {@code all}. */
    void next(int done, int all, Equation equation);
  }

  /** Evaluates all equations. */
  public static EvaluatedBook evaluate(EvaluationPoint given, Progress progress) {
    return evaluate(given, List.of(), progress);
  }

  /**
   * Evaluates some equations.
   *
   * @param tags "GC" for a section, "GC 3" or "GC3" for one equation, in either case; none for all
   * @throws IllegalArgumentException if the book has no such tag
   */
  public static EvaluatedBook evaluate(EvaluationPoint given, List<String> tags, Progress progress) {
    SequencedMap<Section, List<Equation>> wanted = wanted(tags);
    SequencedMap<Section, List<EvaluatedEquation>> entries = new LinkedHashMap<>();
    int all = wanted.values().stream().mapToInt(List::size).sum();
    int done = 0;
    for (Map.Entry<Section, List<Equation>> section : wanted.entrySet()) {
      List<EvaluatedEquation> found = new ArrayList<>();
      for (Equation equation : section.getValue()) {
        progress.next(done++, all, equation);
        found.add(evaluate(equation, given));
      }
      entries.put(section.getKey(), found);
    }
    return new EvaluatedBook(given, entries);
  }

  private static SequencedMap<Section, List<Equation>> wanted(List<String> tags) {
    SequencedMap<Section, List<Equation>> wanted = new LinkedHashMap<>();
    for (String tag : tags)
      if (sections().stream().flatMap(section -> section.equations().stream()).noneMatch(e -> matches(tag, e)))
        throw new IllegalArgumentException("No equation has the tag '" + tag + "'; there are " + String.join(", ", prefixes())
            + ", each with numbers as in GC 3");
    for (Section section : sections()) {
      List<Equation> equations = section.equations().stream()
          .filter(e -> tags.isEmpty() || tags.stream().anyMatch(tag -> matches(tag, e))).toList();
      if (!equations.isEmpty()) wanted.put(section, equations);
    }
    return wanted;
  }

  private static boolean matches(String tag, Equation equation) {
    String asked = tag.replace(" ", "").toUpperCase(Locale.ROOT);
    return asked.equals(prefix(equation)) || asked.equals(equation.tag().replace(" ", ""));
  }

  private static String prefix(Equation equation) {
    return equation.tag().substring(0, equation.tag().indexOf(' '));
  }

  private static List<String> prefixes() {
    return sections().stream().flatMap(section -> section.equations().stream()).map(Book::prefix).distinct().toList();
  }

  /** Evaluates at the given point, or on a small network of the equation's domain. */
  static EvaluatedEquation evaluate(Equation equation, EvaluationPoint given) {
    if (equation.domain().includes(given)) return new EvaluatedEquation(equation, "", equation.evaluate(given));
    SmallNetwork head = equation.domain().example();
    return new EvaluatedEquation(equation, "small " + head.description(), equation.evaluate(EvaluationPoint.small(head)));
  }
}
