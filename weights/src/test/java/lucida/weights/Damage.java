package lucida.weights;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Seeded damage to files: flipped and forged bytes, cuts, gaps and repeated parts. */
public final class Damage {
  private static final byte[] FORGED = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};

  private Damage() {}

  /** A damaged copy. */
  public static byte[] of(byte[] file, RandomGenerator random) {
    byte[] damaged = file.clone();
    switch (random.nextInt(6)) {
      case 0 -> {
        for (int n = 1 + random.nextInt(4); n > 0; n--) damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      case 1 -> {
        for (int n = 1 + random.nextInt(8); n > 0; n--)
          damaged[random.nextInt(damaged.length)] = FORGED[random.nextInt(FORGED.length)];
      }
      case 2 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      case 3 -> {
        int at = random.nextInt(damaged.length);
        Arrays.fill(damaged, at, Math.min(damaged.length, at + 1 + random.nextInt(16)), FORGED[random.nextInt(FORGED.length)]);
      }
      case 4 -> {
        int from = random.nextInt(damaged.length);
        int to = random.nextInt(damaged.length);
        int length = Math.min(1 + random.nextInt(64), damaged.length - Math.max(from, to));
        System.arraycopy(file, from, damaged, to, length);
      }
      default -> damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }
}
