/**
 * Formulas made to numbers: a {@code Program} is formulas in an order, an {@code Executor} runs it, the {@code Interpreter} step by step.
 * {@code Directions} runs one along many directions, {@code Diagonal} takes derivatives with respect to single elements.
 */
@NullMarked
package lucida.autodiff.run;

import org.jspecify.annotations.NullMarked;
