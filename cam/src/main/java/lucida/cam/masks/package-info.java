/**
 * Methods that show parts of the picture to the network. {@link ScoreCam} masks it by each channel, {@link SsCam} with noise,
 * {@link IsCam} at growing strength, {@link GroupCam} by groups of channels; {@link Occlusion} covers patches, {@link Rise}
 * averages random masks.
 */
@NullMarked
package lucida.cam.masks;

import org.jspecify.annotations.NullMarked;
