/**
 * Elementwise maps, sums along axes, copies and selections.
 *
 * <pre>  FloatCellwise.map ──► ElementaryFunctions, a strip at a time, in double       FloatSums.sum ──ReductionRuns──► runs of terms or of sums
 *  FloatMoves.move ──LoopNest──► runs or small blocks                            FloatSelections.argMax, gather, scatterAdd</pre>
 */
@NullMarked
package lucida.kernels.vector.cellwise;

import org.jspecify.annotations.NullMarked;
