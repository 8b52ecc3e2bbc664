/**
 * Dataset bias found from maps alone (Grad-CAM, section 6.3): a {@link lucida.judge.bias.MappedPicture} is a picture with what of its map lies outside of its objects, made by a {@link lucida.judge.bias.BiasSearch}; a
 * {@link lucida.judge.bias.CueSearch} looks, class by class, for a patch that recurs where the maps are strong, or for a place at which they always are; each
 * {@link lucida.judge.bias.Cue} that it proposes was seen at some {@link lucida.judge.bias.Spot}s and has a {@link lucida.judge.bias.CueStrength}.
 */
@NullMarked
package lucida.judge.bias;

import org.jspecify.annotations.NullMarked;
