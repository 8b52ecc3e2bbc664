/** NumPy files: an array, an archive of arrays, a folder of them. */
@NullMarked
package lucida.weights.npy;

import org.jspecify.annotations.NullMarked;
