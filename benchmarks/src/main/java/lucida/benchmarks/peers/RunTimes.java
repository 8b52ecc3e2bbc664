package lucida.benchmarks.peers;

/**
 * The seconds of the runs of one process.
 *
 * @param median what a run usually takes
 * @param least what one took that nothing disturbed: where other work runs, this is the one to read
 */
record RunTimes(double median, double least) {}
