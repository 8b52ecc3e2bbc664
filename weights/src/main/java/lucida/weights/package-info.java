/**
 * Readers of other tools' weight files: {@link lucida.weights.WeightFiles} is the door, {@link lucida.weights.NamedTensors} what
 * comes out of it; {@code lucida.weights.model.ModelFiles}, above, is the door for whole models.
 *
 * <p>A file is not trusted. Nothing in it is executed; a size that it states is compared with the bytes that are there before
 * memory is taken ({@code Allowance}); whatever is wrong with it becomes one sentence ({@link lucida.weights.WeightsException}).
 *
 * <p>From the bottom: {@code Bytes} and {@code Cursor} read, {@code CellReader} turns bytes into cells, {@code ZipArchive} and
 * {@code PickleReader} know containers, {@code Torch…}, {@code SafeTensors…} and {@code Npy…} know whose files they are.
 */
@NullMarked
package lucida.weights;

import org.jspecify.annotations.NullMarked;
