package lucida.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command line gave.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it printed on the error stream
 */
record Result(int code, String out, String err) {
  /** Of a command line, run in this process. */
  static Result of(String... arguments) {
    StringWriter out = new StringWriter(), err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Result(code, out.toString(), err.toString());
  }
}
