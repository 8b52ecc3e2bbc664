/**
 * Methods on pixels. {@link Gradient} and {@link InputXGradient} are one backward sweep; {@link GuidedBackprop} and
 * {@link DeconvNet} change its rule at ReLUs, and {@link GuidedGradCam} and
 * {@link DeconvolutionGradCam} multiply such a map by one of a layer. A
 * {@link NoisyMapMethod} summarises the {@link NoisyMaps} of noisy pictures: {@link SmoothGrad} their mean, {@link SquareGrad}
 * their mean square, {@link VarGrad} their variance. {@link IntegratedGradients} integrates along a path; {@link FullGrad} adds
 * the contributions of biases, the {@link FullGradTerms}.
 */
@NullMarked
package lucida.cam.pixels;

import org.jspecify.annotations.NullMarked;
