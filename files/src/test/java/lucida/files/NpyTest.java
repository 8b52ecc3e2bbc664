package lucida.files;

import static lucida.core.Precision.FLOAT32;
import static lucida.core.Precision.FLOAT64;
import static lucida.core.testkit.TensorAssert.assertSame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files are put together byte by byte. What NumPy itself writes is there as hexadecimal digits, with the Python line that wrote it.
 */
class NpyTest {
  private static final String PREFIX = "934e554d5059";

  /** {@code f = io.BytesIO(); np.save(f, np.array([1.5, -2], np.float32)); print(f.getvalue().hex())} */
  private static final String SAVED = PREFIX + "0100" + "7600"
      + "7b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028322c292c207d"
      + "20".repeat(60) + "0a" + "0000c03f" + "000000c0";

  @TempDir
  Path folder;

  private static byte[] hex(String digits) { return HexFormat.of().parseHex(digits.replace(" ", "")); }

  /** A file of format 1.0 with this header, ended by a new line, and these cells. */
  private static byte[] file(String header, String cells) {
    return file(1, header, cells);
  }

  private static byte[] file(int major, String header, String cells) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
    String length = String.format("%02x%02x", text.length & 0xff, text.length >> 8) + (major > 1 ? "0000" : "");
    return hex(PREFIX + String.format("%02x00", major) + length + HexFormat.of().formatHex(text) + cells);
  }

  private static String header(String descr, String shape) { return header(descr, "False", shape); }

  private static String header(String descr, String fortran, String shape) {
    return "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
  }

  private static Tensor read(byte[] file) throws IOException { return Npy.read("x.npy", file); }

  private static String refusal(byte[] file) { return assertThrows(IOException.class, () -> read(file)).getMessage(); }

  private static String refusedHeader(String header) {
    String message = refusal(file(header, "0000803f"));
    assertTrue(message.startsWith("x.npy: "), message);
    return message.substring("x.npy: ".length());
  }

  @Test
  void writesWhatNumPyWrites() throws IOException {
    assertArrayEquals(hex(SAVED), Npy.bytes(Tensor.of(Shape.of(2), 1.5f, -2f)));
    assertSame(Tensor.of(Shape.of(2), 1.5f, -2f), read(hex(SAVED)));
  }

  @Test
  void readsBackWhatItWrites() throws IOException {
    RandomStream draws = RandomStream.of(5);
    Tensor odd = Tensor.vector(Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE);
    for (Precision precision : Precision.values()) {
      assertSame(odd.to(precision), read(Npy.bytes(odd.to(precision))));
      for (Shape shape : List.of(Shape.SCALAR, Shape.of(0), Shape.of(3, 0, 2), Shape.of(1), Shape.of(2, 3, 4, 5),
          Shape.of(70_001))) {
        Tensor x = draws.gaussian(shape, precision, 0, 1);
        byte[] file = Npy.bytes(x);
        assertEquals(0, (file.length - shape.size() * (precision == FLOAT32 ? 4 : 8)) % 64);
        assertSame(x, read(file));
      }
    }
  }

  @Test
  void readsEveryTypeInEitherByteOrder() throws IOException {
    reads(FLOAT32, "<f2", "003c 00c0", 1, -2);
    reads(FLOAT32, ">f2", "3c00 c000", 1, -2);
    reads(FLOAT32, "<f2", "662e 007c 0100", 0.0999755859375, Double.POSITIVE_INFINITY, 0x1p-24);
    reads(FLOAT32, "<f4", "0000803f 000000c0", 1, -2);
    reads(FLOAT32, ">f4", "3f800000 c0000000", 1, -2);
    reads(FLOAT64, "<f8", "000000000000f03f 00000000000000c0", 1, -2);
    reads(FLOAT64, ">f8", "3ff0000000000000 c000000000000000", 1, -2);
    reads(FLOAT64, "|i1", "01 fe", 1, -2);
    reads(FLOAT64, "<i2", "0100 feff", 1, -2);
    reads(FLOAT64, ">i2", "0001 fffe", 1, -2);
    reads(FLOAT64, "<i4", "01000000 feffffff", 1, -2);
    reads(FLOAT64, ">i4", "00000001 fffffffe", 1, -2);
    reads(FLOAT64, "<i8", "0100000000000000 feffffffffffffff", 1, -2);
    reads(FLOAT64, ">i8", "0000000000000001 fffffffffffffffe", 1, -2);
    reads(FLOAT64, "|u1", "01 fe", 1, 254);
    reads(FLOAT64, "<u2", "0100 feff", 1, 65534);
    reads(FLOAT64, ">u4", "00000001 fffffffe", 1, 4294967294.0);
    reads(FLOAT64, "|b1", "00 01", 0, 1);
  }

  private static void reads(Precision precision, String descr, String cells, double... values) throws IOException {
    byte[] file = file(header(descr, "(" + values.length + ",)"), cells);
    assertSame(Tensor.vector(values).to(precision), read(file));
  }

  @Test
  void readsIntegersOnlyWhereTheyAreExact() throws IOException {
    reads(FLOAT64, ">i8", "0020000000000000 ffe0000000000000", 0x1p53, -0x1p53);
    assertEquals("x.npy: cell 1 in the order of the file: the integer 9007199254740993 lies beyond ±2^53, "
        + "where float64 no longer counts one by one", refusal(file(header(">i8", "(2,)"), "0000000000000000 0020000000000001")));
    for (String extreme : List.of("7fffffffffffffff", "8000000000000000"))
      assertTrue(refusal(file(header(">i8", "(1,)"), extreme)).contains("beyond ±2^53"));
  }

  /** The first index runs fastest: the file holds the columns. */
  @Test
  void readsEitherOrderOfAxes() throws IOException {
    assertSame(Tensor.matrix(new double[]{1, 2, 3}, new double[]{4, 5, 6}),
        read(file(header("|u1", "True", "(2, 3)"), "01 04 02 05 03 06")));
    assertSame(Tensor.arange(Shape.of(2, 2, 2), FLOAT64),
        read(file(header("|u1", "True", "(2, 2, 2)"), "00 04 02 06 01 05 03 07")));
    assertSame(Tensor.scalar(FLOAT64, 9), read(file(header("|u1", "True", "()"), "09")));
  }

  @Test
  void readsAllThreeFormatsAndAnySpacing() throws IOException {
    for (int major = 1; major <= 3; major++) reads(major, header("|u1", "(2,)"));
    reads(1, "{\"shape\":(2,),\"fortran_order\":False,\"descr\":\"|u1\"}");
    reads(1, "  { 'descr' : '|u1' ,\n'shape' : ( 2 , ) , 'fortran_order' : False }   ");
    reads(1, header("|u1", "(2L,)"));
    reads(1, header("<u1", "(2,)"));
  }

  private static void reads(int major, String header) throws IOException {
    assertSame(Tensor.vector(7, 8), read(file(major, header, "07 08")));
  }

  @Test
  void refusesOtherFiles() {
    assertEquals("x.npy is no NumPy file: it starts with bytes 50 4b 03 04 14 00, not 93 4e 55 4d 50 59",
        refusal(hex("504b03041400")));
    assertEquals("x.npy is no NumPy file: it is empty", refusal(hex("")));
    assertEquals("x.npy: NumPy's format 4.0 is not read, only 1.0, 2.0 and 3.0", refusal(hex(PREFIX + "0400 0000")));
    assertEquals("x.npy: NumPy's format 1.1 is not read, only 1.0, 2.0 and 3.0", refusal(hex(PREFIX + "0101 0000")));
    assertEquals("x.npy: NumPy's format 255.0 is not read, only 1.0, 2.0 and 3.0", refusal(hex(PREFIX + "ff00 0000")));
  }

  @Test
  void refusesTypesByName() {
    assertEquals("cells of type 'c8' are not read, only f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, b1",
        refusedHeader(header("<c8", "(1,)")));
    assertTrue(refusedHeader(header("|O", "(1,)")).startsWith("cells of type 'O' are not read"));
    assertTrue(refusedHeader(header("<f16", "(1,)")).startsWith("cells of type 'f16' are not read"));
    assertEquals("the type 'f4' does not start with <, > or |", refusedHeader(header("f4", "(1,)")));
    assertEquals("the type '' does not start with <, > or |", refusedHeader(header("", "(1,)")));
    assertEquals("the type '|f4' does not say its byte order", refusedHeader(header("|f4", "(1,)")));
    assertEquals("the header has [ at character 10, where a string belongs",
        refusedHeader("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }"));
  }

  @Test
  void refusesHeadersThatAreNoSuchDict() {
    assertEquals("the header has [ at character 0, where { belongs", refusedHeader("['descr']"));
    assertEquals("the header ends at character 1, where { belongs", refusedHeader(""));
    assertEquals("the header does not say 'shape'", refusedHeader("{'descr': '<f4', 'fortran_order': False}"));
    assertEquals("the header does not say 'descr'", refusedHeader("{}"));
    assertEquals("the header has an unknown key 'colour'", refusedHeader("{'colour': 1}"));
    assertEquals("the header says 'descr' twice", refusedHeader("{'descr': '<f4', 'descr': '<f8'}"));
    assertEquals("the header has x at character 60, where its end belongs", refusedHeader(header("<f4", "(1,)") + "   x"));
    assertEquals("the header has 1 at character 34, where True or False belongs",
        refusedHeader("{'descr': '<f4', 'fortran_order': 1, 'shape': (1,)}"));
    assertEquals("the header has ' at character 10, where a string that ends belongs", refusedHeader("{'descr': '<f4"));
    assertEquals("the header has ' at character 10, where a short string without escapes belongs",
        refusedHeader("{'descr': '\\x3cf4', }"));
    assertEquals("the header has ' at character 1, where a short string without escapes belongs",
        refusedHeader("{'" + "x".repeat(60_000) + "': 1}"));
    assertEquals("the header has ' at character 10, where a short string without escapes belongs",
        refusedHeader("{'descr': '<f4\n', }"));
    assertEquals("the header has character 0 at character 1, where a string belongs", refusedHeader("{\0}"));
    assertEquals("the header has ' at character 16, where , belongs", refusedHeader("{'descr': '<f4' 'shape': ()}"));
  }

  @Test
  void refusesForgedShapes() {
    assertEquals("Shape [-1, 3]: the extent -1 is negative", refusedHeader(header("<f4", "(-1, 3)")));
    assertEquals("the header has an extent of 4294967296; an axis has at most 2147483647",
        refusedHeader(header("<f4", "(4294967296,)")));
    assertEquals("the header has an extent of 5000 digits; an axis has at most 2147483647",
        refusedHeader(header("<f4", "(" + "9".repeat(5000) + ",)")));
    assertEquals("Shape [65536, 65536] has more cells than the 2147483647 of one tensor",
        refusedHeader(header("<f4", "(65536, 65536)")));
    assertEquals("the header has ) at character 52, where , belongs", refusedHeader(header("<f4", "(1)")));
    assertEquals("the header has 1 at character 50, where ( belongs", refusedHeader(header("<f4", "1")));
    assertEquals("the header has . at character 52, where , belongs", refusedHeader(header("<f4", "(1.0,)")));
    assertEquals("the header has ( at character 51, where a whole number belongs",
        refusedHeader(header("<f4", "(".repeat(60_000))));
    assertEquals("the header has , at character 244, where no axis any more, after 64, belongs",
        refusedHeader(header("<f4", "(" + "1, ".repeat(20_000) + ")")));
  }

  /** 8 GB are claimed and 4 bytes are there. */
  @Test
  void refusesSizesThatAreNotThere() {
    assertEquals("x.npy: shape [2] of f4 takes 8 bytes, but 4 follow the header: the file is cut off",
        refusal(file(header("<f4", "(2,)"), "0000803f")));
    assertEquals("x.npy: shape [1] of f4 takes 4 bytes, but more follow the header",
        refusal(file(header("<f4", "(1,)"), "0000803f 00")));
    assertEquals("x.npy: shape [0] of f4 takes 0 bytes, but more follow the header", refusal(file(header("<f4", "(0,)"), "00")));
    assertEquals("x.npy: shape [2000000000] of f4 takes 8000000000 bytes, but 4 follow the header: the file is cut off",
        refusal(file(header("<f4", "(2000000000,)"), "0000803f")));
    assertEquals("x.npy: a header of 4294967295 bytes is not read, only up to 65536", refusal(hex(PREFIX + "0200 ffffffff 7b")));
    assertEquals("x.npy ends inside its header", refusal(hex(PREFIX + "0200 00000100 7b")));
  }

  /** Every file cut short is refused by name, and no changed byte leads to anything but a tensor or a refusal. */
  @Test
  void survivesDamage() throws IOException {
    byte[] file = hex(SAVED);
    for (int length = 0; length < file.length; length++)
      assertTrue(refusal(Arrays.copyOf(file, length)).startsWith("x.npy"));
    int read = 0;
    for (int at = 0; at < 128; at++)
      for (int value = 0; value < 256; value++) {
        byte[] damaged = file.clone();
        damaged[at] = (byte) value;
        try {
          assertTrue(read(damaged).size() <= 8);
          read++;
        } catch (IOException e) {
          assertTrue(e.getMessage().startsWith("x.npy"), e.getMessage());
        }
      }
    assertTrue(read >= 128, "the undamaged ones at least are read");
  }

  @Test
  void streamsAreReadToTheirEnd() throws IOException {
    assertSame(Tensor.of(Shape.of(2), 1.5f, -2f), Npy.read("stream", stream(hex(SAVED))));
    assertEquals("stream: shape [2] of f4 takes 8 bytes, but more follow the header", streamRefusal(stream(hex(SAVED + "0000"))));
    assertEquals("stream: shape [2] of f4 takes 8 bytes, but 7 follow the header: the file is cut off",
        streamRefusal(stream(hex(SAVED.substring(0, 270)))));
    assertEquals("stream: shape [400000000] of f4 takes 1600000000 bytes, but 4 follow the header: the file is cut off",
        streamRefusal(stream(file(header("<f4", "(400000000,)"), "0000803f"))));
    assertEquals("stream: 8000000000 bytes of cells are too many for a stream; read them from a file",
        streamRefusal(stream(file(header("<f4", "(2000000000,)"), ""))));
  }

  private static InputStream stream(byte[] bytes) { return new ByteArrayInputStream(bytes); }

  private static String streamRefusal(InputStream in) {
    return assertThrows(IOException.class, () -> Npy.read("stream", in)).getMessage();
  }

  @Test
  void writesAFileInOneMove() throws IOException {
    Path path = folder.resolve("a.npy");
    Npy.write(path, Tensor.vector(1, 2, 3));
    Npy.write(path, Tensor.vector(4));
    assertSame(Tensor.vector(4), Npy.read(path));
    assertArrayEquals(Npy.bytes(Tensor.vector(4)), Files.readAllBytes(path));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(path), files.toList());
    }
  }

  @Test
  void saysWhichFileIsMissing() {
    Path missing = folder.resolve("missing.npy");
    assertEquals(missing + ": there is no such file", assertThrows(IOException.class, () -> Npy.read(missing)).getMessage());
    assertEquals(folder + ": it is a folder, not a file", assertThrows(IOException.class, () -> Npy.read(folder)).getMessage());
    assertEquals(folder + " is a folder, not a place for a file",
        assertThrows(IOException.class, () -> Npy.write(folder, Tensor.vector(1))).getMessage());
    Path nowhere = folder.resolve("no").resolve("a.npy");
    assertEquals(nowhere + ": cannot be written (its folder does not exist)",
        assertThrows(IOException.class, () -> Npy.write(nowhere, Tensor.vector(1))).getMessage());
  }
}
