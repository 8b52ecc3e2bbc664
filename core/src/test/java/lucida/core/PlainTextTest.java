package lucida.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  /** Letters of many scripts, marks, an emoji of several joined ones, Persian with a non-joiner, Hindi with a joiner. */
  @ParameterizedTest
  @ValueSource(strings = {"", "conv 1.weight [3×3]", "Füße", "猫と車", "кот", "קָט", "👩\u200d🔬 🇳🇱 ❤️", "👩🏽\u200d🚀",
      "می\u200cخواهم",
      "क्\u200dष", "e\u0301", "a\\u001b", "…–“”"})
  void whatPeopleWriteStays(String text) { assertEquals(text, PlainText.of(text)); }

  /** Every control, format, line and paragraph separator and lone surrogate of Unicode, and the fillers without a shape. */
  @Test
  void whatIsNotSeenIsMadeVisible() {
    assertEquals("\\u001b]0;x\\u0007", PlainText.of("\u001b]0;x\u0007"));
    assertEquals("a\\u000alucida: done\\u000d\\u0009", PlainText.of("a\nlucida: done\r\t"));
    assertEquals("\\u009b2J\\u0085", PlainText.of("\u009b2J\u0085"), "C1 controls are escapes of one byte");
    assertEquals("\\u202egpj.exe\\u2066\\u200f", PlainText.of("\u202egpj.exe\u2066\u200f"));
    assertEquals("ad\\u200bmin\\u2060\\ufeff\\u00ad", PlainText.of("ad\u200bmin\u2060\ufeff\u00ad"));
    assertEquals("a\\u200db \\u200d", PlainText.of("a\u200db \u200d"), "a joiner that joins nothing");
    assertEquals("\\u2028\\u2029\\u3164\\ud800", PlainText.of("\u2028\u2029\u3164\ud800"));
    assertEquals("\\udb40\\udc41", PlainText.of(Character.toString(0xE0041)), "a tag, as JSON escapes it");
  }

  /** No code point comes out as a control or format character. */
  @Test
  void nothingUnseenComesThrough() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++)
      assertTrue(PlainText.of(Character.toString(c)).codePoints().noneMatch(p -> Character.isISOControl(p)
          || Character.getType(p) == Character.FORMAT || Character.getType(p) == Character.SURROGATE), Integer.toHexString(c));
  }

  @Test
  void linesStayLines() {
    assertEquals("a\n\tb\r\n\\u001b[2K", PlainText.ofLines("a\n\tb\r\n\u001b[2K"));
  }

  @Test
  void longTextIsShortened() {
    assertEquals("abc", PlainText.shortened("abc", 3));
    assertEquals("👩b\\u0000 …", PlainText.shortened("👩b\0d", 3));
  }
}
