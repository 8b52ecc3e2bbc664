/**
 * Saliency: a {@link lucida.cam.Subject} is a model at a layer, a {@link lucida.cam.Probe} one picture of it with what is to be explained,
 * a {@link lucida.cam.Method} makes a {@link lucida.cam.SaliencyMap} of a probe.
 *
 * <p>The alphabet: x the picture, A^k_ij the activations of channel k at position i, j of the layer, Z = h·w its positions, S^m the scores,
 * c the explained class, Y what is differentiated, g its first derivative by A, w_k the weight of a channel, L the map. Tags as [GC 1] are
 * those of docs/equations.md.
 */
@NullMarked
package lucida.cam;

import org.jspecify.annotations.NullMarked;
