/**
 * Saliency: a {@link Subject} is a model cut at a layer, a {@link Probe} one picture given to it with the target to explain, a
 * {@link Method} makes a {@link SaliencyMap} from a probe.
 *
 * <p>From the question to the map: {@link LayerChoice} finds the layer if none is named, {@link Target} and {@link Score} say what
 * is differentiated, {@link Settings} what a user sets for a method. {@link Formulas} are the network's, cut at the layer;
 * {@link Batches} runs one for many samples, once for all classes where the samples are the same, and reports {@link Progress}.
 * {@link Noise} and {@link Baseline} are what methods compare a picture with; a {@link PixelMethod} is one whose map has a cell for
 * each cell of the picture. A {@link Statement} is what a method states about itself, a {@link Flag} what a reader should know about
 * a map, a {@link NotApplicableException} why there is none. {@link Fusion} joins the maps of several layers.
 *
 * <p>The alphabet: x the picture, A^k_ij the activations of channel k at position i, j of the layer, Z = h·w its positions, S^m the
 * scores, c the explained class, Y what is differentiated, g its first derivative with respect to A, w_k the weight of a channel, L the map.
 * Tags such as [GC 1] are those of docs/equations.md.
 */
@NullMarked
package lucida.cam;

import org.jspecify.annotations.NullMarked;
