package lucida.scenes;

/** Which of three disjoint streams of scenes. */
public enum Split {
  /** To fit weights. */
  TRAINING,
  /** To choose by. */
  VALIDATION,
  /** To report on. */
  TEST
}
