/** Keras models as networks: configurations and weights out of .h5 and .keras files, channels moved from last to first. */
@NullMarked
package lucida.weights.keras;

import org.jspecify.annotations.NullMarked;
