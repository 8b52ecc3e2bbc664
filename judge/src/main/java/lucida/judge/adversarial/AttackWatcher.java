package lucida.judge.adversarial;

import java.util.SequencedMap;
import lucida.cam.SaliencyMap;
import lucida.core.Tensor;

/** Sees attacked pictures and their maps as they are made: none is kept. */
@FunctionalInterface
public interface AttackWatcher {
  /** Sees none. */
  AttackWatcher NONE = (_, _, _, _, _, _) -> {};

  /**
   * A picture after an attack.
   *
   * @param victim the picture
   * @param attacked what became of it
   * @param x what the network reads of the changed picture, [C, H, W]
   * @param delta the change of its samples
   * @param before maps of its class by method, of the picture as it is
   * @param after the same of the changed picture
   */
  void see(Victim victim, Attacked attacked, Tensor x, Tensor delta, SequencedMap<String, SaliencyMap> before,
      SequencedMap<String, SaliencyMap> after);
}
