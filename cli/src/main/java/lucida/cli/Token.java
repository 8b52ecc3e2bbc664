package lucida.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number, a name, a sign or a bracket of a formula, and where it begins, counted from 1; the last one is empty. */
record Token(String text, int column) {
  private static final Pattern NEXT = Pattern
      .compile("(?<token>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|[A-Za-z_]\\w*|[-+*/^(),])|\\s+");

  /** All tokens of a formula. */
  static List<Token> all(String formula) {
    List<Token> tokens = new ArrayList<>();
    Matcher next = NEXT.matcher(formula);
    int at = 0;
    for (; at < formula.length(); at = next.end()) {
      if (!next.find(at) || next.start() != at)
        throw new FormulaException(at + 1, "'" + Character.toString(formula.codePointAt(at)) + "' is none of + - * / ^ ( ) ,");
      if (next.group("token") != null) tokens.add(new Token(next.group("token"), at + 1));
    }
    tokens.add(new Token("", at + 1));
    return tokens;
  }

  boolean is(String wanted) { return text.equals(wanted); }

  boolean isName() { return !text.isEmpty() && (Character.isLetter(text.charAt(0)) || text.charAt(0) == '_'); }

  boolean isNumber() { return !text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '.'); }

  @Override
  public String toString() { return text.isEmpty() ? "the end" : "'" + text + "'"; }
}
