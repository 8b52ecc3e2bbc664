package lucida.scenes;

import java.util.Locale;

/** Where an object is, seen from another: along the axis along which they are further apart. */
public enum Relation {
  /** Further to the left than up or down. */
  LEFT_OF,
  /** The other way round. */
  RIGHT_OF,
  /** Further up than to the left or right. */
  ABOVE,
  /** The other way round. */
  BELOW;

  /** Where one is, seen from the other. */
  public static Relation of(Actor one, Actor other) {
    double right = one.x() - other.x(), down = one.y() - other.y();
    if (Math.abs(right) > Math.abs(down)) return right < 0 ? LEFT_OF : RIGHT_OF;
    return down < 0 ? ABOVE : BELOW;
  }

  /** Where the other is, seen from the one. */
  public Relation inverse() {
    return switch (this) {
      case LEFT_OF -> RIGHT_OF;
      case RIGHT_OF -> LEFT_OF;
      case ABOVE -> BELOW;
      case BELOW -> ABOVE;
    };
  }

  /** "left of". */
  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT).replace('_', ' '); }
}
