/**
 * Methods that use second and third derivatives with respect to A, and the routes to them, see {@link DerivativeRoute}.
 * {@link GradCamPlusPlus} weights by {@link Alpha}; {@link SmoothGradCamPlusPlus} averages its derivatives over noisy pictures;
 * {@link ShapleyCam} takes one product with the Hessian.
 */
@NullMarked
package lucida.cam.derivatives;

import org.jspecify.annotations.NullMarked;
