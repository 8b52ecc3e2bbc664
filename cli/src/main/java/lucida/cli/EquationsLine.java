package lucida.cli;

import lucida.book.Book;
import lucida.book.Equation;

/**
 * How far the book is, on one line of a terminal that is written over and over.
 *
 * @param live whether somebody looks
 */
record EquationsLine(LiveLine line, boolean live) implements Book.Progress {
  @Override
  public void next(int done, int all, Equation equation) {
    if (!live) return;
    line.show("%s, %d of %d: %s".formatted(equation.tag(), done + 1, all, equation.title()));
  }

  /** Takes the line away again. */
  void end() {
    line.clear();
  }
}
