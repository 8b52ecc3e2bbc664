package lucida.book;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import lucida.book.Notation.Part;

/**
 * An entry of the legend.
 *
 * @param notation the letters and signs it explains, as the book's formulas show them
 * @param meaning what they stand for; text between backquotes is {@link Notation} too
 * @param isIndex whether it is an index that formulas have as a script; else the scripts of the notation are examples
 */
public record Symbol(Notation notation, String meaning, boolean isIndex) {
  /** A formula within the meaning. */
  public static final Pattern FORMULA = Pattern.compile("`([^`]+)`");
  /** The operators that the legend explains; the others are common knowledge. */
  private static final Set<String> SIGNS = Set.of("⊙", "∘", "‖");

  /** Letters and signs of formulas: those on the line, and those in scripts. */
  record Letters(Set<String> onLine, Set<String> inScripts) {
    static Letters of(Notation notation) {
      Letters letters = new Letters(new HashSet<>(), new HashSet<>());
      notation.lines().forEach(line -> letters.add(line, letters.onLine));
      return letters;
    }

    private void add(Part part, Set<String> place) {
      switch (part) {
        case Part.Name(String text) -> place.add(text.replaceAll("[′″‴]", ""));
        case Part.Sign(String text) -> {
          if (SIGNS.contains(text)) place.add(text);
        }
        case Part.Fenced(char open, Part inside, char _) -> {
          if (open == '⟨') place.add("⟨");
          add(inside, place);
        }
        case Part.Fraction(Part above, Part below) -> {
          add(above, place);
          add(below, place);
        }
        case Part.Scripts(Part base, Part below, Part above) -> {
          add(base, place);
          add(below, inScripts);
          add(above, inScripts);
        }
        case Part.Row(List<Part> parts) -> parts.forEach(p -> add(p, place));
        case Part.Space _, Part.Digits _, Part.Prose _ -> {
        }
      }
    }
  }

  /** The meaning as plain text. */
  public String text() {
    return FORMULA.matcher(meaning).replaceAll(formula -> new Notation(formula.group(1)).text());
  }

  /** What it explains. */
  Set<String> explained() { return Letters.of(notation).onLine; }

  /** Whether it explains something of a formula. */
  boolean occursIn(Notation formula) {
    Letters letters = Letters.of(formula);
    return explained().stream().anyMatch(letter -> (isIndex ? letters.inScripts : letters.onLine).contains(letter));
  }
}
