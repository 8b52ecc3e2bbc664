package lucida.cli.algebra;

/**
 * Formulas as text: "3 x² exp(x)".
 *
 * @param times what stands between factors: a space, or ⊙ where there are vectors
 */
public record PlainStyle(String times) implements Style {
  private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  @Override
  public String power(String x, int halves) {
    if (halves == 1) return call("√", x);
    return halves % 2 == 0 ? x + superscript(halves / 2) : x + "^(" + halves + "/2)";
  }

  /** n as an exponent: ⁻¹². */
  public static String superscript(int n) {
    StringBuilder text = new StringBuilder();
    for (char c : Integer.toString(n).toCharArray()) text.append(c == '-' ? '⁻' : DIGITS.charAt(c - '0'));
    return text.toString();
  }

  @Override
  public String call(String function, String argument) {
    return switch (function) {
      case "Σ" -> "Σ " + argument;
      case "√" -> argument.length() == 1 || argument.startsWith("(") ? "√" + argument : "√(" + argument + ")";
      default -> function + "(" + argument + ")";
    };
  }

  @Override
  public String brackets(String inside) { return "(" + inside + ")"; }

  @Override
  public String decimal(double c) { return Double.toString(c).replace(".0E", "e").replace('E', 'e').replace('-', '−'); }

  @Override
  public String quotient(String a, String b, boolean isOne) { return a + "/" + (isOne ? b : brackets(b)); }

  @Override
  public String minus() { return "−"; }

  @Override
  public String where() { return " where "; }

  @Override
  public String space() { return " "; }

  @Override
  public String name(String name) { return name; }

  @Override
  public String indicator(String of, String condition) { return "[" + of + " " + condition + "]"; }
}
