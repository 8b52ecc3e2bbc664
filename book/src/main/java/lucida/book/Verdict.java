package lucida.book;

import java.util.Locale;

/** The verdict on an equation. */
public enum Verdict {
  /** The identity holds to rounding, or the limit stays within a bound that goes to 0, and its counterexample does not. */
  HOLDS,
  /** The identity does not hold, or the limit exceeds its bound. */
  FAILS,
  /** It holds, but so does its counterexample: the check shows nothing. */
  CANNOT_FAIL,
  /** Numbers without a claim. */
  SHOWN,
  /** Not evaluated yet. */
  NOT_COVERED;

  /** Whether it is neither a failure nor a check that cannot fail. */
  public boolean isFine() {
    return this != FAILS && this != CANNOT_FAIL;
  }

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT).replace('_', ' '); }
}
