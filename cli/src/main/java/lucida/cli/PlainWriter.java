package lucida.cli;

import java.io.PrintWriter;
import java.io.Writer;
import lucida.core.PlainText;

/**
 * Everything that the command prints goes through here: no name from a file, and no message that quotes one, sends a sequence to the
 * terminal. What is printed as one line is also kept to one line where it comes from, as layers, classes and messages are.
 */
final class PlainWriter extends Writer {
  private final PrintWriter to;

  PlainWriter(PrintWriter to) {
    super(to);
    this.to = to;
  }

  /** To print with. */
  PrintWriter printer() { return new PrintWriter(this, true); }

  @Override
  public void write(String text, int from, int length) { to.write(PlainText.ofLines(text.substring(from, from + length))); }

  @Override
  public void write(char[] text, int from, int length) { to.write(PlainText.ofLines(new String(text, from, length))); }

  @Override
  public void flush() { to.flush(); }

  @Override
  public void close() { to.close(); }
}
