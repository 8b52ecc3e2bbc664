package lucida.pictures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/** The committed files that tests compare with, and the pictures that the scripts which made them compute too. */
final class Fixtures {
  private Fixtures() {}

  static byte[] bytes(String name) {
    try (InputStream in = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a table, without comments. */
  static List<String> lines(String name) {
    return new String(bytes(name), UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
  }

  static Picture picture(String name) {
    try {
      return Picture.read(name, bytes(name));
    } catch (PictureException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The CRC-32 of its samples, as the scripts print it. */
  static String checksum(Picture picture) {
    CRC32 checksum = new CRC32();
    checksum.update(picture.samples());
    return "%08x".formatted(checksum.getValue());
  }

  /** The picture that resize.py calls noise. */
  static Picture noise(int width, int height, int seed) {
    byte[] samples = new byte[3 * width * height];
    int state = seed;
    for (int k = 0; k < samples.length; k++) {
      state = 1664525 * state + 1013904223;
      int x = k / 3 % width, y = k / 3 / width;
      samples[k] = (byte) (state >>> ((x / 8 + y / 8) % 2 == 0 ? 24 : 27));
    }
    return Picture.of(width, height, samples);
  }
}
