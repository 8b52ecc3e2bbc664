package lucida.judge.catalogue;

import java.util.List;
import lucida.cam.Baseline;
import lucida.judge.Metric;
import lucida.judge.faithfulness.AverageDrop;
import lucida.judge.faithfulness.Increase;
import lucida.judge.faithfulness.Mutes;
import lucida.judge.faithfulness.RemovalCurve;
import lucida.judge.localisation.EnergyPointingGame;
import lucida.judge.localisation.PointingGame;
import lucida.judge.localisation.TruthBy;
import lucida.layers.Names;

/** All metrics by name. */
public final class Metrics {
  private static final int STEPS = 50;

  /** A new metric is a line here. */
  private static final List<Metric> ALL = List.of(
      new AverageDrop(Mutes.IN_PROPORTION, Baseline.ZERO),
      new AverageDrop(Mutes.HALF, Baseline.ZERO),
      new Increase(Mutes.IN_PROPORTION, Baseline.ZERO),
      new Increase(Mutes.HALF, Baseline.ZERO),
      new RemovalCurve(RemovalCurve.Edge.INSERTION, Baseline.BLUR, STEPS),
      new RemovalCurve(RemovalCurve.Edge.DELETION, Baseline.ZERO, STEPS),
      new PointingGame(0),
      new PointingGame(15),
      new EnergyPointingGame(TruthBy.BOXES),
      new EnergyPointingGame(TruthBy.MASKS));

  private Metrics() {}

  /** All of them. */
  public static List<Metric> all() { return ALL; }

  /** Their names. */
  public static List<String> names() { return ALL.stream().map(Metric::name).toList(); }

  /**
   * A metric by its name.
   *
   * @throws IllegalArgumentException if there is none; the message names some that are near
   */
  public static Metric named(String name) {
    return ALL.stream().filter(metric -> metric.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no metric '" + name + "'; " + Names.suggestion(name, names())));
  }
}
