package lucida.judge.data;

import java.io.IOException;

/** Data that cannot be judged on. The message is one sentence that names the file, the line where there is one, and what is wrong. */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1;

  /** With one sentence. */
  public DataException(String message) { super(message); }

  /** With one sentence, and what led to it. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
