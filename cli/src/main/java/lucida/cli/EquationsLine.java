package lucida.cli;

import lucida.book.Book;
import lucida.book.Equation;

/**
 * The progress of the book's evaluation, on one line of a terminal that is rewritten.
 *
 * @param live whether output goes to a terminal
 */
record EquationsLine(LiveLine line, boolean live) implements Book.Progress {
  @Override
  public void next(int done, int all, Equation equation) {
    if (!live) return;
    line.show("%s, %d of %d: %s".formatted(equation.tag(), done + 1, all, equation.title()));
  }

  /** Clears the line. */
  void end() {
    line.clear();
  }
}
