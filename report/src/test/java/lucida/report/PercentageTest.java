package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PercentageTest {
  @Test
  void whatWouldRoundToNothingOrToAllIsNot() {
    assertEquals("< 0.1 %", new Percentage(0.0003).toString());
    assertEquals("< 0.1 %", new Percentage(0).toString());
    assertEquals("> 99.9 %", new Percentage(0.9996).toString());
    assertEquals("> 99.9 %", new Percentage(1).toString());
  }

  /** 0.05 % and 99.94 % are the first and the last that round to something. */
  @Test
  void theRestIsRoundedToATenth() {
    assertEquals("0.1 %", new Percentage(0.0005).toString());
    assertEquals("99.9 %", new Percentage(0.9994).toString());
    assertEquals("54.3 %", new Percentage(0.5432).toString());
  }
}
