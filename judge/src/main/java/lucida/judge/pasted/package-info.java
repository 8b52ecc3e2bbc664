/**
 * Metrics of BAM — Yang, Kim 2019, arXiv 1907.09701 — for objects on backgrounds with a label each: {@link ModelContrast}, {@link InputDependence} and
 * {@link InputIndependence}.
 */
@NullMarked
package lucida.judge.pasted;

import org.jspecify.annotations.NullMarked;
