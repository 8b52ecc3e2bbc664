/**
 * The doors: {@link lucida.weights.model.ModelFiles} opens a file as a model, {@link lucida.weights.model.WeightFiles} reads and writes
 * tensors. Both see from the content whose file it is. {@code ModelFiles} finds the built-in architecture that tensors belong to, by their
 * names and shapes; {@link lucida.weights.model.Conversion} gives the weights of any file the names of an architecture. A
 * {@link lucida.weights.model.Checkpoint} holds a training to go on with.
 */
@NullMarked
package lucida.weights.model;

import org.jspecify.annotations.NullMarked;
