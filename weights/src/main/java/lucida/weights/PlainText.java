package lucida.weights;

/** What a file says, made fit for a terminal: names in a file are anybody's, and may hold control sequences. */
public final class PlainText {
  private static final int LONGEST = 2000;

  private PlainText() {}

  /** The text without control characters, which are written as \\u001b, and shortened if it is very long. */
  public static String of(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(c -> {
      if (isPrinted(c))
        plain.appendCodePoint(c);
      else
        plain.append(String.format("\\u%04x", c));
    });
    return text.length() > LONGEST ? plain + " …" : plain.toString();
  }

  private static boolean isPrinted(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
        false;
      default -> true;
    };
  }
}
