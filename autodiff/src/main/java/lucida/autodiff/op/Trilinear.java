package lucida.autodiff.op;

import java.util.Map;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.kernel.Kernels;

/** T(x, w, z), one number, linear in each of three slots. Its three partial derivatives are the bilinear operations of a network. */
public sealed interface Trilinear permits Product, MatMul, ConvolutionForm {
  /** The shape of what a slot takes. */
  Shape shape(Slot slot);

  /**
   * Computes ∂T/∂open.
   *
   * @param p what the first of the two other slots takes; not modified
   * @param q what the second takes; not modified
   * @param y the result; modified
   */
  void fill(Slot open, Storage p, Storage q, Storage y, Kernels kernels);

  /** Multiplications of one face, those by padding included. */
  long multiplications();

  /**
   * The form that is this one n times at once.
   *
   * @param sharedW whether what slot W takes is one for all
   */
  Wide withAxis(int n, boolean sharedW);

  /** The sign the face is printed with, between its two inputs. */
  String symbol(Slot open);

  /**
   * A form that is another one n times.
   *
   * @param form the larger form
   * @param joined for each slot the axis that the axis of n joins, n before it; a slot that is missing here is shared by all
   */
  record Wide(Trilinear form, Map<Slot, Integer> joined) {}
}
