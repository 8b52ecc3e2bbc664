package lucida.cli.algebra;

/** A formula that multiplied out is no shorter. */
final class TooLongException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
