package lucida.layers.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * How a network that detects writes down its boxes: a row or a column for each, with centre, width and height, perhaps the objectness, and a
 * score for each class.
 */
public enum BoxTable {
  /** [N, boxes, 5 + classes], the fifth the objectness, by which classes are multiplied: YOLOv3 to v7, YOLOX. */
  ROWS(5),
  /** [N, 4 + classes, boxes]: YOLOv8 and later. */
  COLUMNS(4);

  private static final double SAME_OBJECT = 0.5;

  private final int before;

  BoxTable(int before) {
    this.before = before;
  }

  /** How many numbers of a box stand in front of its classes'. */
  public int before() { return before; }

  /** How many boxes there are. */
  public int boxes(Shape output) {
    return output.extent(this == ROWS ? 0 : 1);
  }

  /**
   * How many classes there are.
   *
   * @param output the shape of one picture's
   * @throws IllegalArgumentException if there are no such boxes
   */
  public int classes(Shape output) {
    int features = output.rank() == 2 ? output.extent(this == ROWS ? 1 : 0) : 0;
    if (features <= before)
      throw new IllegalArgumentException("boxes are " + (this == ROWS ? "[boxes, 5 + classes]" : "[4 + classes, boxes]")
          + ", and the network gives " + output + " for a picture");
    return features - before;
  }

  /** [N, boxes, features]. */
  Expr rows(Expr y) { return this == ROWS ? y : y.permute(0, 2, 1); }

  /** Each class's score of each box, [N, boxes, classes]. */
  Expr scores(Expr y) {
    Expr rows = rows(y);
    Expr classes = rows.slice(2, before, rows.shape().extent(2));
    return this == COLUMNS ? classes : classes.times(rows.at(2, 4).expand(classes.shape(), 2));
  }

  /**
   * What is detected: boxes from the highest score on, without those that overlap a higher one of any class by more than half.
   *
   * @param y of one picture, [1, …]
   * @param most how many at most
   */
  public List<Integer> detections(Tensor y, int most) {
    int boxes = y.shape().extent(this == ROWS ? 1 : 2);
    double[] best = IntStream.range(0, boxes).mapToDouble(box -> best(y, box)).toArray();
    List<Integer> found = new ArrayList<>();
    for (int box : IntStream.range(0, boxes).boxed().sorted(Comparator.comparingDouble(b -> -best[b])).toList())
      if (found.size() < most && found.stream().allMatch(other -> overlap(place(y, box), place(y, other)) <= SAME_OBJECT))
        found.add(box);
    return List.copyOf(found);
  }

  private double best(Tensor y, int box) {
    int classes = classes(y.shape().without(0));
    double highest = IntStream.range(0, classes).mapToDouble(m -> cell(y, box, before + m)).max().orElseThrow();
    return this == ROWS ? highest * cell(y, box, 4) : highest;
  }

  private double cell(Tensor y, int box, int feature) { return this == ROWS ? y.at(0, box, feature) : y.at(0, feature, box); }

  /** Centre, width and height of a box of one picture. */
  public List<Double> place(Tensor y, int box) {
    return IntStream.range(0, 4).mapToObj(i -> cell(y, box, i)).toList();
  }

  /** The area that two boxes share, as a part of what they cover together. */
  static double overlap(List<Double> a, List<Double> b) {
    double shared = shared(a.get(0), a.get(2), b.get(0), b.get(2)) * shared(a.get(1), a.get(3), b.get(1), b.get(3));
    return shared / (a.get(2) * a.get(3) + b.get(2) * b.get(3) - shared);
  }

  private static double shared(double at, double length, double other, double ofOther) {
    return Math.max(0, Math.min(at + length / 2, other + ofOther / 2) - Math.max(at - length / 2, other - ofOther / 2));
  }
}
