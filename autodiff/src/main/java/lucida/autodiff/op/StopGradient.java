package lucida.autodiff.op;

import lucida.core.Shape;

/** L(x) v = x ⊙ v: x as a factor that no derivative sees. With v = 1 it is the identity that stops derivatives. */
public record StopGradient() implements Choice {
  @Override
  public Shape shape(Shape x) { return x; }

  @Override
  public Choice withAxis(int n) { return this; }

  @Override
  public String symbol() { return "stop"; }
}
