package lucida.benchmarks;

/** One measurement: the time of one call in seconds, how many threads called, and the machine's peak around it in FLOP/s, all threads together. */
record Round(double seconds, int threads, double peak) {
  /** Operations a second. */
  double rate(WorkPerCall count) { return threads * count.operations() / seconds; }

  /** That as a part of the peak. */
  double share(WorkPerCall count) { return rate(count) / peak; }
}
