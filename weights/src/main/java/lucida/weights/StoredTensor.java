package lucida.weights;

import lucida.core.Shape;

/**
 * A tensor as a file stores it, without its values.
 *
 * @param name in the file
 * @param type of its cells: "F32", "F16", "I64" …, by the names of {@link Dtype} where it has one
 * @param shape in the file
 */
public record StoredTensor(String name, String type, Shape shape) {}
