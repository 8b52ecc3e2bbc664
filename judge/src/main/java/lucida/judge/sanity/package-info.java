/**
 * Sanity checks [ME 7] of many methods on many pictures: a {@link lucida.judge.sanity.SanityCheck} makes layers random step by step, as a {@link lucida.judge.sanity.SanityTest}
 * says, and has a {@link lucida.judge.sanity.SanityRow} for how like each map stays; {@link lucida.judge.sanity.SanityFindings} holds them, a {@link lucida.judge.sanity.MapWatcher} sees
 * the maps.
 */
@NullMarked
package lucida.judge.sanity;

import org.jspecify.annotations.NullMarked;
