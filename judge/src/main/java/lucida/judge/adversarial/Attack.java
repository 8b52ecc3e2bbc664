package lucida.judge.adversarial;

import lucida.core.Tensor;

/** A way to change a picture by little. */
public sealed interface Attack permits ScoreAttack, MapAttack, RandomNoise {
  /** What it is called: "pgd". */
  String title();

  /** What it does, in a line. */
  String words();

  /** The change of a picture. */
  Perturbed on(Victim victim);

  /** Whether a change does what the attack wants. */
  boolean succeeds(Victim victim, Tensor delta);

  /** Whether it wants anything, else it is a control, all of whose pictures count. */
  default boolean wants() {
    return true;
  }
}
