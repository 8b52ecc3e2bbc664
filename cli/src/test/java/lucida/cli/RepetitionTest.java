package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.core.RandomStream;
import lucida.files.Sha256;
import lucida.pictures.Picture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code lucida explain --repeat}: from the record of a run the same maps, and a refusal where the record or its files are others. */
class RepetitionTest {
  @TempDir
  private static Path folder;

  @TempDir
  private Path here;

  private static Result explain(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("explain"));
    Stream.of(arguments).map(Object::toString).forEach(all::add);
    return Result.of(all.toArray(String[]::new));
  }

  private static Path picture() { return folder.resolve("in/cat.png"); }

  private static Path network() { return folder.resolve("small.onnx"); }

  /** A run of methods with random numbers. */
  @BeforeAll
  static void first() throws IOException {
    Files.createDirectories(picture().getParent());
    Files.write(network(), SmallOnnx.of(3, 16, 16).file());
    paint(11);
    Result first = explain(picture().getParent(), "--model", network(), "--method", "smoothgrad,smooth-gradcam++", "--samples", "2",
        "--seed", "5", "--resize", "20", "--class", "0,2", "--save-maps", "--out", folder.resolve("first"));
    assertEquals(0, first.code(), first.err());
  }

  private static void paint(int seed) throws IOException {
    RandomStream draws = RandomStream.of(seed);
    Picture.painted(40, 30, (x, y) -> draws.below(1 << 24, 40 * y + x)).write(picture());
  }

  /** Its own for every test. */
  private Path record() { return here.resolve("record.jsonl"); }

  @BeforeEach
  void copied() throws IOException { Files.copy(folder.resolve("first/report.jsonl"), record()); }

  private static Set<String> files(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void givesTheSameMapsBitForBit() throws IOException {
    Path again = here.resolve("again");
    Result result = explain("--repeat", record(), "--save-maps", "--out", again);
    assertEquals("", result.err());
    assertEquals(0, result.code());
    assertEquals(files(folder.resolve("first")), files(again));
    List<String> arrays = files(again).stream().filter(name -> name.endsWith(".npy")).toList();
    assertEquals(2 * 3 + 2, arrays.size(), "for each class two maps and one before its ReLU; activations, scores: " + arrays);
    for (String name : arrays)
      assertArrayEquals(Files.readAllBytes(folder.resolve("first").resolve(name)), Files.readAllBytes(again.resolve(name)), name);
  }

  /** The record of the repetition is that of the run, but for times and for where the files are; it can be repeated in turn. */
  @Test
  void itsRecordIsThatOfTheRun() throws IOException {
    Path second = here.resolve("second"), third = here.resolve("third");
    assertEquals(0, explain("--repeat", record(), "--save-maps", "--out", second).code());
    Result json = explain("--repeat", second.resolve("report.jsonl"), "--save-maps", "--out", third, "--json");
    assertEquals(0, json.code(), json.err());
    assertEquals(json.out().lines().toList(), Files.readAllLines(third.resolve("report.jsonl")));
    assertEquals(comparable(record()), comparable(third.resolve("report.jsonl")));
  }

  private static List<String> comparable(Path records) throws IOException {
    return Files.readAllLines(records).stream()
        .map(line -> line.replaceAll("\"seconds\":[^,]*,", "").replaceAll("\"files\":\\{.*", ""))
        .toList();
  }

  /** What is printed may be laid out, and a record may stand alone. */
  @Test
  void theLayoutOfTheFileDoesNotMatter() throws IOException {
    String one = Files.readAllLines(record()).getFirst();
    Files.writeString(record(), one.replace(",\"", ",\n  \"") + "\n\n");
    assertEquals(0, explain("--repeat", record(), "--out", here.resolve("again")).code());
  }

  @Test
  void anotherPictureOrNetworkIsRefusedByName() throws IOException {
    Files.write(network(), SmallOnnx.of(3, 16, 17).file());
    refused(network() + " is not what it was when the record was written: its SHA-256 is " + Sha256.of(network()));
    Files.write(network(), SmallOnnx.of(3, 16, 16).file());
    Path other = folder.resolve("in/dog.png");
    Files.copy(picture(), other);
    refused("the run of the record had 1 file of pictures, and now there are 2");
    Files.delete(other);
    paint(12);
    refused(picture() + " is not what it was when the record was written");
    Files.delete(picture());
    refused(picture() + ": there is no such file");
    paint(11);
  }

  private void refused(String problem) {
    Result result = explain("--repeat", record(), "--out", here.resolve("again"));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().startsWith("lucida: ") && result.err().contains(problem), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertEquals("", result.out());
    assertFalse(Files.exists(here.resolve("again")), "nothing is written");
  }

  /** Where files go to is said beside it; what would make other maps is refused, a picture too. */
  @ParameterizedTest
  @CsvSource({"--class 1,--class", "--seed 5,--seed", "--model scenes-vgg,--model", "x.png,a picture"})
  void whatContradictsTheRecordIsRefused(String beside, String name) {
    List<Object> arguments = new ArrayList<>(List.of("--repeat", record()));
    arguments.addAll(List.of(beside.split(" ", -1)));
    Result result = explain(arguments.toArray());
    assertEquals(2, result.code());
    assertEquals("lucida: --repeat " + record() + " takes pictures, network and options from the record, so that " + name
        + " cannot be given beside it", result.err().strip());
  }

  /** A record says where it was written; a repetition does not write there. */
  @Test
  void noRecordSaysWhereToWrite() throws IOException {
    Files.writeString(record(), Files.readString(record()).replace(folder.resolve("first") + "\"", here.resolve("home") + "\""));
    assertEquals(0, explain("--repeat", record(), "--out", here.resolve("again")).code());
    assertFalse(Files.exists(here.resolve("home")));
  }

  @Test
  void whatIsNotAsItWasIsNamed() throws IOException {
    replace("\"computedIn\":\"float32 by [a-z ]+ kernels\"", "\"computedIn\":\"float32 by other kernels\"");
    replace("\"version\":\"[^\"]*\"", "\"version\":\"lucida 7\"");
    Result result = explain("--repeat", record(), "--out", here.resolve("again"));
    assertEquals(0, result.code());
    assertTrue(result.err().lines().toList().getFirst()
        .startsWith("lucida: not as in the record, so that maps may differ: version was 'lucida 7' and is 'lucida"), result.err());
    assertTrue(result.err().contains("computedIn was 'float32 by other kernels' and is 'float32 by "), result.err());
    assertEquals(2, result.err().lines().count(), result.err());
  }

  private void replace(String pattern, String by) throws IOException {
    String text = Files.readString(record()), changed = text.replaceAll(pattern, by);
    assertFalse(text.equals(changed), pattern);
    Files.writeString(record(), changed);
  }

  /** Anybody may have written a record. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "\"format\":1 | \"format\":2 | is of format 2, and this lucida repeats format 1 only: use the version that wrote it (lucida",
      "\"format\":1, | `` | it has no count 'format'", "\"format\":1 | \"format\":1.5 | it has no count 'format'",
      "\"format\":1 | \"format\":99999999999 | it has no count 'format'", "\"run\":\\{ | \"ran\":{ | it has no object 'run'",
      "\"arguments\":\\[ | \"arguments\":[7, | it has no list of texts 'arguments'",
      "\"arguments\":\\[[^\\]]*\\] | \"arguments\":\"explain\" | it has no list 'arguments'",
      "\"arguments\":\\[[^\\]]*\\] | \"arguments\":[] | its arguments are not those of a run of 'lucida explain'",
      "\"arguments\":\\[[^\\]]*\\] | \"arguments\":[\"methods\"] | its arguments are not those of a run",
      "\"arguments\":\\[[^\\]]*\\] | \"arguments\":[\"explain\",\"--help\"] | its arguments are not those of a run",
      "\"arguments\":\\[[^\\]]*\\] | \"arguments\":[\"explain\",\"--repeat\",\"x\"] | its arguments are not those of a run",
      "\"arguments\":\\[[^\\]]*\\] | \"arguments\":[\"explain\",\"--now\"] | its arguments are not understood: Unknown option: '--now'",
      "\"arguments\":\\[\"explain\", | \"arguments\":[\"explain\",\"--layer=\", | its arguments are not understood: --layer: an empty value",
      "\"sha256\":\"[0-9a-f]{64}\",\"notes\" | \"sha256\":\"0\",\"notes\" | its SHA-256 is",
      "\"source\":\"[^\"]*\" | \"source\":\"a\\\\u0000b\" | which the record names, is no name of a file",
      "\"source\":\"[^\"]*\" | \"source\":\"/dev/zero\" | /dev/zero: it is a pipe, a device or a socket",
      "\"networkFiles\":\\[[^\\]]*\\] | \"networkFiles\":[] | the files of the network that it names are not those that its arguments name",
      "\"run\":\\{ | \"run\":{\"format\":1, | is not JSON: Duplicate", "\\}\\s*$ | `` | is not JSON", "^ | [[[ | is not JSON",
      "(?s)^.* | `` | holds no record", "(?s)^.* | 7 | it has no object 'run'", "$ | {} | it has no object 'run'"})
  void whatIsNoRecordIsRefused(String pattern, String by, String problem) throws IOException {
    replace(pattern, by);
    Result result = explain("--repeat", record(), "--out", here.resolve("again"));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().startsWith("lucida: ") && result.err().contains(problem), result.err());
    assertFalse(result.err().contains("  at "), result.err());
  }

  /** At every 97th byte the file ends: never a stack trace, and nothing is written. */
  @Test
  void aRecordThatIsCutShortIsRefused() throws IOException {
    byte[] whole = Files.readString(record()).lines().findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8);
    for (int n = 1; n < whole.length; n += 97) {
      Files.write(record(), Arrays.copyOf(whole, n));
      refused("is not JSON");
    }
  }

  @Test
  void recordsOfTwoRunsAreRefused() throws IOException {
    String one = Files.readAllLines(record()).getFirst();
    Files.writeString(record(), one + "\n" + one.replace("\"5\"", "\"6\""));
    refused("holds records of several runs");
  }

  /**
   * The region is the crop in pixels of the picture. Here the short side 30 becomes 20 and the long one 40·20/30 without its fraction, 26, as
   * in torchvision; of 26×20 the middle 16×16 begins at (5, 2).
   */
  @Test
  void theRegionMapsBoxesBack() throws IOException {
    String text = Files.readString(record());
    assertTrue(text.contains("\"resize\":{\"width\":26,\"height\":20,"), text);
    assertTrue(text.contains("\"crop\":{\"left\":5,\"top\":2,\"width\":16,\"height\":16}"), text);
    double x = 40.0 / 26, y = 30.0 / 20;
    assertTrue(text.contains("\"region\":[" + 5 * x + "," + 2 * y + "," + 16 * x + "," + 16 * y + "]"), text);
  }
}
