/**
 * PyTorch files. {@code TorchZip} and {@code TorchLegacy} are the two formats; the path of both: {@code PickleReader} turns a pickle into
 * {@code Pickled} values without running anything, {@code StateDict} finds the dictionary of tensors among them, and {@code TorchTensors}
 * reads the cells that each {@code TensorView} of a storage names.
 */
@NullMarked
package lucida.weights.torch;

import org.jspecify.annotations.NullMarked;
