package lucida.autodiff.op;

import java.util.List;

/** The three slots of a trilinear form: by custom the input, the weight and the output. */
public enum Slot {
  /** The input. */
  X,
  /** The weight. */
  W,
  /** The output. */
  Z;

  /** The two other slots, in order: where the inputs of the face that is open here are. */
  public List<Slot> others() {
    return switch (this) {
      case X -> List.of(W, Z);
      case W -> List.of(X, Z);
      case Z -> List.of(X, W);
    };
  }
}
