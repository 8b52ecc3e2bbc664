package lucida.pictures;

import java.io.IOException;

/** A file that cannot be read as a picture. The message is one sentence that names the file and what is wrong with it. */
public final class PictureException extends IOException {
  private static final long serialVersionUID = 1;

  /** With one sentence that names the file. */
  public PictureException(String message) { super(message); }

  /** With one sentence that names the file, and what led to it. */
  public PictureException(String message, Throwable cause) {
    super(message, cause);
  }
}
