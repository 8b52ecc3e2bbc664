package lucida.book;

import java.util.Locale;

/** Whether an equation is as it should be. */
public enum Verdict {
  /** An identity is true to rounding, a limit stays within a bound that goes to 0, and the counterexample is not and does not. */
  HOLDS,
  /** An identity is not true, or a limit leaves its bound, where it should not. */
  FAILS,
  /** It holds, but so does its counterexample: the check shows nothing. */
  CANNOT_FAIL,
  /** Numbers, of which nothing is claimed. */
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
