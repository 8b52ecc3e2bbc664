package lucida.cli.algebra;

/** A formula that multiplied out is no shorter, or is not the same everywhere. */
final class NoNormalFormException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
