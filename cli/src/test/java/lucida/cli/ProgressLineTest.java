package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** With a clock of its own: every batch takes as long as the test says. */
class ProgressLineTest {
  private static final int BATCH = 16;

  private static String lines(boolean live, int batches, IntToLongFunction milliseconds) {
    StringWriter text = new StringWriter();
    AtomicLong now = new AtomicLong();
    ProgressLine line = new ProgressLine(new PrintWriter(text, true), live, now::get);
    line.begin("rise", 2);
    for (int i = 0; i < batches; i++) {
      now.addAndGet(milliseconds.applyAsLong(i) * 1_000_000);
      line.report((i + 1L) * BATCH, (long) batches * BATCH);
    }
    line.end();
    return text.toString();
  }

  /** Ten slow batches while everything is compiled, then 0.2 s each: what is announced is the rest, within a factor of 1.5, once. */
  @Test
  void theRemainingTimeIsThatOfTheWorkItself() {
    String text = lines(false, 400, i -> i < 10 ? 3000 - 280L * i : 200);
    assertEquals(1, text.lines().count(), text);
    Matcher said = Pattern.compile("rise: (\\d+) of 6400 after .*, about (?:(\\d+) min )?(\\d+) s to go\\s*").matcher(text);
    assertTrue(said.matches(), text);
    double announced = 60.0 * (said.group(2) == null ? 0 : Integer.parseInt(said.group(2))) + Integer.parseInt(said.group(3));
    double truth = 0.2 * (400 - Integer.parseInt(said.group(1)) / BATCH);
    assertTrue(announced < 1.5 * truth && announced > truth / 1.5, text + " in truth " + truth);
  }

  @Test
  void nothingIsSaidOfShortWorkNorWithoutAPace() {
    assertEquals("", lines(false, 20, _ -> 200));
    assertEquals("", lines(false, 100, i -> Math.round(100 * Math.pow(1.1, i))), "slower and slower");
  }

  /** A terminal sees no sequence but carriage returns, and at the end an empty line. */
  @Test
  void aLineIsWrittenOver() {
    String text = lines(true, 60, _ -> 200);
    assertTrue(text.startsWith("\rrise: 16 of 960\rrise: 32 of 960"), text);
    assertTrue(text.contains("s to go"), text);
    assertTrue(text.matches("(?s).*\r +\r"), text);
    assertTrue(text.indexOf('\033') < 0);
  }
}
