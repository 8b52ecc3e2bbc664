/**
 * What every provider of kernels must do: {@link lucida.core.testkit.KernelsContract}. A provider extends it in five lines.
 *
 * <p>The evidence is of three kinds. Closed forms on small integers, where every sum is exact in both precisions, so equality is
 * demanded. Exact identities between the faces of one form. And, on awkward sizes, agreement with the scalar kernels within a bound
 * that is derived cell by cell ({@link lucida.core.testkit.Call#agrees}).
 *
 * <p>For tests of every room: {@link lucida.core.testkit.TensorAssert} compares whole tensors, a
 * {@link lucida.core.testkit.TensorDifference} says how far they are apart.
 */
@NullMarked
package lucida.core.testkit;

import org.jspecify.annotations.NullMarked;
