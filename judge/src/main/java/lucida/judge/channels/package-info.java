/**
 * What the weights of a layer's channels are worth: {@link FalseConfidence}.
 */
@NullMarked
package lucida.judge.channels;

import org.jspecify.annotations.NullMarked;
