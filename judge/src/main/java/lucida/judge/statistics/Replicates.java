package lucida.judge.statistics;

import java.util.IdentityHashMap;
import java.util.List;

/** The bootstrap's summaries of columns, each column resampled once however many intervals and comparisons are made of it. */
public final class Replicates {
  private final Bootstrap bootstrap;
  private final IdentityHashMap<Column, double[]> kept = new IdentityHashMap<>();

  private Replicates(Bootstrap bootstrap) { this.bootstrap = bootstrap; }

  /** With the bootstrap of a seed. */
  public static Replicates of(long seed) { return new Replicates(Bootstrap.of(seed)); }

  /** Of all values of a column. Not modified. */
  double[] of(Column column) {
    return kept.computeIfAbsent(column, whole -> whole.replicates(bootstrap, List.copyOf(whole.values().keySet())));
  }

  /** Of the values that a column has for some cases. */
  double[] of(Column column, List<Column.Case> cases) {
    return cases.equals(List.copyOf(column.values().keySet())) ? of(column) : column.replicates(bootstrap, cases);
  }
}
