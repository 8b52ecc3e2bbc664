package lucida.judge.people;

import java.util.Locale;

/** What a trial of a study is for. */
public enum TrialKind {
  /** To learn the task: the page says what was right. */
  TRAINING,
  /** The page says what to choose: who does not read it does not look. */
  CHECK,
  /** Which of two objects does the map explain? */
  OBJECT,
  /** Which of two networks, which say the same, is more reliable by their maps? */
  NETWORK;

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
