package lucida.files;

import java.util.ArrayList;
import java.util.List;

/** Reads the few Python literals that a NumPy header is made of, from left to right. Every refusal says where. */
final class PythonText {
  private static final int LONGEST = 40;
  private static final int MOST_AXES = 64;

  private final String text;
  private int at;

  PythonText(String text) { this.text = text; }

  private IllegalArgumentException wants(String what) {
    return new IllegalArgumentException("the header " + found() + " at character " + at + ", where " + what + " belongs");
  }

  private String found() {
    if (at == text.length()) return "ends";
    char c = text.charAt(at);
    return "has " + (c > ' ' && c < 127 ? c : "character " + (int) c);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
  }

  boolean sees(char c) {
    skipSpace();
    return at < text.length() && text.charAt(at) == c;
  }

  boolean accept(char c) {
    boolean seen = sees(c);
    if (seen) at++;
    return seen;
  }

  void expect(char c) {
    if (!accept(c)) throw wants(String.valueOf(c));
  }

  void expectEnd() {
    skipSpace();
    if (at < text.length()) throw wants("its end");
  }

  /** 'abc' or "abc", short, printable and without escapes. */
  String string() {
    if (!sees('\'') && !sees('"')) throw wants("a string");
    int end = text.indexOf(text.charAt(at), at + 1);
    if (end < 0) throw wants("a string that ends");
    String string = text.substring(at + 1, end);
    if (string.length() > LONGEST || !string.chars().allMatch(c -> c >= ' ' && c < 127 && c != '\\'))
      throw wants("a short string without escapes");
    at = end + 1;
    return string;
  }

  /** True or False. */
  boolean truth() {
    skipSpace();
    for (String word : List.of("True", "False"))
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("True");
      }
    throw wants("True or False");
  }

  /** (), (3,) or (3, 4): whole numbers, as Python 2 wrote them perhaps with an L. */
  int[] tuple() {
    expect('(');
    List<Integer> numbers = new ArrayList<>();
    while (!accept(')')) {
      numbers.add(number());
      if (numbers.size() > MOST_AXES) throw wants("no axis any more, after " + MOST_AXES + ",");
      if (!accept(',') && (numbers.size() == 1 || !sees(')'))) throw wants(",");
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private int number() {
    skipSpace();
    int start = at;
    if (at < text.length() && text.charAt(at) == '-') at++;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
    String number = text.substring(start, at);
    if (number.isEmpty() || number.equals("-")) throw wants("a whole number");
    try {
      int value = Integer.parseInt(number);
      accept('L');
      return value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the header has an extent of " + brief(number) + "; an axis has at most " + Integer.MAX_VALUE, e);
    }
  }

  private static String brief(String number) { return number.length() <= 20 ? number : number.length() + " digits"; }
}
