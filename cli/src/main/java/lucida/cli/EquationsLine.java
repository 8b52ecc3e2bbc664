package lucida.cli;

import java.io.PrintWriter;
import lucida.cam.equations.Book;
import lucida.cam.equations.Equation;

/**
 * How far the book is, on one line of a terminal that is written over and over.
 *
 * @param live whether somebody looks
 */
record EquationsLine(PrintWriter out, boolean live) implements Book.Reader {
  @Override
  public void next(int done, int all, Equation equation) {
    if (!live) return;
    out.print("\r\033[K%s, %d of %d: %s".formatted(equation.tag(), done + 1, all, equation.title()));
    out.flush();
  }

  /** Takes the line away again. */
  void end() {
    if (!live) return;
    out.print("\r\033[K");
    out.flush();
  }
}
