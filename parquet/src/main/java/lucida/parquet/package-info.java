/** Tables of an evaluation as Parquet files, written by Apache Parquet: a {@link ParquetTableWriter} is found where this room is on the class path. */
@NullMarked
package lucida.parquet;

import org.jspecify.annotations.NullMarked;
