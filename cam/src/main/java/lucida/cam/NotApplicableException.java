package lucida.cam;

/** A method does not apply to a network; the message says why in one sentence. */
public final class NotApplicableException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** With the reason. */
  public NotApplicableException(String reason) { super(reason); }
}
