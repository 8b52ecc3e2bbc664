package lucida.report;

/**
 * Presentation MathML of formulas that are written nearly as they are read: {@code L = relu(Σ_k α_k A^k)}. A letter is a variable, several
 * letters are the name of a function, but below and above each is an index of its own; {@code _} and {@code ^} put below and above, braces group, {@code \frac{a}{b}}, {@code \sqrt{a}},
 * {@code \bar{a}}, {@code \hat{a}} and {@code \text{words}} are as in TeX; every other sign stands for itself.
 */
public final class MathMarkup {
  private final String text;
  private int next;
  /** How many times below or above something. */
  private int depth;

  private MathMarkup(String text) { this.text = text; }

  /**
   * A formula on a line of its own, as a {@code <math>} element.
   *
   * @throws IllegalArgumentException if a brace or the argument of a command is missing
   */
  public static String display(String formula) {
    return "<math display=\"block\">" + inner(formula) + "</math>";
  }

  /** A formula within a sentence. */
  public static String inline(String formula) { return "<math>" + inner(formula) + "</math>"; }

  private static String inner(String formula) {
    MathMarkup reader = new MathMarkup(formula);
    String row = reader.row();
    if (reader.next < formula.length()) throw reader.wrong("there is a } too many");
    return row;
  }

  private String row() {
    StringBuilder row = new StringBuilder("<mrow>");
    for (skip(); next < text.length() && text.charAt(next) != '}'; skip()) row.append(scripted());
    return row.append("</mrow>").toString();
  }

  /** Something with what stands below and above it. */
  private String scripted() {
    boolean sum = "ΣΠ".indexOf(text.charAt(next)) >= 0;
    String base = atom(), below = "", above = "";
    for (; next < text.length() && "_^".indexOf(text.charAt(next)) >= 0;) {
      boolean isBelow = text.charAt(next++) == '_';
      if (isBelow) below = argument();
      else above = argument();
    }
    if (below.isEmpty() && above.isEmpty()) return base;
    String sides = (below.isEmpty() ? "" : sum ? "under" : "sub") + (above.isEmpty() ? "" : sum ? "over" : "sup");
    return element("m" + sides, base + below + above);
  }

  private String argument() {
    if (next == text.length()) throw wrong("something is missing at the end");
    depth++;
    String argument = atom();
    depth--;
    return argument;
  }

  private String group() {
    if (next == text.length() || text.charAt(next) != '{') throw wrong("a { is missing");
    next++;
    String row = row();
    if (next == text.length()) throw wrong("a } is missing");
    next++;
    return row;
  }

  private String atom() {
    char c = text.charAt(next);
    if (c == '{') return group();
    if (c == '\\') return command();
    if (Character.isDigit(c)) return element("mn", run(ch -> Character.isDigit(ch) || ch == '.'));
    if (!Character.isLetter(c)) return sign();
    if (c == 'Σ' || c == 'Π') {
      next++;
      return "<mo largeop=\"true\" movablelimits=\"false\">" + (c == 'Σ' ? '∑' : '∏') + "</mo>";
    }
    String word = depth > 0 ? text.substring(next, ++next) : run(Character::isLetter);
    return word.length() == 1 ? element("mi", word) : "<mi mathvariant=\"normal\">" + word + "</mi>";
  }

  private String sign() {
    String sign = text.substring(next, text.offsetByCodePoints(next, 1));
    next += sign.length();
    return sign.equals("∂") ? element("mi", sign) : element("mo", HtmlText.escaped(sign));
  }

  private String command() {
    next++;
    String name = run(Character::isLetter);
    return switch (name) {
      case "frac" -> element("mfrac", group() + group());
      case "sqrt" -> element("msqrt", group());
      case "bar" -> "<mover accent=\"true\">" + group() + "<mo stretchy=\"false\">¯</mo></mover>";
      case "hat" -> "<mover accent=\"true\">" + group() + "<mo stretchy=\"false\">^</mo></mover>";
      case "text" -> words();
      default -> throw wrong("there is no \\" + name);
    };
  }

  private String words() {
    int end = text.indexOf('}', next);
    if (next == text.length() || text.charAt(next) != '{' || end < 0) throw wrong("\\text wants words in braces");
    String words = text.substring(next + 1, end);
    next = end + 1;
    return element("mtext", HtmlText.escaped(words).replace(' ', '\u00A0'));
  }

  private interface Letters {
    boolean contain(char c);
  }

  private String run(Letters letters) {
    int from = next;
    while (next < text.length() && letters.contain(text.charAt(next))) next++;
    return text.substring(from, next);
  }

  private void skip() {
    while (next < text.length() && text.charAt(next) == ' ') next++;
  }

  private static String element(String name, String inner) { return "<" + name + ">" + inner + "</" + name + ">"; }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("formula '" + text + "', column " + (next + 1) + ": " + what);
  }
}
