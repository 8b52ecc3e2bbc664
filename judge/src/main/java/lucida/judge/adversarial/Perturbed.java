package lucida.judge.adversarial;

import lucida.core.Tensor;

/**
 * A change of a picture.
 *
 * @param delta what is added to its samples from 0 to 1, [C, H, W] in float64
 * @param steps how many it took to find
 */
public record Perturbed(Tensor delta, int steps) {}
