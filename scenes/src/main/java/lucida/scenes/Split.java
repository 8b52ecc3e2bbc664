package lucida.scenes;

/** One of three disjoint sets of scenes. */
public enum Split {
  /** For training. */
  TRAINING,
  /** For validation. */
  VALIDATION,
  /** For testing. */
  TEST
}
