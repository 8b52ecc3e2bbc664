package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import lucida.book.Book;
import lucida.book.Notation;
import lucida.cam.catalogue.Methods;
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
        Markup.assertBalanced(MathMl.of(equation.formula()));
      }
    }
  }

  /** What the book states is not typed again: a formula of a method's own is none of the book's. */
  @Test
  void equationsOfTheBookAreNotTypedAgain() {
    Set<String> book = Book.statements().values().stream().map(Notation::text).collect(Collectors.toSet());
    assertTrue(book.contains(MethodText.of("gradcam").equations().getFirst().formula().text()));
    for (String line : Html.resource("methods.txt").lines().filter(line -> line.matches("= [^\\[].*")).toList())
      assertFalse(book.contains(new Notation(line.substring(2).replaceAll("\\s*\\[[A-Z]+ \\d+\\]$", "")).text()), line);
  }

  @Test
  void whatIsNotDescribedIsCalledByItsName() {
    assertEquals("mine", MethodText.of("mine").title());
  }
}
