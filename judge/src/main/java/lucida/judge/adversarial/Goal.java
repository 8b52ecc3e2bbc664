package lucida.judge.adversarial;

import java.util.OptionalInt;

/** What an attack on scores wants. */
public sealed interface Goal {
  /** That the network says another class: p of its own falls. */
  record Away() implements Goal {}

  /**
   * That another class has more than a probability, and its own less than one — Grad-CAM, section 6.2, has 0.9999 and 0.0001.
   *
   * @param target the other class; none for the least probable one of each picture
   * @param above what its probability has to exceed
   * @param below what that of the own class has to fall below
   * @param doublings how often the ball may become twice as large where it is not large enough
   */
  record Towards(OptionalInt target, double above, double below, int doublings) implements Goal {
    /** As in Grad-CAM's paper. */
    public Towards(OptionalInt target, int doublings) { this(target, 0.9999, 1e-4, doublings); }
  }
}
