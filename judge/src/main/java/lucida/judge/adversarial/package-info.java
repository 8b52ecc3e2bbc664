/**
 * Adversarial pictures (Grad-CAM, section 6.2): an {@link lucida.judge.adversarial.Attack} changes a picture within a ball of a {@link lucida.judge.adversarial.Norm}, in samples from 0 to 1 as a
 * {@link lucida.judge.adversarial.PixelRange} has them. A {@link lucida.judge.adversarial.ScoreAttack} climbs to what its {@link lucida.judge.adversarial.Goal} wants by
 * {@link lucida.judge.adversarial.ProjectedAscent}, a {@link lucida.judge.adversarial.MapAttack} moves a map while scores stay, {@link lucida.judge.adversarial.RandomNoise} is the control; each looks at a
 * {@link lucida.judge.adversarial.Victim} and returns a {@link lucida.judge.adversarial.Perturbed} picture. An {@link lucida.judge.adversarial.AttackStudy} attacks many pictures, whose
 * {@link lucida.judge.adversarial.AttackFindings} are an {@link lucida.judge.adversarial.Attacked} for each attack and a {@link lucida.judge.adversarial.MapChange} for each method; an
 * {@link lucida.judge.adversarial.AttackWatcher} sees the pictures.
 */
@NullMarked
package lucida.judge.adversarial;

import org.jspecify.annotations.NullMarked;
