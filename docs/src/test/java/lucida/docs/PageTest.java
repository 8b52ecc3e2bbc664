package lucida.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lucida.pictures.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that says something false is found out. */
class PageTest {
  private static List<String> problems(String page) { return problems(Page.ROOT, page); }

  private static List<String> problems(Path folder, String page) {
    return new Page(folder, Block.all(page.lines().toList())).problems();
  }

  @Test
  void aTruePageHasNoProblems() {
    assertEquals(List.of(), problems("""
        Text.
        ```java
        int a = 6;
        int twice(int x) { return 2 * x; }
        ```
        ```java
        System.out.println(twice(a) + " is Σ");
        System.out.printf(java.util.Locale.ROOT, "%.5f%n", 0.123461);
        ```
        ```text
        12 is Σ
        0.12346
        ```
        ```console
        $ make tea
        nobody runs this
        $ ./lucida derive "2 * x + 1"
        y = 2 x + 1
        ∂y/∂x = 2
        ```
        """));
  }

  @Test
  void aWrongResultIsAProblem() {
    assertTrue(
        problems("```java\nSystem.out.println(6 * 7);\n```\n```text\n41\n```").getFirst().contains("but this is printed:\n42"));
    assertTrue(problems("```console\n$ ./lucida derive \"x^2\"\ny = x²\n∂y/∂x = x\n```").getFirst().contains("2 x"));
  }

  @Test
  void outputThatIsNotShownIsAProblem() {
    assertEquals(List.of("printed and not shown:\n42"), problems("```java\nSystem.out.println(6 * 7);\n```"));
  }

  @Test
  void javaThatDoesNotRunIsAProblem() {
    assertTrue(problems("```java\nint a = \"b\";\n```").getFirst().startsWith("this does not compile:"));
    assertTrue(problems("```java\nint a = 1 / 0;\n```").getFirst().startsWith("this threw:"));
    assertTrue(problems("```java\nint a = (1\n```").getFirst().startsWith("this is not Java:"));
  }

  @Test
  void aQuotationIsInItsFile() {
    String quote = "```java docs/src/test/java/lucida/docs/PageTest.java\n%s\n```";
    assertEquals(List.of(), problems(quote.formatted("class PageTest {")));
    assertTrue(problems(quote.formatted("class " + "PageText {")).getFirst().startsWith("line 2 shows what is not in docs/"));
    assertTrue(problems("```java no/File.java\nx\n```").getFirst().startsWith("line 2 shows a part of a file that cannot be read"));
  }

  /** A block that ends in a picture paints the one behind it; a picture behind other blocks is left alone. */
  @Test
  void aPictureIsTheOneThatWasPainted(@TempDir Path folder) throws IOException {
    Picture.painted(3, 2, (_, _) -> 0).write(folder.resolve("black.png"));
    String page = "```java\nimport java.awt.image.BufferedImage;\nnew BufferedImage(%d, 2, BufferedImage.TYPE_INT_RGB)\n```\n![black](%s.png)\n";
    assertEquals(List.of(), problems(folder, page.formatted(3, "black")));
    assertTrue(problems(folder, page.formatted(4, "black")).getFirst().startsWith("line 5 shows another picture"));
    assertTrue(problems(folder, page.formatted(3, "none")).getFirst().startsWith("line 5 shows another picture"));
    assertEquals(List.of(), problems(folder, "```java\nint a = 1;\n```\n![none](none.png)\n"));
  }

  /** What is written anew replaces what was there, as in an exercise. */
  @Test
  void aMethodCanBeWrittenAnew() {
    assertEquals(List.of(), problems("""
        ```java
        int answer() { return 0; }
        void test() { System.out.println(answer()); }
        ```
        ```java
        int answer() { return 42; }
        test();
        ```
        ```text
        42
        ```
        """));
  }

  @Test
  void picturesMayDifferByRounding() {
    assertTrue(Committed.looksLike(Picture.painted(2, 1, (x, _) -> 0x102030), Picture.painted(2, 1, (x, _) -> 0x112F30 - 0x0F00)));
    assertFalse(Committed.looksLike(Picture.painted(2, 1, (x, _) -> 0x102030),
        Picture.painted(2, 1, (x, _) -> x == 0 ? 0x102030 : 0x132030)));
    assertFalse(Committed.looksLike(Picture.painted(2, 1, (x, _) -> 0x102030), Picture.painted(1, 2, (x, _) -> 0x102030)));
  }

  @Test
  void onlyRoundingMayDiffer() {
    assertTrue(Printed.agrees("x = 0.1235, error 2.2e-16", "x =  0.1234, error 0.0e+00"));
    assertTrue(Printed.agrees("1.587431271429835", "1.5874312714298"));
    assertFalse(Printed.agrees("1.587431271429835", "1.58743127142"));
    assertFalse(Printed.agrees("0.1235", "0.1233"));
    assertFalse(Printed.agrees("0.12", "0.13"));
    assertFalse(Printed.agrees("12", "13"));
    assertFalse(Printed.agrees("1e-16", "1e-3"));
    assertFalse(Printed.agrees("x = 1", "y = 1"));
    assertFalse(Printed.agrees("1 2", "1"));
  }
}
