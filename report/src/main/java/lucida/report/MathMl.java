package lucida.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.book.Notation.Part;
import lucida.book.Notation;

/**
 * A {@link Notation} as MathML Core. It needs no tables of a mathematical font: a bar is a border, brackets grow around fractions only, single
 * letters are the italics of a text font.
 */
final class MathMl {
  /** Before these a line may break. */
  private static final String BREAKS = "=⇒→≈≤+−";

  private MathMl() {}

  /**
   * The formula in display style. Lines break between formulas and before a sign such as = or +; what is longer still is scrolled. Needs
   * {@link #style()}.
   */
  static String of(Notation formula) {
    return formula.lines().stream().map(MathMl::line).collect(Collectors.joining("", "<div class=\"formula\">", "</div>"));
  }

  /** A formula of one line within text. */
  static String inline(Notation formula) {
    return "<math>" + mathml(formula.lines().getFirst()) + "</math>";
  }

  /** The style sheet of {@link #of(Notation)}. */
  static String style() { return Html.resource("formula.css"); }

  /** Formulas beside each other, each in pieces. */
  private static String line(Part part) {
    return formulas(part).stream().map(MathMl::formula).collect(Collectors.joining("", "<div>", "</div>"));
  }

  private static String formula(List<Part> parts) {
    return pieces(parts).stream().map(MathMl::piece).collect(Collectors.joining("<wbr/>", "<span>", "</span>"));
  }

  /** Prose outside of scripts and brackets is text, which breaks between words. */
  private static String piece(List<Part> parts) {
    if (parts.getFirst() instanceof Part.Prose(String text)) return " " + Html.escaped(text) + " ";
    String inside = parts.size() == 1 ? mathml(parts.getFirst()) : mathml(new Part.Row(parts));
    return "<math displaystyle=\"true\">" + inside + "</math>";
  }

  /** Split at the wide spaces of a row. */
  private static List<List<Part>> formulas(Part part) {
    List<Part> parts = part instanceof Part.Row(List<Part> row) ? row : List.of(part);
    List<List<Part>> formulas = new ArrayList<>(List.of(new ArrayList<>()));
    for (Part p : parts)
      if (p.equals(new Part.Space(true))) formulas.add(new ArrayList<>());
      else formulas.getLast().add(p);
    return formulas;
  }

  /** Split around prose, and before a sign with spaces on both sides. */
  private static List<List<Part>> pieces(List<Part> formula) {
    List<List<Part>> pieces = new ArrayList<>(List.of(new ArrayList<>()));
    for (int i = 0; i < formula.size(); i++) {
      Part part = formula.get(i);
      boolean afterProse = !pieces.getLast().isEmpty() && pieces.getLast().getLast() instanceof Part.Prose;
      if (part instanceof Part.Prose || afterProse || isBreak(formula, i)) pieces.add(new ArrayList<>());
      pieces.getLast().add(part);
    }
    pieces.removeIf(piece -> piece.stream().allMatch(Part.Space.class::isInstance));
    return pieces;
  }

  private static boolean isBreak(List<Part> formula, int i) {
    return i > 0 && i + 1 < formula.size() && formula.get(i - 1) instanceof Part.Space && formula.get(i + 1) instanceof Part.Space
        && formula.get(i) instanceof Part.Sign(String sign) && BREAKS.contains(sign);
  }

  private static String mathml(Part part) {
    return switch (part) {
      case Part.Name(String text) -> accented(text);
      case Part.Digits(String text) -> "<mn>" + text + "</mn>";
      case Part.Sign(String text) -> sign(text);
      case Part.Space(boolean wide) -> space(wide ? "1.2em" : "0.17em");
      case Part.Prose(String text) -> "<mtext>" + Html.escaped(text) + "</mtext>";
      case Part.Fenced fenced -> fenced(fenced);
      case Part.Fraction(Part above, Part below) -> "<mfrac>" + mathml(above) + mathml(below) + "</mfrac>";
      case Part.Scripts scripts -> scripted(scripts);
      case Part.Row(List<Part> parts) -> IntStream.range(0, parts.size()).mapToObj(i -> mathmlInRow(parts, i))
          .collect(Collectors.joining("", "<mrow>", "</mrow>"));
    };
  }

  /** A space is wider beside prose, and nothing beside a sign: MathML sets signs with their own. */
  private static String mathmlInRow(List<Part> parts, int i) {
    if (i == 0 && parts.size() > 1 && parts.get(1) instanceof Part.Space && parts.getFirst() instanceof Part.Sign(String sign))
      return "<mo form=\"infix\">" + Html.escaped(sign) + "</mo>";
    if (!parts.get(i).equals(new Part.Space(false))) return mathml(parts.get(i));
    if (i == 0 || i + 1 == parts.size()) return "";
    if (parts.get(i - 1) instanceof Part.Prose || parts.get(i + 1) instanceof Part.Prose) return space("0.4em");
    return parts.get(i - 1).isFactor() && parts.get(i + 1).isFactor() ? mathml(parts.get(i)) : "";
  }

  private static String space(String width) { return "<mspace width=\"" + width + "\"/>"; }

  private static String sign(String text) {
    if (text.equals("Σ")) return "<mo>∑</mo>";
    return "|‖".contains(text) ? fixed(text) : "<mo>" + Html.escaped(text) + "</mo>";
  }

  /** A sign that does not grow with what stands beside it. */
  private static String fixed(String sign) {
    return "<mo stretchy=\"false\">" + sign + "</mo>";
  }

  /** In a row of their own brackets grow with what is inside them, and with nothing else. */
  private static String fenced(Part.Fenced fenced) {
    String open = String.valueOf(fenced.open()), close = String.valueOf(fenced.close());
    return isTall(fenced.inside())
        ? "<mrow><mo>" + open + "</mo>" + mathml(fenced.inside()) + "<mo>" + close + "</mo></mrow>"
        : "<mrow>" + fixed(open) + mathml(fenced.inside()) + fixed(close) + "</mrow>";
  }

  /** Whether it has a fraction that is not in a script. */
  private static boolean isTall(Part part) {
    return switch (part) {
      case Part.Fraction _ -> true;
      case Part.Row(List<Part> parts) -> parts.stream().anyMatch(MathMl::isTall);
      case Part.Fenced(char _, Part inside, char _) -> isTall(inside);
      case Part.Scripts(Part base, Part _, Part _) -> isTall(base);
      case Part.Name _, Part.Digits _, Part.Sign _, Part.Prose _, Part.Space _ -> false;
    };
  }

  /** D̄ and β̃: the accent over the letter. */
  private static String accented(String text) {
    String letter = text.substring(0, text.length() - 1);
    return switch (text.charAt(text.length() - 1)) {
      case '\u0302' -> over(name(letter), "ˆ", "");
      case '\u0303' -> over(name(letter), "˜", "");
      case '\u0304' -> over(name(letter), "‾", " class=\"bar\"");
      default -> name(text);
    };
  }

  private static String over(String base, String accent, String attribute) {
    return "<mover accent=\"true\"" + attribute + ">" + base + fixed(accent) + "</mover>";
  }

  /** A word is upright, a letter is not; primes do not make a word of it. */
  private static String name(String text) {
    boolean isWord = text.replaceAll("[′″‴]", "").length() > 1;
    return isWord ? "<mi mathvariant=\"normal\">" + text + "</mi>" : "<mi>" + text + "</mi>";
  }

  private static String scripted(Part.Scripts scripts) {
    boolean hasBelow = !scripts.below().equals(Notation.NONE);
    boolean hasAbove = !scripts.above().equals(Notation.NONE);
    String kind = scripts.base().equals(new Part.Sign("Σ")) ? "munder munderover mover" : "msub msubsup msup";
    String element = kind.split(" ", -1)[hasBelow && hasAbove ? 1 : hasBelow ? 0 : 2];
    List<Part> parts = new ArrayList<>(List.of(scripts.base()));
    if (hasBelow) parts.add(scripts.below());
    if (hasAbove) parts.add(scripts.above());
    return parts.stream().map(MathMl::mathml).collect(Collectors.joining("", "<" + element + ">", "</" + element + ">"));
  }
}
