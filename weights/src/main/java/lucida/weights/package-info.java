/**
 * What is read from other tools' files: {@link lucida.weights.NamedTensors}, each a {@link NamedTensor} with the {@link Dtype} it was stored
 * in; an {@link lucida.weights.Inspection} of a whole file, which lists each {@link StoredTensor}; the {@link lucida.weights.ClassNames} of a
 * network, a {@link ClassName} for each score, which {@link ClassNameFiles} reads. {@link lucida.weights.NetworkOptions} and {@link lucida.weights.WeightOptions} say what a
 * file leaves open. The entry points are in {@code lucida.weights.model}: {@code ModelFiles} for models, {@code WeightFiles} for tensors.
 *
 * <p>Files are not trusted. Nothing in them is executed; a stated size is compared with the bytes that are there before memory is
 * allocated; whatever is wrong with a file becomes one sentence, a {@link lucida.weights.WeightsException}.
 *
 * <p>From the bottom: {@code io} bounds bytes and opens containers; {@code torch}, {@code safetensors}, {@code npy}, {@code onnx} and
 * {@code keras} each know one format, and none of them another; {@code model} chooses among them.
 */
@NullMarked
package lucida.weights;

import org.jspecify.annotations.NullMarked;
