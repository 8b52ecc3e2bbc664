package lucida.book;

import java.util.ArrayList;
import java.util.List;
import lucida.book.Notation.Part;

/** Reads one line of {@link Notation}. */
final class NotationReader {
  private static final String OPEN = "([⟨";
  private static final String CLOSE = ")]⟩";

  private final String line;
  private int next;

  NotationReader(String line) { this.line = line; }

  /**
   * The parts of the line.
   *
   * @throws IllegalArgumentException if something is missing or not closed, with its place, counted from 1
   */
  Part read() {
    Part row = row(false);
    if (next < line.length()) throw wrong("there is a " + line.charAt(next) + " too many");
    return row;
  }

  private Part row(boolean inScript) {
    List<Part> parts = new ArrayList<>();
    while (next < line.length() && ("}" + CLOSE).indexOf(line.charAt(next)) < 0)
      parts.add(line.charAt(next) == ' ' ? space() : scripted(atom(inScript)));
    return parts.size() == 1 ? parts.getFirst() : new Part.Row(List.copyOf(parts));
  }

  private Part space() {
    int from = next;
    while (next < line.length() && line.charAt(next) == ' ') next++;
    return new Part.Space(next - from > 1);
  }

  private Part scripted(Part base) {
    Part below = Notation.NONE;
    Part above = Notation.NONE;
    while (next < line.length() && (line.charAt(next) == '_' || line.charAt(next) == '^')) {
      boolean isBelow = line.charAt(next++) == '_';
      if (next == line.length()) throw wrong("something is missing at the end");
      Part script = atom(true);
      if (isBelow) below = script;
      else above = script;
    }
    return below.equals(Notation.NONE) && above.equals(Notation.NONE) ? base : new Part.Scripts(base, below, above);
  }

  private Part braced(boolean inScript) {
    expect('{');
    Part part = row(inScript);
    expect('}');
    return part;
  }

  private Part fenced(boolean inScript) {
    char open = line.charAt(next++);
    char close = CLOSE.charAt(OPEN.indexOf(open));
    Part inside = row(inScript);
    expect(close);
    return new Part.Fenced(open, inside, close);
  }

  private void expect(char c) {
    if (next == line.length() || line.charAt(next) != c) throw wrong("a " + c + " is missing");
    next++;
  }

  private Part atom(boolean inScript) {
    char c = line.charAt(next);
    if (c == '{') return braced(inScript);
    if (OPEN.indexOf(c) >= 0) return fenced(inScript);
    if (c == '"') return prose();
    if (line.startsWith("frac{", next)) return fraction();
    if (Character.isDigit(c)) return new Part.Digits(run(inScript ? 1 : line.length(), "[0-9.]"));
    if (c != 'Σ' && Character.isLetter(c)) return new Part.Name(run(inScript || !isLatin(c) ? 1 : line.length(), "[A-Za-z]"));
    next++;
    return new Part.Sign(String.valueOf(c));
  }

  private Part fraction() {
    next += "frac".length();
    Part above = braced(false);
    return new Part.Fraction(above, braced(false));
  }

  private Part prose() {
    int end = line.indexOf('"', next + 1);
    if (end < 0) throw wrong("a quotation is not closed");
    String text = line.substring(next + 1, end);
    next = end + 1;
    return new Part.Prose(text);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("formula '" + line + "', column " + (next + 1) + ": " + what);
  }

  private static boolean isLatin(char c) { return c < 128; }

  /** Reads at most {@code most} characters of a kind, with the accents and primes that follow. */
  private String run(int most, String kind) {
    int from = next++;
    while (next < line.length() && next - from < most && line.substring(next, next + 1).matches(kind)) next++;
    while (next < line.length() && "\u0302\u0303\u0304′″‴".indexOf(line.charAt(next)) >= 0) next++;
    return line.substring(from, next);
  }
}
