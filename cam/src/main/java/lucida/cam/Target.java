package lucida.cam;

import java.util.Arrays;
import java.util.function.Function;
import lucida.autodiff.Expr;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Forward;

/**
 * What is explained: a differentiable number for each picture. A class in most papers; a unit, a channel, a position, a region, or any
 * function of a network's formulas in others.
 */
public sealed interface Target {
  /** S, the number that is explained, for each picture: [N]. */
  Expr of(Formulas formulas);

  /** What its formulas depend on: they are the same for all classes, which are an input, and differ from function to function. */
  default Object question() {
    return getClass();
  }

  /** A score or its negative: what speaks for a class, and what speaks against it. */
  sealed interface Side extends Target {
    /** The class, numbered from 0. */
    int id();

    /** The value of the input that says which class it is: 1 at the class, 0 elsewhere, [classes]. */
    default Tensor oneHot(Formulas formulas, Precision precision) {
      int id = checked(formulas.forward(), id());
      return Tensor.oneHot(formulas.oneHot().shape().size(), precision, id).select(0, 0);
    }
  }

  /** The score of a class, numbered from 0. */
  record OfClass(int id) implements Side {
    @Override
    public Expr of(Formulas formulas) {
      checked(formulas.forward(), id);
      return formulas.scoreOfClass();
    }

    @Override
    public String toString() { return "class " + id; }
  }

  /** −S^c: what speaks against a class. Where the class has the probability p, this has 1 − p. */
  record Against(int id) implements Side {
    @Override
    public Expr of(Formulas formulas) { return new OfClass(id).of(formulas).negate(); }

    @Override
    public String toString() { return "against class " + id; }
  }

  /** The score of the class that the network finds at this place, 0 for the best; a {@link Probe} knows which it is. */
  record Predicted(int place) implements Target {
    @Override
    public Expr of(Formulas formulas) {
      throw new IllegalStateException("Which class is predicted shows when the picture is known: ask a Probe for its target");
    }

    @Override
    public String toString() { return place == 0 ? "the predicted class" : "class number " + (place + 1) + " of the prediction"; }
  }

  /** Any function of a network's formulas that is one number for each picture, [N]. */
  record OfFunction(String name, Function<Forward, Expr> f) implements Target {
    @Override
    public Object question() { return this; }

    @Override
    public Expr of(Formulas formulas) {
      Expr y = f.apply(formulas.forward());
      Shape wanted = Shape.of(formulas.forward().x().shape().extent(0));
      if (!y.shape().equals(wanted))
        throw new IllegalArgumentException(
            "The target '" + name + "' has the shape " + y.shape() + "; one number a picture is " + wanted);
      return y;
    }

    @Override
    public String toString() { return name; }
  }

  /** A class, numbered from 0. */
  static Target ofClass(int id) { return new OfClass(id); }

  /** What speaks against a class, numbered from 0. */
  static Target against(int id) { return new Against(id); }

  /** The class that the network itself finds. */
  static Target predicted() { return new Predicted(0); }

  /** The sum of the scores of several classes. */
  static Target classes(int... ids) {
    return new OfFunction("classes " + Arrays.toString(ids),
        f -> Arrays.stream(ids).mapToObj(id -> f.scores().at(1, checked(f, id))).reduce(Expr::plus).orElseThrow());
  }

  /** The class, if the network has it. */
  private static int checked(Forward forward, int id) {
    Shape scores = forward.scores().shape();
    if (scores.rank() != 2)
      throw new IllegalArgumentException("The network's scores have the shape " + scores + ", not [pictures, classes]");
    int classes = scores.extent(1);
    if (id < 0 || id >= classes)
      throw new IllegalArgumentException("There is no class " + id + " among the " + classes + " of the network, numbered from 0");
    return id;
  }

  /** A function of the scores, from [N, classes] to [N]. */
  static Target ofScores(String name, Function<Expr, Expr> f) {
    return new OfFunction(name, forward -> f.apply(forward.scores()));
  }

  /** The unit of a layer at channel k and position (i, j). */
  static Target unit(String layer, int k, int i, int j) {
    return new OfFunction("unit %d of %s at (%d, %d)".formatted(k, layer, i, j),
        f -> f.value(layer).at(1, k).at(1, i).at(1, j));
  }

  /** The mean of a channel of a layer. */
  static Target channel(String layer, int k) {
    return new OfFunction("channel " + k + " of " + layer, f -> f.value(layer).at(1, k).mean(1, 2));
  }

  /** The mean over the channels of a layer at position (i, j). */
  static Target position(String layer, int i, int j) {
    return new OfFunction("position (%d, %d) of %s".formatted(i, j, layer), f -> f.value(layer).at(2, i).at(2, j).mean(1));
  }

  /** The mean of channel k of a layer over the rows and columns of a region, the ends not included. */
  static Target region(String layer, int k, int top, int left, int bottom, int right) {
    return new OfFunction(
        "channel %d of %s over rows %d to %d, columns %d to %d".formatted(k, layer, top, bottom - 1, left, right - 1),
        f -> f.value(layer).at(1, k).slice(1, top, bottom).slice(2, left, right).mean(1, 2));
  }
}
