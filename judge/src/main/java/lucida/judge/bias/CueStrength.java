package lucida.judge.bias;

import java.util.Locale;

/** How much there is in a proposal. */
public enum CueStrength {
  /** In most pictures of the class and in few others, and a fifth of the map is there. */
  STRONG,
  /** It may be chance, or the network looks elsewhere most of the time. */
  WEAK;

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
