/**
 * Methods on the attention of a transformer, which no layer's activations show: {@link AttentionRollout} multiplies it over all layers,
 * {@link GradientRollout} what of it a class wants more of. Where attention is, and which tokens the scores read, is
 * read off the formulas; {@link AttentionMatrices} are its values.
 *
 * <p>The alphabet beside that of {@code lucida.cam}: T tokens, A_l the attention of layer l, [heads, T, T], each row a distribution; R the product
 * of layers, [T, T].
 */
@NullMarked
package lucida.cam.tokens;

import org.jspecify.annotations.NullMarked;
