package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Picture files that lie: every one is refused with one sentence, or read; nothing else is thrown, and nothing takes long. */
class HostilePictureTest {
  private static final List<String> FILES = List.of("rgb.png", "palette4.png", "rgba16.png", "orientation6.png", "420.jpg",
      "progressive.jpg",
      "cmyk.jpg", "ycck.jpg", "orientation6.jpg", "profile.jpg", "lossy.webp", "lossless-alpha.webp", "orientation6.webp",
      "animated.webp",
      "gif.gif", "placed.gif", "animated.gif", "bmp24.bmp", "bmp8.bmp");

  /** A file cut short is refused; only what comes after the pixels may be missing, and then the picture is whole. */
  @TestFactory
  Stream<DynamicTest> cutShort() {
    return FILES.stream().map(name -> DynamicTest.dynamicTest(name, () -> {
      byte[] file = Fixtures.bytes(name);
      Picture whole = Fixtures.picture(name);
      int refused = 0;
      for (int length = 0; length < file.length; length += 1 + file.length / 97) {
        try {
          assertEquals(whole, Picture.read(name, Arrays.copyOf(file, length)),
              "cut to " + length + " of " + file.length + " bytes");
        } catch (PictureException e) {
          assertSentence(name, e);
          refused++;
        }
      }
      assertTrue(refused > 25, refused + " refused"); // an animation's first frame is the first third of its file
    }));
  }

  /** Seeded damage: bytes set, swapped in, removed and repeated. */
  @TestFactory
  Stream<DynamicTest> damaged() {
    return FILES.stream().map(name -> DynamicTest.dynamicTest(name, () -> damage(name, 100, Duration.ofSeconds(60))));
  }

  /** A damaged name of a chunk goes into the reader's message as it is: a line break in it is not one in ours. */
  @Test
  void damagedNamesOfChunks() {
    byte[] file = Fixtures.bytes("lossy.webp").clone();
    file[12] = '\n';
    String message = refusal("x.webp", file);
    assertEquals(1, message.lines().count(), message);
  }

  /** The same, a million times in all. */
  @TestFactory
  @Tag("full")
  Stream<DynamicTest> damagedOften() {
    return FILES.stream().map(name -> DynamicTest.dynamicTest(name, () -> damage(name, 52_632, Duration.ofHours(3))));
  }

  private static void damage(String name, int times, Duration limit) {
    byte[] file = Fixtures.bytes(name);
    int[] seed = {0};
    assertTimeoutPreemptively(limit, () -> {
      for (; seed[0] < times; seed[0]++)
        try {
          Picture.read(name, damaged(file, new SplittableRandom(seed[0])));
        } catch (PictureException e) {
          assertSentence(name, e);
        } catch (RuntimeException | Error e) {
          throw new AssertionError(name + " with seed " + seed[0], e);
        }
    }, () -> name + " with seed " + seed[0]);
  }

  private static byte[] damaged(byte[] file, SplittableRandom random) {
    byte[] damaged = file.clone();
    int changes = 1 + random.nextInt(4);
    for (int k = 0; k < changes; k++) {
      int at = random.nextInt(random.nextBoolean() ? Math.min(64, damaged.length) : damaged.length);
      switch (random.nextInt(5)) {
        case 0 -> damaged[at] = (byte) random.nextInt();
        case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> damaged[at] = random.nextBoolean() ? 0 : (byte) 255;
        case 3 -> damaged = without(damaged, at, Math.min(damaged.length, at + 1 + random.nextInt(16)));
        default -> Arrays.fill(damaged, at, Math.min(damaged.length, at + 4), (byte) random.nextInt());
      }
      if (damaged.length < 16) return damaged;
    }
    return damaged;
  }

  private static byte[] without(byte[] bytes, int begin, int end) {
    byte[] rest = Arrays.copyOf(bytes, bytes.length - (end - begin));
    System.arraycopy(bytes, end, rest, begin, bytes.length - end);
    return rest;
  }

  private static void assertSentence(String name, PictureException e) {
    assertTrue(e.getMessage().startsWith(name) && e.getMessage().lines().count() == 1, e.getMessage());
  }

  /** A PNG file of 308 bytes that claims 2³¹ − 1 pixels a side, and one that claims what is allowed but cannot be in it. */
  @Test
  void forgedPng() {
    byte[] huge = Fixtures.bytes("rgb.png");
    forgePng(huge, Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertTrue(refusal("huge.png", huge).contains("pictures are read up to 134217728 pixels"));
    forgePng(huge, 9000, 9000);
    assertEquals("huge.png claims 81000000 pixels (9000×9000), more than the " + huge.length + " bytes of a PNG file can hold",
        refusal("huge.png", huge));
  }

  private static void forgePng(byte[] file, int width, int height) {
    ByteBuffer bytes = ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
    CRC32 checksum = new CRC32();
    checksum.update(file, 12, 17);
    bytes.putInt(29, (int) checksum.getValue());
  }

  @Test
  void forgedJpeg() {
    byte[] huge = Fixtures.bytes("420.jpg");
    int frame = 0;
    while ((huge[frame] & 255) != 0xFF || (huge[frame + 1] & 255) != 0xC0) frame++;
    ByteBuffer.wrap(huge).putShort(frame + 5, (short) 65535).putShort(frame + 7, (short) 65535);
    assertTrue(refusal("huge.jpg", huge).contains("4294836225 pixels (65535×65535); pictures are read up to"));
    ByteBuffer.wrap(huge).putShort(frame + 5, (short) 8000).putShort(frame + 7, (short) 8000);
    assertTrue(refusal("huge.jpg", huge).contains("claims 64000000 pixels (8000×8000)"));
  }

  /** The last scan of a progressive file once more, 3000 times: each costs a pass over the picture. */
  @Test
  void manyScans() {
    byte[] file = Fixtures.bytes("progressive.jpg");
    int scan = file.length - 1;
    while ((file[scan] & 255) != 0xFF || (file[scan + 1] & 255) != 0xDA) scan--;
    int end = file.length - 2;
    assertEquals(0xD9, file[end + 1] & 255, "the end of the image");
    ByteBuffer many = ByteBuffer.allocate(file.length + 3000 * (end - scan)).put(file, 0, end);
    for (int i = 0; i < 3000; i++) many.put(file, scan, end - scan);
    many.put(file, end, 2);
    assertTrue(JpegSegments.scans(file) > 1 && JpegSegments.scans(file) < 20, JpegSegments.scans(file) + " scans");
    assertTrue(refusal("scans.jpg", many.array()).contains("JPEG pictures are read up to 100 scans"));
    assertEquals(JpegSegments.scans(file) + 3000, JpegSegments.scans(many.array()));
  }

  /** A GIF screen of 65535×65535 around a small frame. */
  @Test
  void forgedGif() {
    byte[] huge = Fixtures.bytes("gif.gif");
    ByteBuffer.wrap(huge).putInt(6, -1);
    assertTrue(refusal("huge.gif", huge).contains("4294836225 pixels (45×31); pictures are read up to"));
    ByteBuffer.wrap(huge).putInt(6, 0x10271027); // 10000×10000
    assertTrue(refusal("huge.gif", huge).contains("claims 100000000 pixels (45×31)"));
  }

  @Test
  void forgedBmp() {
    byte[] huge = Fixtures.bytes("bmp24.bmp");
    ByteBuffer bytes = ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 11000).putInt(22, 11000);
    assertTrue(refusal("huge.bmp", huge).startsWith("huge.bmp: the BMP data are cut short or damaged"),
        "before anything is allocated");
    bytes.putInt(30, 5);
    assertTrue(refusal("wrapped.bmp", huge).contains("another picture file is wrapped in it"));
  }

  private static String refusal(String name, byte[] file) {
    return assertThrows(PictureException.class, () -> Picture.read(name, file)).getMessage();
  }

  /** EXIF blocks that point outside themselves, or are cut at any byte, say nothing. */
  @Test
  void forgedExif() {
    byte[] block = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0};
    assertEquals(Orientation.QUARTER_TURN, Exif.orientation(ByteBuffer.wrap(block)));
    for (int length = 0; length < block.length; length++)
      assertEquals(Orientation.UPRIGHT, Exif.orientation(ByteBuffer.wrap(block, 0, length)), "cut to " + length);
    for (int offset : new int[]{-1, Integer.MIN_VALUE, 21, 1_000_000})
      assertEquals(Orientation.UPRIGHT,
          Exif.orientation(ByteBuffer.wrap(block.clone()).order(ByteOrder.LITTLE_ENDIAN).putInt(4, offset)));
    block[8] = block[9] = (byte) 255;
    block[10] = 0;
    assertEquals(Orientation.UPRIGHT, Exif.orientation(ByteBuffer.wrap(block)), "65535 entries, of which one is there");
  }
}
