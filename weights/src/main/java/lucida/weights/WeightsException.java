package lucida.weights;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import lucida.core.PlainText;

/**
 * Weights that cannot be read. The message is one sentence: which file, what is wrong and where, what would be right.
 * What it quotes from the file is shown without control characters, and shortened. Where a few lines of Python would make a file that is
 * read, they are the {@link #remedy}.
 */
public final class WeightsException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 2000;
  private static final Pattern WITHOUT_SUBJECT = Pattern.compile("(is|has|holds) ");

  private final String remedy;

  /** With one sentence that does not name the file yet. */
  public WeightsException(String sentence) {
    this(sentence, "");
  }

  /** With one sentence that does not name the file yet, and the lines of Python that make a file that is read. */
  public WeightsException(String sentence, String remedy) {
    super(PlainText.shortened(sentence, LONGEST));
    this.remedy = remedy;
  }

  private WeightsException(String sentence, String remedy, Throwable cause) {
    super(PlainText.shortened(sentence, LONGEST), cause);
    this.remedy = remedy;
  }

  /** With what it follows from, in a sentence that says what was being done. */
  public static WeightsException because(String sentence, Throwable cause) {
    return new WeightsException(sentence, "", cause);
  }

  /** Of a file that could not be opened or read. */
  public static WeightsException unreadable(Path file, IOException e) {
    boolean says = e instanceof FileSystemException refused && refused.getReason() != null;
    return because(says ? String.valueOf(e.getMessage()) : file + ": cannot be read (" + e.getMessage() + ")", e);
  }

  /** The same, with the name of the file in front: as the subject of a sentence that has none. */
  public WeightsException in(String file) {
    String sentence = String.valueOf(getMessage());
    return new WeightsException(file + (WITHOUT_SUBJECT.matcher(sentence).lookingAt() ? " " : ": ") + sentence, remedy, this);
  }

  /** The lines of Python that make a file that is read; empty where there are none. */
  public String remedy() { return remedy; }
}
