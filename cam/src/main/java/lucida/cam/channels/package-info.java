/**
 * Methods on the channels A^k of a layer and their first derivatives. {@link ChannelWeighted} is relu(Σ_k w_k A^k): {@link Cam},
 * {@link GradCam}, {@link XGradCam}, {@link AblationCam} and, for what speaks against a class, {@link Counterfactual} differ in w
 * alone. {@link HiResCam} and {@link LayerCam} weight cells instead of channels; {@link EigenCam} and {@link EigenGradCam} project
 * onto the first right singular vector.
 */
@NullMarked
package lucida.cam.channels;

import org.jspecify.annotations.NullMarked;
