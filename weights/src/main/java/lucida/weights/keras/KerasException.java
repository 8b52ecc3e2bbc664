package lucida.weights.keras;

/** A Keras file that cannot be read or is not supported. The message is one sentence. */
public final class KerasException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With one sentence. */
  public KerasException(String sentence) { super(sentence); }
}
