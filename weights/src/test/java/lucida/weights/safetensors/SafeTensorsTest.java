package lucida.weights.safetensors;

import static lucida.weights.model.Fixture.assertRefused;
import static lucida.weights.model.Fixture.joined;
import static lucida.weights.model.Fixture.latin;
import static lucida.weights.model.Fixture.littleEndian;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.Dtype;
import lucida.weights.model.Fixture;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.model.Fixture;
import lucida.weights.model.WeightFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafeTensorsTest {
  @TempDir
  private Path folder;

  private static byte[] file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return joined(littleEndian((long) json.length), json, new byte[dataBytes]);
  }

  private static String entry(String name, String dtype, String shape, String offsets) {
    return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
  }

  @Test
  void readsWhatSafetensorsWrites() {
    NamedTensors tensors = Fixture.read("dtypes.safetensors");
    assertEquals(Map.of("format", "pt", "made", "by safetensors"), tensors.metadata());
    List<String> lines = new String(Fixture.bytes("dtypes_safetensors.expected"), StandardCharsets.UTF_8).lines().toList();
    List<NamedTensor> inOrder = lines.stream().map(line -> tensors.entry(line.substring(0, line.indexOf(' ')))).toList();
    Fixture.assertHolds("dtypes_safetensors", NamedTensors.of("x", Map.of(), inOrder));
    assertEquals(lines.size(), tensors.size());
  }

  /** Every dtype, names that JSON must escape, an empty tensor, a scalar: the same names in the same order, the same bits. */
  @Test
  void readsWhatItWrote() throws IOException {
    Path target = folder.resolve("x.safetensors");
    NamedTensors read = Fixture.read("dtypes.safetensors");
    NamedTensor odd = NamedTensor.of("\"\\\u0007ä€😀", Tensor.of(Shape.of(1, 2), 1f, 2f));
    NamedTensors written = NamedTensors.of("x", Map.of("a\"", "ü"), Stream.concat(Stream.of(odd), stream(read)).toList());
    SafeTensorsWriter.write(written, target);
    NamedTensors again = WeightFiles.read(target);
    assertEquals(written.names(), again.names());
    assertEquals(written.metadata(), again.metadata());
    for (NamedTensor t : written) {
      assertEquals(t.dtype(), again.entry(t.name()).dtype());
      assertEquals(t.tensor().shape(), again.get(t.name()).shape());
      assertArrayEquals(t.tensor().toDoubles(), again.get(t.name()).toDoubles());
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(target), left.toList());
    }
  }

  private static Stream<NamedTensor> stream(NamedTensors tensors) { return tensors.names().stream().map(tensors::entry); }

  /** The format asks for tensors that begin at a multiple of their cells. */
  @Test
  void alignsWhatItWrites() throws IOException {
    Path target = folder.resolve("x.safetensors");
    SafeTensorsWriter.write(Fixture.read("dtypes.safetensors"), target);
    byte[] bytes = Files.readAllBytes(target);
    long header = bytes[0] + 256L * Byte.toUnsignedInt(bytes[1]);
    assertEquals(0, header % 8);
    for (SafeTensorsHeader.Entry entry : SafeTensorsHeader.parse(Arrays.copyOfRange(bytes, 8, 8 + (int) header)).entries())
      assertEquals(0, entry.begin() % entry.dtype().bytes(), entry.name());
  }

  @ParameterizedTest
  @CsvSource({"I8, 128", "I8, -129", "U8, -1", "U8, 256", "BOOL, 2", "I32, 0.5", "I64, 9223372036854777856",
      "U64, 18446744073709555712", "U64, -1", "U16, NaN"})
  void doesNotWriteWhatADtypeCannotStore(Dtype dtype, double value) throws IOException {
    Path target = Files.writeString(folder.resolve("x.safetensors"), "old");
    NamedTensors tensors = NamedTensors.of("x", Map.of(), List.of(new NamedTensor("t", dtype, Tensor.of(Shape.of(2), 0, value))));
    String message = assertThrows(WeightsException.class, () -> SafeTensorsWriter.write(tensors, target)).getMessage();
    assertTrue(message.contains("tensor 't' has the value " + value + " in cell 1, which " + dtype), message);
    assertEquals("old", Files.readString(target));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(target), left.toList());
    }
  }

  /** The largest integers of each width that a double holds, the sign, and what the very largest are rounded to. */
  @ParameterizedTest
  @CsvSource({"U64, 18446744073709549568", "U64, 9223372036854775808", "I64, 9223372036854774784", "I64, -9223372036854775808",
      "U32, 4294967295", "I64, 9223372036854775808",
      "U64, 18446744073709551616"})
  void writesLargeIntegers(Dtype dtype, double value) {
    Path target = folder.resolve("x.safetensors");
    SafeTensorsWriter.write(NamedTensors.of("x", Map.of(), List.of(new NamedTensor("t", dtype, Tensor.of(Shape.SCALAR, value)))),
        target);
    assertEquals(value, WeightFiles.read(target).get("t").item());
  }

  @Test
  void saysWhereItCannotWrite() {
    Path target = folder.resolve("no").resolve("x.safetensors");
    String message = assertThrows(UncheckedIOException.class,
        () -> SafeTensorsWriter.write(Fixture.read("dtypes.safetensors"), target))
        .getMessage();
    assertEquals(target + ": cannot be written (its folder does not exist)", message);
  }

  @Test
  void readsTheSmallestFiles() {
    assertEquals(0, Fixture.read("x", file("{}", 0)).size());
    assertEquals(0, Fixture.read("x", file("{\"__metadata__\":{}}   ", 0)).size());
    assertEquals(0, Fixture.read("x", file("{" + entry("a", "F32", "[0,2147483647]", "[0,0]") + "}", 0)).get("a").size());
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
      "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,4]}};                    4; has 2 cells of F32, and 4 bytes",
      "{`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[0,4]}};                    5; take 4 bytes of data, and 5 are there",
      "{`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[1,5]}};                    5; without holes",
      "{`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[0,4]}};                    3; take 4 bytes of data, and 3 are there",
      "{`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[4,0]}};                    4; without holes",
      "{`a`:{`dtype`:`U8`,`shape`:[4],`data_offsets`:[0,4]},`b`:{`dtype`:`U8`,`shape`:[2],`data_offsets`:[3,5]}}; 5; 'b' lies at bytes 3 to 5",
      "{`a`:{`dtype`:`U8`,`shape`:[1],`data_offsets`:[0,1]},`a`:{`dtype`:`U8`,`shape`:[1],`data_offsets`:[1,2]}}; 2; Duplicate",
      "{`a`:{`dtype`:`F8_E4M3`,`shape`:[1],`data_offsets`:[0,1]}};                1; the dtype 'F8_E4M3'",
      "{`a`:{`dtype`:`F32`,`shape`:[-1],`data_offsets`:[0,4]}};                   4; negative number -1",
      "{`a`:{`dtype`:`F32`,`shape`:[4294967296],`data_offsets`:[0,4]}};           4; extent 4294967296",
      "{`a`:{`dtype`:`F32`,`shape`:[2147483647,2147483647],`data_offsets`:[0,4]}}; 4; more cells than one tensor holds",
      "{`a`:{`dtype`:`F32`,`shape`:[1.5],`data_offsets`:[0,4]}};                  4; VALUE_NUMBER_FLOAT",
      "{`a`:{`dtype`:`F32`,`shape`:[99999999999999999999],`data_offsets`:[0,4]}}; 4; not JSON as it should be",
      "{`a`:{`dtype`:`F32`,`shape`:[1]}};                                         4; must have dtype, shape and two data_offsets",
      "{`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[0]}};                      4; must have dtype, shape and two data_offsets",
      "{`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[0,4,4]}};                  4; more than 2 integers",
      "{`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[0,4],`x`:1}};              4; a field 'x'",
      "{`a`:7};                                                                   0; VALUE_NUMBER_INT",
      "{`__metadata__`:{`a`:1}};                                                  0; the metadata 'a'",
      "{`a`:{`dtype`:`F32`;                                                       0; not JSON as it should be",
      "{} {};                                                                     0; goes on after its last brace"})
  void refusesHeaders(String header, int dataBytes, String why) {
    assertRefused("x.safetensors", file(header.replace('`', '"'), dataBytes), why);
  }

  @Test
  void refusesForgedLengths() {
    assertRefused("x", joined(littleEndian(99_000_000L), latin("{}")), "has 99000000 bytes, and 2 are left");
    assertRefused("x", joined(littleEndian(100_000_001L), latin("{}")), "claims 100000001 bytes, and at most 100000000 are read");
    assertRefused("x", joined(littleEndian(0L), latin("{}")), "");
  }

  /** Braces in braces are refused at a depth of 4, before anything is built. */
  @Test
  void refusesDepth() { assertRefused("x", file("{\"a\":".repeat(10_000), 0), "x"); }
}
