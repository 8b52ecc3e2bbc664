package lucida.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import lucida.cam.Progress;

/**
 * How far a method is, on one line of a terminal that is written over and over: done, rate, remaining time. Where nobody looks, nothing.
 */
final class ProgressLine implements Progress {
  private static final long PATIENCE = 500_000_000L;
  private static final long BETWEEN = 100_000_000L;

  private final PrintWriter out;
  private final boolean live;
  private String what = "";
  private long started;
  private long written;

  ProgressLine(PrintWriter out, boolean live) {
    this.out = out;
    this.live = live;
  }

  /** Whether somebody sees what is written over. */
  static boolean isSeen() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /** What follows is about this. */
  void begin(String method) {
    what = method;
    started = System.nanoTime();
    written = 0;
  }

  @Override
  public void report(long done, long total) {
    long now = System.nanoTime();
    if (!live || done < 1 || now - started < PATIENCE || now - written < BETWEEN) return;
    written = now;
    double seconds = (now - started) / 1e9, rate = done / seconds;
    out.print(String.format(Locale.ROOT, "\r\033[K%s: %d of %d, %.1f a second, %s to go", what, done, total, rate,
        time((total - done) / rate)));
    out.flush();
  }

  /** Takes the line away again. */
  void end() {
    if (written == 0) return;
    out.print("\r\033[K");
    out.flush();
    written = 0;
  }

  /** "12 s", "3 min 20 s", "2 h 5 min". */
  static String time(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) return seconds < 9.95 ? String.format(Locale.ROOT, "%.1f s", seconds) : s + " s";
    return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
  }
}
