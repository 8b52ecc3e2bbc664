/** Training: a step is one program, from parameters and optimiser state to new parameters and new state. */
@NullMarked
package lucida.layers.training;

import org.jspecify.annotations.NullMarked;
