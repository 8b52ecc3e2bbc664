package lucida.benchmarks.peers;

import java.io.IOException;
import java.io.OutputStream;

/** Keeps one processor busy with arithmetic in registers until its standard input ends, as it does when whoever started it is gone. */
final class BusyProcess {
  private BusyProcess() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    Thread.ofPlatform().daemon().start(BusyProcess::compute);
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  /** Never ends: x goes to 2. */
  private static void compute() {
    for (double x = 1; x < 3;) x = Math.fma(x, 0.5, 1);
  }
}
