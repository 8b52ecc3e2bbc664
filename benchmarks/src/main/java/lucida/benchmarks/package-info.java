/**
 * Benchmarks, and the runner behind {@code benchmarks/run}, which measures the machine's peak and the benchmarks alternately and writes
 * tables with rates and percentages of that peak.
 */
@NullMarked
package lucida.benchmarks;

import org.jspecify.annotations.NullMarked;
