/**
 * Safetensors files: {@code SafeTensors} reads them, {@code SafeTensorsWriter} writes them, {@code SafeTensorsHeader} is the leading JSON.
 */
@NullMarked
package lucida.weights.safetensors;

import org.jspecify.annotations.NullMarked;
