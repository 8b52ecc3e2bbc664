/**
 * Benchmarks, and the runner behind {@code benchmarks/run}: it measures the machine's peak and the kernels in turns, and writes tables
 * with rates and percentages of that peak.
 */
@NullMarked
package lucida.benchmarks;

import org.jspecify.annotations.NullMarked;
