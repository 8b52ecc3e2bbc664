package lucida.core;

/** Shapes that do not fit. The message is one sentence that names both sides. */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** With one sentence that names what was given and what would fit. */
  public ShapeException(String message) { super(message); }
}
