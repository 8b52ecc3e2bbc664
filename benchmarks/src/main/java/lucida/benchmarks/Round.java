package lucida.benchmarks;

/** One measurement: the seconds per call, the number of calling threads, and the machine's peak at that time in FLOP/s over all threads. */
record Round(double seconds, int threads, double peak) {
  /** Operations per second. */
  double rate(WorkPerCall count) { return threads * count.operations() / seconds; }

  /** The rate as a fraction of the peak. */
  double share(WorkPerCall count) { return rate(count) / peak; }
}
