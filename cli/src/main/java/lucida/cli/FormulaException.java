package lucida.cli;

/** A formula that cannot be read. The message is one sentence with the place, counted from 1. */
final class FormulaException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  FormulaException(int column, String problem) { super("formula, column " + column + ": " + problem); }
}
