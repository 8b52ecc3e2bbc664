/**
 * What the readers of all formats share. {@code Bytes} are random access, {@code Cursor} reads them in order; {@code CellReader} and
 * {@code CellWriter} turn bytes into cells and back; {@code ZipArchive} opens a container. A {@code WeightFormat} reads a
 * {@code WeightSource}, and the {@code ImportBudget} bounds the memory that may take. {@code NetworkEnd} finds the scores of a network.
 */
@NullMarked
package lucida.weights.io;

import org.jspecify.annotations.NullMarked;
