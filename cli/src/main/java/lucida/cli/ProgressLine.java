package lucida.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import lucida.cam.Progress;

/**
 * How far a method is: on a terminal one line that is written over and over, elsewhere one line for what takes long. The remaining time is
 * told from the work's own pace, once two stretches of it, one after the other, went at the same, and not before a fifth is done or half a
 * minute is over: at first everything is compiled.
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

  /** Whether somebody sees what is written over. */
  static boolean isSeen() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /** What follows is about this method, which takes so many runs of the network; many are announced, since they take long. */
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

  /** The pace of the last stretch, in steps a second, and whether the one before was the same. */
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

  /** Takes the line away again. */
  void end() { line.clear(); }

  /** "12 s", "3 min 20 s", "2 h 5 min". */
  static String time(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) return seconds < 9.95 ? String.format(Locale.ROOT, "%.1f s", seconds) : s + " s";
    return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
  }
}
