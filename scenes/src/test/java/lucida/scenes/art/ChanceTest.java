package lucida.scenes.art;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.core.RandomStream;
import org.junit.jupiter.api.Test;

class ChanceTest {
  @Test
  void streamsDoNotDependOnWhatWasDrawnBefore() {
    Chance fresh = new Chance(RandomStream.of(4));
    Chance used = new Chance(RandomStream.of(4));
    used.between(0, 1);
    assertEquals(fresh.stream("eyes").bits(), used.stream("eyes").bits());
    assertNotEquals(fresh.stream("eyes").bits(), fresh.stream("ears").bits());
  }

  /** 6000 throws of a die: each face 1000 ± 29, so within 5 deviations. */
  @Test
  void countsIncludeBothEnds() {
    Chance chance = new Chance(RandomStream.of(5));
    int[] faces = new int[7];
    for (int i = 0; i < 6000; i++) faces[chance.count(1, 6)]++;
    for (int face = 1; face <= 6; face++) assertTrue(Math.abs(faces[face] - 1000) < 145, "face " + face + ": " + faces[face]);
  }
}
