package lucida.autodiff.op;

import lucida.core.Shape;

/** How a selection looks at x to choose a linear map L(x). A derivative passes through the map and never through the choice. */
public sealed interface Choice permits Gate, StopGradient, Route {
  /** The shape of L(x) v, for x and v of this shape. */
  Shape shape(Shape x);

  /** The same choice made n times, along one more axis in front. */
  Choice withAxis(int n);

  /** The name it is printed with. */
  String symbol();
}
