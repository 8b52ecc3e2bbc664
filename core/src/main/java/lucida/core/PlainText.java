package lucida.core;

/**
 * Text from anybody, made fit to be shown: names in files, labels and names of files may hold terminal sequences, marks that turn the
 * direction of what follows, forged lines, and signs that nobody sees. Each such sign is written as {@code \u001b}, as in JSON; letters of all
 * languages and emoji stay what they are.
 */
public final class PlainText {
  private static final int JOINER = 0x200d;
  private static final int NON_JOINER = 0x200c;
  /** Letters and marks without a shape: combining grapheme joiner, Hangul fillers, Khmer inherent vowels. */
  private static final String BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0";

  private PlainText() {}

  /** The text on one line. */
  public static String of(String text) { return plain(text, ""); }

  /** The text with its line breaks and tabs as they are: for what is made of several lines, each of them plain. */
  public static String ofLines(String text) {
    return plain(text, "\r\n\t");
  }

  /** The text on one line, cut off with "…" after the given number of characters. */
  public static String shortened(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) return of(text);
    return of(text.substring(0, text.offsetByCodePoints(0, most))) + " …";
  }

  private static String plain(String text, String kept) {
    if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) return text;
    StringBuilder plain = new StringBuilder(text.length());
    for (int at = 0, c; at < text.length(); at += Character.charCount(c)) {
      c = text.codePointAt(at);
      if (isSeen(c) || kept.indexOf(c) >= 0 || joins(text, at, c)) plain.appendCodePoint(c);
      else for (char unit : Character.toChars(c)) plain.append(String.format("\\u%04x", (int) unit));
    }
    return plain.toString();
  }

  private static boolean isSeen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
        false;
      default -> BLANK.indexOf(c) < 0;
    };
  }

  /** Between two emoji, or inside a word of a script whose letters join. */
  private static boolean joins(String text, int at, int c) {
    if (c != JOINER && c != NON_JOINER || at == 0 || at + 1 == text.length()) return false;
    int before = text.codePointBefore(at), after = text.codePointAt(at + 1);
    boolean emoji = (Character.isExtendedPictographic(before) || Character.isEmojiModifier(before) || before == 0xfe0f)
        && Character.isExtendedPictographic(after);
    return c == JOINER && emoji || isOfJoiningScript(before) && isOfJoiningScript(after);
  }

  private static boolean isOfJoiningScript(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case ARABIC, SYRIAC, MONGOLIAN, DEVANAGARI, BENGALI, GURMUKHI, GUJARATI, ORIYA, TAMIL, TELUGU, KANNADA, MALAYALAM, SINHALA,
          KHMER, MYANMAR ->
        true;
      default -> false;
    };
  }
}
