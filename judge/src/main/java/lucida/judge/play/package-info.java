/**
 * Does a network that plays look at what matters? A {@link lucida.judge.play.Glance} is how the map of a moment of a game lies on a
 * {@link lucida.judge.play.Place}, the ball, the paddle or either; a {@link lucida.judge.play.PlayTable} has their means over games, beside those of
 * random maps, and how well the network plays.
 */
@NullMarked
package lucida.judge.play;

import org.jspecify.annotations.NullMarked;
