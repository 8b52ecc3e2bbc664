/**
 * Whole models out of files: {@link lucida.weights.model.ModelFiles} chooses among the readers of ONNX, Keras and tensors, and finds the
 * built-in architecture that tensors belong to, by their names and shapes.
 */
@NullMarked
package lucida.weights.model;

import org.jspecify.annotations.NullMarked;
