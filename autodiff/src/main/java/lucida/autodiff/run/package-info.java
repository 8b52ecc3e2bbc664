/**
 * From formulas to numbers. A {@link Program} is formulas in an order, with its memory known; what does not fit is refused with a
 * {@link MemoryException} before anything runs. An {@link Executor} compiles it with the values that are fixed and runs it with
 * those that vary, both checked by {@link Given}; the {@link Interpreter} does so step by step, each by the {@link Evaluator}.
 * {@link Directions} runs a program along many directions, {@link Diagonal} takes derivatives with respect to single elements,
 * along those {@link Coordinates} alone that differ behind what they begin with. {@link LiveRows} takes many pullbacks at once.
 */
@NullMarked
package lucida.autodiff.run;

import org.jspecify.annotations.NullMarked;
