package lucida.cam.equations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A formula as it is typed in this package, from which both its plain text and its MathML come. {@code A^k_{ij}} has scripts, of one sign
 * or in braces; {@code frac{a}{b}} is a fraction; letters that touch are a word, {@code ReLU}, in scripts they are indices; {@code "…"} is
 * prose; two spaces
 * keep formulas apart, a new line begins another one.
 */
public record Notation(String source) {
  static final Part NOTHING = new Part.Row(List.of());
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /** A part of a formula. */
  sealed interface Part {
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

    /** Parts in a row. */
    record Row(List<Part> parts) implements Part {}

    /** above over below. */
    record Fraction(Part above, Part below) implements Part {}

    /** A base with what stands below and above it; an empty row where nothing does. */
    record Scripts(Part base, Part below, Part above) implements Part {}
  }

  /** Checks that it can be read. */
  public Notation {
    lines(source);
  }

  private static List<Part> lines(String source) {
    return Arrays.stream(source.split("\n")).map(line -> new NotationReader(line).read()).toList();
  }

  /** The formula in plain Unicode; several are separated by semicolons. */
  public String text() {
    return lines(source).stream().map(Notation::text).collect(Collectors.joining(";  "));
  }

  private static String text(Part part) {
    return switch (part) {
      case Part.Name(String text) -> text;
      case Part.Digits(String text) -> text;
      case Part.Sign(String text) -> text;
      case Part.Prose(String text) -> text;
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

  /** A fraction that is a factor of something is put in brackets: "(1 / Z) Σ_ij …". */
  private static String inRow(List<Part> parts, int i) {
    String text = text(parts.get(i));
    boolean isFactor = i + 2 < parts.size() && parts.get(i + 1) instanceof Part.Space && multiplies(parts.get(i + 2));
    return parts.get(i) instanceof Part.Fraction && isFactor ? "(" + text + ")" : text;
  }

  /** Whether a part is a factor of what stands before it. */
  private static boolean multiplies(Part part) {
    return !(part instanceof Part.Sign(String text)) || text.equals("Σ");
  }

  private static String bracketed(Part part) {
    String text = text(part);
    return text.contains(" ") && part instanceof Part.Row(List<Part> parts)
        && parts.stream().anyMatch(p -> p instanceof Part.Sign(String sign) && "+−Σ".contains(sign)) ? "(" + text + ")" : text;
  }

  private static String script(String mark, String digits, Part script) {
    if (script.equals(NOTHING)) return "";
    if (script instanceof Part.Digits(String text) && text.length() == 1)
      return String.valueOf(digits.charAt(text.charAt(0) - '0'));
    String text = text(script);
    return mark + (text.chars().allMatch(c -> Character.isLetterOrDigit(c)) ? text : "{" + text + "}");
  }

  /** The formula as MathML in display style, one {@code <math>} a line. */
  public String mathml() {
    return lines(source).stream().map(line -> "<math display=\"block\">" + mathml(line) + "</math>").collect(Collectors.joining());
  }

  private static String mathml(Part part) {
    return switch (part) {
      case Part.Name(String text) -> accented(text);
      case Part.Digits(String text) -> "<mn>" + text + "</mn>";
      case Part.Sign(String text) -> "<mo>" + sign(text) + "</mo>";
      case Part.Space(boolean wide) -> space(wide ? "1.2em" : "0.17em");
      case Part.Prose(String text) -> "<mtext>" + Html.escaped(text) + "</mtext>";
      case Part.Fraction(Part above, Part below) -> "<mfrac>" + mathml(above) + mathml(below) + "</mfrac>";
      case Part.Scripts scripts -> scripted(scripts);
      case Part.Row(List<Part> parts) -> IntStream.range(0, parts.size()).mapToObj(i -> mathmlInRow(parts, i))
          .collect(Collectors.joining("", "<mrow>", "</mrow>"));
    };
  }

  /** A space is wider beside prose, and nothing beside a sign: MathML sets signs with their own. */
  private static String mathmlInRow(List<Part> parts, int i) {
    boolean isInner = i > 0 && i + 1 < parts.size();
    if (!isInner || !parts.get(i).equals(new Part.Space(false))) return mathml(parts.get(i));
    if (parts.get(i - 1) instanceof Part.Prose || parts.get(i + 1) instanceof Part.Prose) return space("0.4em");
    return multiplies(parts.get(i - 1)) && multiplies(parts.get(i + 1)) ? mathml(parts.get(i)) : "";
  }

  private static String space(String width) { return "<mspace width=\"" + width + "\"/>"; }

  private static String sign(String text) {
    return text.equals("Σ") ? "∑" : Html.escaped(text);
  }

  /** D̄ and β̃: the accent over the letter. */
  private static String accented(String text) {
    return switch (text.charAt(text.length() - 1)) {
      case '\u0302' -> over(text, "^");
      case '\u0303' -> over(text, "~");
      case '\u0304' -> over(text, "¯");
      default -> "<mi>" + text + "</mi>";
    };
  }

  private static String over(String text, String accent) {
    return "<mover accent=\"true\"><mi>" + text.substring(0, text.length() - 1) + "</mi><mo>" + accent + "</mo></mover>";
  }

  private static String scripted(Part.Scripts scripts) {
    boolean hasBelow = !scripts.below().equals(NOTHING);
    boolean hasAbove = !scripts.above().equals(NOTHING);
    String kind = scripts.base().equals(new Part.Sign("Σ")) ? "munder munderover mover" : "msub msubsup msup";
    String element = kind.split(" ", -1)[hasBelow && hasAbove ? 1 : hasBelow ? 0 : 2];
    List<Part> parts = new ArrayList<>(List.of(scripts.base()));
    if (hasBelow) parts.add(scripts.below());
    if (hasAbove) parts.add(scripts.above());
    return parts.stream().map(Notation::mathml).collect(Collectors.joining("", "<" + element + ">", "</" + element + ">"));
  }

  @Override
  public String toString() { return text(); }
}
