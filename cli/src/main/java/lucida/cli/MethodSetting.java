package lucida.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lucida.cam.Baseline;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;

/** A setting that some methods take: those of which two values of it make two methods. */
enum MethodSetting {
  SCORE, CHANNELS, POSITIONS, SAMPLES, SIGMA, STEPS, BASELINE, SEED;

  private static final Settings ONE = new Settings(Optional.of(Score.LOGIT), Optional.of(1), Optional.of(1.0), Optional.of(1),
      Optional.of(Baseline.ZERO), List.of(0), List.of(0), 0);
  private static final Settings OTHER = new Settings(Optional.of(Score.EXP), Optional.of(2), Optional.of(2.0), Optional.of(2),
      Optional.of(Baseline.MEAN), List.of(1), List.of(1), 1);

  /** The option that gives it. */
  String option() {
    return "--" + name().toLowerCase(Locale.ROOT);
  }

  /** Whether a method takes it. */
  boolean isTakenBy(String method) {
    return !Methods.named(method, ONE).equals(Methods.named(method, other()));
  }

  /** The first settings with another value of this one alone. */
  private Settings other() {
    return new Settings((this == SCORE ? OTHER : ONE).score(), (this == SAMPLES ? OTHER : ONE).samples(),
        (this == SIGMA ? OTHER : ONE).sigma(), (this == STEPS ? OTHER : ONE).steps(), (this == BASELINE ? OTHER : ONE).baseline(),
        (this == CHANNELS ? OTHER : ONE).channels(), (this == POSITIONS ? OTHER : ONE).positions(),
        (this == SEED ? OTHER : ONE).seed());
  }
}
