package lucida.weights;

/**
 * Weights that cannot be read or written. The message is one sentence: which file, what is wrong and where, what would be right.
 * What it quotes from the file is shown without control characters, and shortened.
 */
public final class WeightsException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 2000;

  /** With one sentence that does not name the file yet. */
  public WeightsException(String sentence) { super(printable(sentence)); }

  private WeightsException(String sentence, Throwable cause) { super(printable(sentence), cause); }

  /** With what it follows from, in a sentence that says what was being done. */
  public static WeightsException because(String sentence, Throwable cause) {
    return new WeightsException(sentence, cause);
  }

  /** The same, with the name of the file in front. */
  public WeightsException in(String file) {
    return new WeightsException(file + ": " + getMessage(), this);
  }

  private static String printable(String sentence) {
    StringBuilder text = new StringBuilder();
    sentence.codePoints().limit(LONGEST).forEach(c -> {
      if (isPrinted(c))
        text.appendCodePoint(c);
      else
        text.append(String.format("\\u%04x", c));
    });
    return sentence.length() > LONGEST ? text + " …" : text.toString();
  }

  private static boolean isPrinted(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
        false;
      default -> true;
    };
  }
}
