package lucida.cli.algebra;

import java.util.Set;

/**
 * Formulas for LaTeX with amsmath.
 *
 * @param times what stands between factors: a thin space, or \odot where there are vectors
 */
public record LatexStyle(String times) implements Style {
  private static final Set<String> COMMANDS = Set.of("exp", "log", "tanh", "sin", "cos");

  @Override
  public String power(String x, int halves) {
    if (halves == 1) return "\\sqrt{" + (x.startsWith("\\left(") ? x.substring(6, x.length() - 7) : x) + "}";
    return x + "^{" + (halves % 2 == 0 ? String.valueOf(halves / 2) : halves + "/2") + "}";
  }

  @Override
  public String call(String function, String argument) {
    return switch (function) {
      case "Σ" -> "\\sum " + argument;
      case "sigmoid" -> "\\sigma" + brackets(argument);
      case "abs" -> "\\left|" + argument + "\\right|";
      default -> (COMMANDS.contains(function) ? "\\" + function : "\\operatorname{" + function + "}") + brackets(argument);
    };
  }

  @Override
  public String brackets(String inside) { return "\\left(" + inside + "\\right)"; }

  @Override
  public String decimal(double c) {
    String[] parts = Double.toString(c).split("E", -1);
    return parts.length == 1 ? parts[0] : parts[0] + " \\cdot 10^{" + parts[1] + "}";
  }

  @Override
  public String quotient(String a, String b, boolean isOne) { return "\\frac{" + a + "}{" + b + "}"; }

  @Override
  public String minus() { return "-"; }

  @Override
  public String where() { return " \\quad\\text{where } "; }

  @Override
  public String space() { return "\\, "; }

  @Override
  public String name(String name) { return symbol(name); }

  /** A name: x, \mathit{rate}, x_{1}. */
  public static String symbol(String name) {
    int digits = name.length() - name.replaceAll("\\d+$", "").length(), letters = name.length() - digits;
    String stem = name.substring(0, letters).replace("_", "\\_");
    return (letters > 1 ? "\\mathit{" + stem + "}" : stem) + (digits == 0 ? "" : "_{" + name.substring(letters) + "}");
  }

  @Override
  public String indicator(String of, String condition) {
    return "\\left[" + of + (condition.startsWith(">") ? " > 0" : " \\le 0") + "\\right]";
  }
}
