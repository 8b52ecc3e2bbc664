/**
 * Scores that are no class's of a picture, made ones: layers behind a network, so that whatever explains a class explains them.
 * {@link Segmentation} says what scores positions in a network, {@link RegionMean} their mean. {@link Embedding} gives the features of a
 * picture, {@link Cosine} how near they are to others'. {@link Contrast} compares a class with those nearest to it.
 */
@NullMarked
package lucida.layers.score;

import org.jspecify.annotations.NullMarked;
