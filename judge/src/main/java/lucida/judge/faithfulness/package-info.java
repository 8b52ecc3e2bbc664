/**
 * Metrics that change the picture and look at the score: does a map show what the network looks at? {@link AverageDrop} and {@link Increase}
 * mute what the map leaves out (see {@link Mutes}), a {@link RemovalCurve} removes or adds pixels in the order of the map.
 */
@NullMarked
package lucida.judge.faithfulness;

import org.jspecify.annotations.NullMarked;
