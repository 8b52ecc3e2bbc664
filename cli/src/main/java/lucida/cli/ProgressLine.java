package lucida.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import lucida.cam.Progress;

/**
 * Shows the progress of a method: on a terminal one line that is rewritten, elsewhere one line if the method takes long. The remaining
 * time is estimated once two consecutive stretches of the work ran at the same pace, and not before a fifth is done or half a
 * minute has passed: early on, the JVM is still compiling.
 */
final class ProgressLine implements Progress {
  private static final long STRETCH = 1_000_000_000L;
  private static final int REPORTS = 3;
  private static final long WARM = 30_000_000_000L;
  private static final double SAME = 0.15;
  private static final long BETWEEN = 100_000_000L;
  private static final double LONG = 5;
  private static final long MANY = 10_000;

  private final PrintWriter out;
  private final LiveLine line;
  private final boolean live;
  private final LongSupplier clock;
  private String what = "";
  private long started;
  private long written;
  private long stretchFrom;
  private long stretchDone;
  private int reports;
  private double pace;
  private boolean steady;
  private boolean announced;

  ProgressLine(PrintWriter out, boolean live) {
    this(out, live, System::nanoTime);
  }

  /** With a clock in nanoseconds. */
  ProgressLine(PrintWriter out, boolean live, LongSupplier clock) {
    this.out = out;
    this.line = new LiveLine(out);
    this.live = live;
    this.clock = clock;
  }

  /** Whether output goes to a terminal. */
  static boolean isSeen() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /** Begins the progress of {@code method}, which takes {@code runs} runs of the network; a large number is announced. */
  void begin(String method, long runs) {
    if (runs >= MANY) out.println(String.format(Locale.ROOT, "%s: about %,d runs of the network", method, runs));
    what = method;
    started = clock.getAsLong();
    written = started;
    reports = 0;
    pace = 0;
    steady = false;
    announced = false;
  }

  @Override
  public void report(long done, long total) {
    long now = clock.getAsLong();
    measure(now, done, total);
    if (live && now - written >= BETWEEN) {
      written = now;
      line.show(String.format(Locale.ROOT, "%s: %d of %d", what, done, total) + (steady ? ", " + toGo(done, total) : ""));
    } else if (!live && steady && !announced) {
      announced = true;
      if ((total - done) / pace >= LONG)
        out.println(String.format(Locale.ROOT, "%s: %d of %d after %s, ", what, done, total, time((now - started) / 1e9))
            + toGo(done, total));
    }
  }

  private String toGo(long done, long total) { return "about " + time((total - done) / pace) + " to go"; }

  /** Measures the pace of the last stretch, in steps per second, and whether it is steady. */
  private void measure(long now, long done, long total) {
    if (reports++ == 0) {
      stretchFrom = now;
      stretchDone = done;
    }
    if (reports <= REPORTS || now - stretchFrom < STRETCH) return;
    double latest = (done - stretchDone) / ((now - stretchFrom) / 1e9);
    boolean warm = done >= total / 5 || now - started >= WARM;
    steady = warm && Math.abs(latest - pace) <= SAME * latest;
    pace = latest;
    stretchFrom = now;
    stretchDone = done;
    reports = 1;
  }

  /** Clears the line. */
  void end() { line.clear(); }

  /** "12 s", "3 min 20 s", "2 h 5 min". */
  static String time(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) return seconds < 9.95 ? String.format(Locale.ROOT, "%.1f s", seconds) : s + " s";
    return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
  }
}
