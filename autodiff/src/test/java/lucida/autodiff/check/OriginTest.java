package lucida.autodiff.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Origin;
import lucida.autodiff.Reverse;
import org.junit.jupiter.api.Test;

/** Not in the package of Origin, whose own lines are never the user's. */
class OriginTest {
  private static Origin origin(Expr e) { return assertInstanceOf(Apply.class, e).origin(); }

  /** The line is that of the user, not of a stream or an Optional on the way. */
  @Test
  void namesTheUsersLine() {
    Input x = Input.of("x", 2);
    Expr y = Origin.recording(() -> x.exp());
    assertTrue(origin(y).toString().startsWith("OriginTest.java:"), origin(y).toString());
    assertEquals("derivative of " + origin(y), origin(Reverse.pullback(y, x, x)).toString());
    assertTrue(origin(x.exp()).isUnknown());
  }
}
