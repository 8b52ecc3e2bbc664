package lucida.judge.faithfulness;

import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Judgement;
import lucida.pictures.MapComparison;

/** How two rows of numbers are correlated. */
enum Correlation {
  /** Of the numbers. */
  PEARSON {
    @Override
    double of(MapComparison rows) { return rows.pearson(); }
  },
  /** Of their ranks. */
  SPEARMAN {
    @Override
    double of(MapComparison rows) { return rows.spearman(); }
  };

  abstract double of(MapComparison rows);

  /** −1 to 1; NaN if a row is constant. */
  double of(double[] a, double... b) {
    Shape row = Shape.of(1, a.length);
    return of(new MapComparison(Tensor.of(row, a), Tensor.of(row, b)));
  }

  /** The correlation of what a map attributes to parts of the picture with how the score changes, unless there is none. */
  Judgement judgement(double[] attributions, double... changes) {
    double r = of(attributions, changes);
    return Double.isNaN(r)
        ? Judgement.leftOut("there is no correlation: the map, or the score, is the same for all parts of the picture")
        : Judgement.of(r);
  }
}
