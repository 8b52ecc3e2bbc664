/**
 * What the weights of a layer's channels are worth: {@link FalseConfidence}; and how well single channels and positions localise: {@link BestSingle}, and {@link ClassChannel} over the pictures
 * of a class.
 */
@NullMarked
package lucida.judge.channels;

import org.jspecify.annotations.NullMarked;
