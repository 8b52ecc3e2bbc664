/**
 * Files of safetensors: {@code SafeTensors} reads them, {@code SafeTensorsWriter} writes them, {@code SafeTensorsHeader} is the JSON in front.
 */
@NullMarked
package lucida.weights.safetensors;

import org.jspecify.annotations.NullMarked;
