/**
 * The entry points: {@link lucida.weights.model.ModelFiles} opens a file as a model, {@link lucida.weights.model.WeightFiles} reads and writes
 * tensors. Both recognise the format by the content. {@code ModelFiles} finds the built-in architecture that tensors belong to, by their
 * names and shapes; {@link lucida.weights.model.Conversion} gives the weights of any file the names of an architecture. A
 * {@link lucida.weights.model.Checkpoint} holds a training run to resume.
 */
@NullMarked
package lucida.weights.model;

import org.jspecify.annotations.NullMarked;
