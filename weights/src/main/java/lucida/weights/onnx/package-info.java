/** ONNX models as networks: the file, the whole numbers in it that are folded at import, and its operators as formulas. */
@NullMarked
package lucida.weights.onnx;

import org.jspecify.annotations.NullMarked;
