package lucida.weights.torch;

import lucida.weights.Dtype;

/**
 * A tensor as a pickle describes it: cell (i₀, i₁, …) is element offset + Σ i·stride of its storage. The numbers are as the file
 * has them, unchecked; {@link TensorView} checks them.
 */
record TorchTensor(TorchStorage storage, Dtype dtype, long offset, Pickled.Sequence extents,
    Pickled.Sequence strides) implements Pickled {}
