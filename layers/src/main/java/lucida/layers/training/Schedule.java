package lucida.layers.training;

import java.util.List;

/** The learning rate over a training: a linear warm-up from 0, then a course from 1 to its end, times a peak. */
public sealed interface Schedule {
  /** The learning rate of a step, counted from 0. */
  double rate(long step);

  /** Half a cosine from the peak to 0 over all steps. */
  record Cosine(double peak, long warmUp, long steps) implements Schedule {
    @Override
    public double rate(long step) {
      if (step < warmUp) return peak * (step + 1) / warmUp;
      double way = (double) (step - warmUp) / Math.max(1, steps - warmUp);
      return peak * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, way)));
    }
  }

  /** Multiplies the rate by a factor at a fixed interval of steps. */
  record Stairs(double peak, long warmUp, long every, double factor) implements Schedule {
    @Override
    public double rate(long step) {
      if (step < warmUp) return peak * (step + 1) / warmUp;
      long stairs = step / every;
      return peak * Math.pow(factor, (double) stairs);
    }
  }

  /**
   * Multiplies the rate by a factor at each of some steps.
   *
   * @param at the steps, rising
   */
  record Steps(double peak, long warmUp, List<Long> at, double factor) implements Schedule {
    /** Checks that each step comes after the one before. */
    public Steps {
      at = List.copyOf(at);
      for (int i = 0; i < at.size(); i++)
        if (at.get(i) <= (i == 0 ? 0 : at.get(i - 1)))
          throw new IllegalArgumentException("Steps: the rate falls at " + at + "; these are above 0 and rise");
    }

    @Override
    public double rate(long step) {
      if (step < warmUp) return peak * (step + 1) / warmUp;
      return peak * Math.pow(factor, (double) at.stream().filter(fall -> fall <= step).count());
    }
  }
}
