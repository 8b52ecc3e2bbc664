package lucida.book;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A formula as it is typed, the one source of its plain text and its MathML. {@code A^k_{ij}} has scripts, of one sign or in braces;
 * {@code frac{a}{b}} is a fraction; adjacent letters are a word, {@code ReLU}, but in scripts they are indices; brackets ( ), [ ] and ⟨ ⟩
 * come in pairs; {@code "…"} is prose; two spaces keep formulas apart, a new line begins another one.
 */
public record Notation(String source) {
  /** An absent script. */
  public static final Part NONE = new Part.Row(List.of());
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /** A part of a formula. */
  public sealed interface Part {
    /** Whether it multiplies what precedes it: everything but a sign, and Σ. */
    default boolean isFactor() {
      return !(this instanceof Sign(String text)) || text.equals("Σ");
    }

    /** A space between factors, or a wide one between formulas. */
    record Space(boolean wide) implements Part {}

    /** A letter or a word. */
    record Name(String text) implements Part {}

    /** Digits. */
    record Digits(String text) implements Part {}

    /** A sign; Σ is one. */
    record Sign(String text) implements Part {}

    /** Prose. */
    record Prose(String text) implements Part {}

    /** Something in brackets. */
    record Fenced(char open, Part inside, char close) implements Part {}

    /** Parts in a row. */
    record Row(List<Part> parts) implements Part {}

    /** above over below. */
    record Fraction(Part above, Part below) implements Part {}

    /** A base with its subscript and superscript, each possibly {@link #NONE}. */
    record Scripts(Part base, Part below, Part above) implements Part {}
  }

  /** Checks that it can be read. */
  public Notation {
    lines(source);
  }

  /** Its lines, parsed. */
  public List<Part> lines() { return lines(source); }

  private static List<Part> lines(String source) {
    return Arrays.stream(source.split("\n")).map(line -> new NotationReader(line).read()).toList();
  }

  /** The formula in plain Unicode; several are separated by semicolons. */
  public String text() {
    return lines().stream().map(Notation::text).collect(Collectors.joining(";  "));
  }

  private static String text(Part part) {
    return switch (part) {
      case Part.Name(String text) -> text;
      case Part.Digits(String text) -> text;
      case Part.Sign(String text) -> text;
      case Part.Prose(String text) -> text;
      case Part.Fenced(char open, Part inside, char close) -> open + text(inside) + close;
      case Part.Space(boolean wide) -> wide ? "  " : " ";
      case Part.Fraction(Part above, Part below) -> bracketed(above) + " / " + bracketed(below);
      case Part.Scripts(Part base, Part below, Part.Digits above) ->
        text(base) + script("_", SUBSCRIPTS, below) + script("^", SUPERSCRIPTS, above);
      case Part.Scripts(Part base, Part below, Part above) ->
        text(base) + script("^", SUPERSCRIPTS, above) + script("_", SUBSCRIPTS, below);
      case Part.Row(List<Part> parts) ->
        IntStream.range(0, parts.size()).mapToObj(i -> inRow(parts, i)).collect(Collectors.joining());
    };
  }

  /** Brackets a fraction that is a factor: "(1 / Z) Σ_ij …". */
  private static String inRow(List<Part> parts, int i) {
    String text = text(parts.get(i));
    boolean isFactor = i + 2 < parts.size() && parts.get(i + 1) instanceof Part.Space
        && (parts.get(i + 2).isFactor() || parts.get(i + 2) instanceof Part.Sign(String sign) && "·⊙".contains(sign));
    return parts.get(i) instanceof Part.Fraction && isFactor ? "(" + text + ")" : text;
  }

  /** The numerator or denominator of a fraction: a row with spaces is bracketed. */
  private static String bracketed(Part part) {
    boolean isRow = part instanceof Part.Row(List<Part> parts) && parts.stream().anyMatch(Part.Space.class::isInstance);
    return isRow || part instanceof Part.Fraction ? "(" + text(part) + ")" : text(part);
  }

  private static String script(String mark, String digits, Part script) {
    if (script.equals(NONE)) return "";
    if (script instanceof Part.Digits(String text) && text.length() == 1)
      return String.valueOf(digits.charAt(text.charAt(0) - '0'));
    String text = text(script);
    return mark + (text.length() == 1 || text.chars().allMatch(Character::isLetterOrDigit) ? text : "{" + text + "}");
  }

  @Override
  public String toString() { return text(); }
}
