package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file stores beside plain samples is honoured or named; what is plain has no notes. */
class NotesTest {
  private static List<String> notes(String name) throws IOException {
    return PictureFile.decode(name, Fixtures.bytes(name)).notes();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"rgb.png |", "444.jpg |", "lossless.webp |", "gif.gif |", "bmp24.bmp |", "palette4.png |",
      "orientation1.jpg |", "orientation6.jpg | turned upright, as its EXIF orientation 6 says",
      "orientation3.png | turned upright, as its EXIF orientation 3 says",
      "orientation8.webp | turned upright, as its EXIF orientation 8 says", "rgb16.png | 16 bits a sample are rounded to 8",
      "rgba.png | what is transparent is laid over white", "la.png | what is transparent is laid over white",
      "rgb-key.png | what is transparent is laid over white", "palette-transparent.png | what is transparent is laid over white",
      "lossless-alpha.webp | what is transparent is laid over white", "transparent.gif | what is transparent is laid over white",
      "cmyk.jpg | its four colours (CMYK) are made red, green and blue without a colour profile",
      "ycck.jpg | its four colours (CMYK) are made red, green and blue without a colour profile",
      "animated.gif | the first of 2 frames", "animated.webp | the first of 2 frames"})
  void ofFiles(String name, String note) throws IOException {
    assertEquals(note == null ? List.of() : List.of(note), notes(name), name);
  }

  /** Chunks put into a PNG file behind its head: length, letters, data, checksum of letters and data. */
  private static byte[] png(byte[]... chunks) {
    byte[] file = Picture.painted(3, 2, (x, y) -> 0x102030).png();
    ByteBuffer all = ByteBuffer.allocate(file.length + Arrays.stream(chunks).mapToInt(c -> c.length).sum());
    all.put(file, 0, 33);
    for (byte[] chunk : chunks) all.put(chunk);
    return all.put(file, 33, file.length - 33).array();
  }

  private static byte[] chunk(String type, byte[] data) {
    CRC32 checksum = new CRC32();
    checksum.update(type.getBytes(StandardCharsets.ISO_8859_1));
    checksum.update(data);
    return ByteBuffer.allocate(12 + data.length).putInt(data.length).put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data)
        .putInt((int) checksum.getValue()).array();
  }

  /** An animated PNG (APNG) says how many frames it has in acTL. */
  @Test
  void anAnimatedPng() throws IOException {
    byte[] file = png(chunk("acTL", ByteBuffer.allocate(8).putInt(7).array()));
    assertEquals(List.of("the first of 7 frames"), PictureFile.decode("a.png", file).notes());
  }

  /** Profiles with their description as version 2 (ASCII) and version 4 (UTF-16) of ICC store it, in a JPEG file. */
  @ParameterizedTest
  @CsvSource({"false, Adobe RGB (1998)", "true, Display P3", "false, sRGB IEC61966-2.1", "true, sRGB"})
  void colourProfiles(boolean localized, String name) throws IOException {
    byte[] text = name.getBytes(localized ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
    ByteBuffer profile = ByteBuffer.allocate(128 + 4 + 12 + 28 + text.length + 1);
    profile.position(128).putInt(1).putInt(0x64657363).putInt(144).putInt(28 + text.length);
    if (localized) profile.putInt(0x6D6C7563).putInt(0).putInt(1).putInt(12).putInt(0x656E5553).putInt(text.length).putInt(28);
    else profile.putInt(0x64657363).putInt(0).putInt(text.length + 1);
    profile.put(text);
    byte[] jpeg = Fixtures.bytes("444.jpg");
    int length = 2 + 14 + profile.capacity();
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + 2 + length).put(jpeg, 0, 2).putShort((short) 0xFFE2)
        .putShort((short) length)
        .put("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1)).put(profile.array()).put(jpeg, 2, jpeg.length - 2);
    OpenedPicture opened = PictureFile.decode("a.jpg", file.array());
    assertEquals(
        name.contains("sRGB")
            ? List.of()
            : List.of("its colour profile '" + name + "' is not applied: samples are taken as stored"),
        opened.notes());
    assertEquals(Fixtures.picture("444.jpg"), opened.picture());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"version https://git-lfs.github.com/spec/v1 | a Git LFS pointer",
      "<!DOCTYPE html> | a web page",
      "<svg> | a drawing (SVG), which is not read; save it as PNG or JPEG", "II*\\0 | a TIFF picture",
      "0000ftypheic | a HEIC picture",
      "0000ftypavif | an AVIF picture", "8BPS | a Photoshop document", "%PDF-1.7 | a PDF document"})
  void otherFilesByTheirName(String content, String what) {
    byte[] file = content.replace("\\0", "\0").getBytes(StandardCharsets.ISO_8859_1);
    String sentence = String.valueOf(assertThrows(PictureException.class, () -> PictureFile.decode("a.jpg", file)).getMessage());
    assertTrue(sentence.startsWith("a.jpg is " + what), sentence);
  }
}
