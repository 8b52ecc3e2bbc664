package lucida.cli;

/** How the process ends. Scripts may rely on these numbers. */
final class ExitCode {
  /** Everything that was asked for was done. */
  static final int DONE = 0;
  /** Something failed that is not the user's: a check, the disk, the memory. */
  static final int FAILED = 1;
  /** The command or its input was wrong, and nothing could be done. */
  static final int WRONG_INPUT = 2;
  /** Something that was asked for was left out, and named; the rest was done. */
  static final int LEFT_OUT = 3;
  /** Interrupted, as shells count Ctrl-C: 128 + SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
