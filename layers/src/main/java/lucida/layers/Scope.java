package lucida.layers;

import lucida.autodiff.Expr;
import lucida.core.Shape;

/** What a layer may ask for while it writes its formula. */
public interface Scope {
  /** Its parameter of this name in it. */
  Expr parameter(String name);

  /** How many pictures the formula is for. */
  int batch();

  /** Whether the formula is for training or for inference. */
  Mode mode();

  /** Random numbers, one for each cell, which are 1/keep with probability keep and else 0; given when a training step runs. */
  Expr mask(Shape shape, double keep);

  /** Says that a training step gives a parameter a new value other than by its gradient: a running statistic. */
  void update(String name, Expr value);
}
