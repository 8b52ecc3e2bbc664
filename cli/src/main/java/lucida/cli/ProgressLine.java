package lucida.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import lucida.cam.Progress;

/**
 * How far a method is: on a terminal one line that is written over and over, elsewhere one line for what takes long. The remaining time is
 * told from the work's own pace, once there is one: the first batches, in which everything is compiled, do not count.
 */
final class ProgressLine implements Progress {
  private static final long WARM_UP = 1_000_000_000L;
  private static final long MEASURED = 1_500_000_000L;
  private static final long BETWEEN = 100_000_000L;
  private static final double LONG = 3;

  private final PrintWriter out;
  private final LiveLine line;
  private final boolean live;
  private final LongSupplier clock;
  private String what = "";
  private long started;
  private long written;
  private long warm;
  private long doneWhenWarm;
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

  /** What follows is about this. */
  void begin(String method) {
    what = method;
    started = clock.getAsLong();
    written = started;
    warm = 0;
    announced = false;
  }

  @Override
  public void report(long done, long total) {
    long now = clock.getAsLong();
    if (warm == 0) {
      if (now - started < WARM_UP || done < 1) return;
      warm = now;
      doneWhenWarm = done;
    }
    if (live) show(now, done, total);
    else if (!announced && now - warm >= MEASURED) announce(now, done, total);
  }

  private void show(long now, long done, long total) {
    if (now - written < BETWEEN) return;
    written = now;
    line.show(now - warm < MEASURED
        ? String.format(Locale.ROOT, "%s: %d of %d", what, done, total)
        : String.format(Locale.ROOT, "%s: %d of %d, about %s to go", what, done, total, time(remaining(now, done, total))));
  }

  private void announce(long now, long done, long total) {
    announced = true;
    double seconds = remaining(now, done, total);
    if (seconds < LONG) return;
    out.println(String.format(Locale.ROOT, "%s: %d of %d after %s, about %s to go", what, done, total, time((now - started) / 1e9),
        time(seconds)));
  }

  private double remaining(long now, long done, long total) {
    return (total - done) * ((now - warm) / 1e9) / Math.max(1, done - doneWhenWarm);
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
