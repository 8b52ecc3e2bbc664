package lucida.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PhiloxTest {
  /**
   * The known answers that the authors published with their library (Random123, kat_vectors, philox4x32 with 10 rounds): four words
   * of counter, two of key, four of result.
   */
  @Test
  void givesThePublishedAnswers() {
    check("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8");
    check("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd");
    check("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1");
  }

  private static void check(String counter, String key, String answer) {
    assertEquals(new Philox(pair(answer, 0), pair(answer, 2)), Philox.of(pair(key, 0), pair(counter, 0), pair(counter, 2)));
  }

  private static long pair(String words, int first) { return word(words, first) | word(words, first + 1) << 32; }

  private static long word(String words, int i) { return new BigInteger(words.substring(9 * i, 9 * i + 8), 16).longValue(); }
}
