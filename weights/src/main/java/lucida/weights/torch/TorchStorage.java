package lucida.weights.torch;

import lucida.weights.Dtype;

/**
 * A piece of memory that tensors share, as a pickle refers to it: not its bytes.
 *
 * @param key the name of the storage in the file
 * @param dtype of its elements
 * @param length of the storage in the file, in bytes
 * @param viewFrom the first byte that tensors see
 * @param viewLength how many bytes they see
 */
record TorchStorage(String key, Dtype dtype, long length, long viewFrom, long viewLength) implements Pickled {}
