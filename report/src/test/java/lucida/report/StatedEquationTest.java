package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import lucida.book.Book;
import lucida.book.Notation;
import lucida.cam.Statement;
import lucida.cam.catalogue.Methods;
import org.junit.jupiter.api.Test;

class StatedEquationTest {
  @Test
  void equationsOfEveryMethodCanBeSet() {
    for (String method : Methods.names())
      for (StatedEquation equation : StatedEquation.of(Methods.statement(method))) {
        assertTrue(equation.tag().matches("|(CAM|GC|PP|SPP|SC|SG|BP|OT|AS) \\d+"), method + ": " + equation.tag());
        Markup.assertBalanced(MathMl.of(equation.formula()));
      }
  }

  /** What the book states is not typed again: a formula of a method's own is none of the book's. */
  @Test
  void equationsOfTheBookAreNotTypedAgain() {
    Set<String> book = Book.statements().values().stream().map(Notation::text).collect(Collectors.toSet());
    for (String method : Methods.names()) {
      Statement statement = Methods.statement(method);
      for (int i = 0; i < statement.equations().size(); i++) {
        boolean byTag = statement.equations().get(i).startsWith("[");
        assertEquals(byTag, book.contains(StatedEquation.of(statement).get(i).formula().text()), statement.equations().get(i));
      }
    }
  }

  @Test
  void aTagBehindAFormulaIsNotPartOfIt() {
    StatedEquation own = StatedEquation.of(new Statement("", "", "", "M = x [OT 3]")).getFirst();
    assertEquals("M = x", own.formula().text());
    assertEquals("OT 3", own.tag());
    assertFalse(StatedEquation.of(new Statement("", "", "", "[GC 1]")).getFirst().formula().text().isEmpty());
  }
}
