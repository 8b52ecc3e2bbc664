package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Methods;
import org.junit.jupiter.api.Test;

class MethodTextTest {
  @Test
  void everyMethodIsDescribed() {
    for (String method : Methods.names()) assertTrue(MethodText.names().contains(method), method);
  }

  @Test
  void everyDescriptionIsWholeAndItsEquationsCanBeSet() {
    for (String method : MethodText.names()) {
      MethodText text = MethodText.of(method);
      assertFalse(text.title().isBlank() || text.paper().isBlank() || text.words().isBlank() || text.equations().isEmpty(), method);
      assertTrue(text.words().endsWith("."), method);
      for (MethodText.Equation equation : text.equations()) {
        assertTrue(equation.tag().matches("|(CAM|GC|PP|SPP|SC|SG|BP|OT) \\d+"), method + ": " + equation.tag());
        Markup.assertBalanced(equation.formula().html());
      }
    }
  }

  @Test
  void whatIsNotDescribedIsCalledByItsName() {
    assertEquals("mine", MethodText.of("mine").title());
  }
}
