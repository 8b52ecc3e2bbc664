package lucida.cli;

import java.io.PrintWriter;

/** One line of a terminal that is written over and over, without any sequence that only terminals know. */
final class LiveLine {
  private final PrintWriter out;
  private int width;

  LiveLine(PrintWriter out) {
    this.out = out;
  }

  /** Writes over what was there. */
  void show(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    out.flush();
    width = line.length();
  }

  /** Takes the line away; what is printed next begins at the left. */
  void clear() {
    if (width == 0) return;
    show("");
    out.print("\r");
    out.flush();
  }
}
