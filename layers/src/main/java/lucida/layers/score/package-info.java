/**
 * Scores that are no class's of a picture, made ones: layers behind a network, so that whatever explains a class explains them.
 * {@link Segmentation} says what scores positions in a network, {@link RegionMean} their mean. {@link Embedding} gives the features of a
 * picture, {@link Cosine} how near they are to others'. {@link NearestContrast} compares a class with those nearest to it.
 * {@link FixedText} makes the words that a network reads a part of it, {@link WordOdds} the words that it writes its scores; a {@link Captioner} writes them, and a
 * {@link Vocabulary} knows their numbers. {@link Tokens} makes positions of a transformer's tokens, by a {@link TokenGrid}. A {@link BoxTable} says how boxes are written down,
 * {@link BestBoxes} gives the highest scores among them, {@link OneBox} those of one.
 */
@NullMarked
package lucida.layers.score;

import org.jspecify.annotations.NullMarked;
