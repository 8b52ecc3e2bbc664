package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.bundled.Bundled;
import lucida.bundled.TrainedModel;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.derivatives.Alpha;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.files.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lucida derivatives} on the bundled network: its files against what the Java API gives, its record, its errors. */
class DerivativesCommandTest {
  @TempDir
  private Path folder;

  private Result derivatives(String... arguments) {
    Stream<String> few = List.of(arguments).contains("--checks") ? Stream.empty() : Stream.of("--checks", "4");
    String[] all = Stream.of(Stream.of("derivatives", "--out", folder.resolve("out").toString()), few, Stream.of(arguments))
        .flatMap(some -> some).toArray(String[]::new);
    return Result.of(all);
  }

  private Set<String> written() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.map(file -> String.valueOf(file.getFileName())).filter(name -> !name.equals(WrittenFiles.LIST))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private Tensor array(String name) throws IOException { return Npy.read(folder.resolve("out").resolve(name)); }

  /** Bit for bit what the Java API gives, and nothing else is written. */
  @Test
  void filesAreThoseOfTheContract() throws IOException {
    Result result = derivatives("--save-maps", "--class", "cat", "--precision", "f64", "--score", "probability", "--quiet");
    assertEquals("", result.out() + result.err());
    assertEquals(new TreeSet<>(Set.of("car-and-cat.3.layer3.D1.npy", "car-and-cat.3.layer3.D2.npy", "car-and-cat.3.layer3.D3.npy",
        "car-and-cat.3.layer3.alpha.npy", "car-and-cat.layer3.activations.npy", "car-and-cat.logits.npy", "derivatives.html",
        "derivatives.jsonl")), written());
    TrainedModel net = Bundled.network("scenes-resnet");
    Probe probe = Subject.of(net.model(), "layer3", Executor.float64())
        .probe(net.preprocessing().tensor(Bundled.picture("car-and-cat"), Precision.FLOAT64), Target.ofClass(3));
    ScoreDerivatives D = ScoreDerivatives.of(probe, Score.PROBABILITY);
    for (var wanted : List.of(D.first(), D.second(), D.third(), Alpha.of(D, probe.activations()).alpha())) {
      String name = wanted == D.first() ? "D1" : wanted == D.second() ? "D2" : wanted == D.third() ? "D3" : "alpha";
      assertTrue(wanted.sameAs(array("car-and-cat.3.layer3." + name + ".npy")), name);
    }
  }

  @Test
  void theRecord() {
    Result result = derivatives("--json", "--class", "top2", "--precision", "f64");
    List<JsonNode> records = result.out().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    assertEquals(2, records.size());
    JsonNode record = records.getFirst();
    assertEquals("one_sweep", record.path("routeName").asString());
    assertTrue(record.path("dividedByY").asBoolean());
    assertEquals(4, record.path("others").size(), "three other exact routes and the closed form");
    record.path("others")
        .forEach(other -> assertEquals("the same to rounding", other.path("verdict").asString(), other.toString()));
    assertEquals(0, record.path("closed").path("alphaError").asDouble(), 1e-12, "PP 7");
    assertTrue(record.path("ansatz").path("droppedShare").asDouble() > 1, "more is dropped than kept");
    assertTrue(record.path("D1").path("min").asDouble() < record.path("D1").path("median").asDouble());
  }

  /** Some channels at some positions: the values that they have among all, NaN elsewhere, and text, record and page say which they are. */
  @Test
  void someCells() throws IOException {
    String[] some = {"--channels", "3,17,40-42", "--positions", "4,5;6,2", "--precision", "f64", "--save-maps", "--model",
        "scenes-vgg",
        "--smooth-relu", "5", "--estimate", "0", "--class", "2"};
    Result result = derivatives(some);
    assertTrue(result.out().contains(
        "  cells    channels 3, 17, 40-42 at positions (4, 5), (6, 2): 10 of 6144 cells; saved arrays are NaN elsewhere"),
        result.out());
    assertTrue(result.out().contains("what [PP 3] drops needs α at every cell: leave out --channels and --positions"),
        result.out());
    assertTrue(
        Files.readString(folder.resolve("out/derivatives.html")).contains("channels 3, 17, 40-42 at positions (4, 5), (6, 2)"));
    Tensor part = array("car-and-cat.2.features.D3.npy");
    derivatives("--precision", "f64", "--save-maps", "--model", "scenes-vgg", "--smooth-relu", "5", "--estimate", "0", "--class",
        "2");
    Tensor all = array("car-and-cat.2.features.D3.npy");
    int known = 0;
    for (int e = 0; e < all.size(); e++)
      if (!Double.isNaN(part.cell(e))) {
        known++;
        assertEquals(all.cell(e), part.cell(e), 1e-12 * all.abs().max());
      }
    assertEquals(10, known);
    JsonNode record = JsonMapper.shared()
        .readTree(derivatives(Stream.concat(Stream.of(some), Stream.of("--json")).toArray(String[]::new)).out());
    assertEquals(10, record.path("cells").asInt());
    assertEquals("[3,17,40,41,42]", record.path("channels").toString());
    assertEquals("[[4,5],[6,2]]", record.path("positions").toString());
  }

  /** An estimate stands beside the exact derivatives and says so; without probes there is none. */
  @Test
  void theEstimate() {
    String[] smooth = {"--smooth-relu", "5", "--model", "scenes-vgg", "--precision", "f64"};
    JsonNode record = JsonMapper.shared().readTree(
        derivatives(Stream.concat(Stream.of(smooth), Stream.of("--estimate", "16", "--json")).toArray(String[]::new)).out());
    JsonNode estimate = record.path("estimate");
    assertEquals(16, estimate.path("probes").asInt());
    assertTrue(estimate.path("D2").path("holdsExact").asDouble() > 0.8, "95 % intervals, of cells that share 16 probes");
    assertTrue(estimate.path("D3").path("medianHalfWidth").asDouble() > 0.1, "dense rows: no digits for single cells");
    assertTrue(estimate.path("alpha").path("bounded").asDouble() < 1, estimate.toString());
    String text = derivatives(Stream.concat(Stream.of(smooth), Stream.of("--estimate", "8")).toArray(String[]::new)).out();
    assertTrue(text.contains("estimate from 8 random probes"), text);
    assertTrue(text.contains("not exact"), text);
    assertTrue(text.contains("too wide to read single cells"), text);
    assertFalse(derivatives("--estimate", "0").out().contains("estimate"), "not asked for");
    assertTrue(derivatives("--estimate", "8").out().contains("nothing is random here"), "a piecewise linear head");
  }

  /** Behind global average pooling all cells of a channel are equal: the tables show one of each. */
  @Test
  void equalCellsOfAChannelAreShownOnce() {
    String rows = derivatives("--estimate", "0").out();
    List<String> channels = rows.substring(rows.indexOf("sums of rows")).lines().filter(line -> line.contains("row sum "))
        .map(line -> line.replaceFirst(".*channel (\\d+) .*", "$1")).toList();
    assertEquals(3, channels.size(), rows);
    assertEquals(3, Set.copyOf(channels).size(), rows);
  }

  /** The probes of an estimate are those of the seed. */
  @Test
  void theSeedIsOfTheProbes() {
    String[] smooth = {"--smooth-relu", "5", "--model", "scenes-vgg", "--estimate", "8", "--checks", "1", "--json"};
    List<JsonNode> estimates = Stream.of("1", "1", "2")
        .map(seed -> JsonMapper.shared()
            .readTree(derivatives(Stream.concat(Stream.of(smooth), Stream.of("--seed", seed)).toArray(String[]::new)).out()))
        .map(record -> record.path("estimate").path("D2").path("medianHalfWidth")).toList();
    assertEquals(estimates.get(0), estimates.get(1));
    assertNotEquals(estimates.get(0), estimates.get(2));
  }

  /** The text says the route and why, and why the cheaper ones do not apply. */
  @Test
  void theTextSaysWhy() {
    Result result = derivatives("--smooth-relu", "20", "--layer", "layer2", "--score", "logit", "--explain-route", "--model",
        "cifar-resnet20", "--random-weights", "1", "--class", "0");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("route    adjoint jets along what the cells of A reach one by one: exact for any head [DS 7]"),
        result.out());
    assertTrue(
        result.out().contains("not by one reverse sweep: the head is piecewise linear [DS 2]: the head is not piecewise linear"),
        result.out());
    assertTrue(result.out().contains("DIFFERS          the closed form"), result.out());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"--sigma 0.1|--sigma changes maps and not derivatives: leave it out",
      "--sigma 0.1 --steps 4|--sigma, --steps change maps and not derivatives: leave them out",
      "--fuse mean|--fuse changes maps and not derivatives: leave it out",
      "--layer layer2,layer3 --fuse max|--fuse changes maps and not derivatives: leave it out",
      "--seed 5 --estimate 0|--seed is of the random probes of --estimate, and there are none: leave it out",
      "--explain-route --json|--explain-route has no effect beside --json, whose records always say the route: leave it out",
      "--explain-route --quiet|--quiet prints nothing of what --explain-route is to print: leave out one of them",
      "--checks 0|--checks 0: the range is 1 to 4096", "--class dragon|dragon", "--layer nowhere|nowhere",
      "--estimate 7|--estimate 7: the range is 8 to 65536, or 0 for no estimate", "--json --quiet|leave out one of them",
      "--channels 3,96|--channels 96: the channels of layer3 are 0 to 95",
      "--channels -1|--channels: '-1' is neither a number nor a range as 40-47",
      "--positions 8,0|--positions: (8, 0) is outside the layer's 8×8 positions, (0, 0) to (7, 7)",
      "--positions 3|--positions: '3' is not a row and a column as 4,5",
      "nothere.png|nothere.png: there is no such file or folder"})
  void wrongInput(String arguments, String sentence) {
    Result result = derivatives(arguments.split(" ", -1));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertEquals("", result.out());
    assertFalse(Files.exists(folder.resolve("out")), "nothing half-written stays");
  }

  /** A picture that cannot be read is named, left out, and the others are done. */
  @Test
  void oneOfSeveralIsLeftOut() throws IOException {
    Path good = folder.resolve("good.png"), bad = folder.resolve("bad.png");
    Bundled.picture("owl").write(good);
    Files.writeString(bad, "no picture");
    Result result = derivatives(good.toString(), bad.toString());
    assertEquals(3, result.code());
    assertTrue(result.err().contains("bad.png"), result.err());
    assertTrue(Files.readString(folder.resolve("out/derivatives.html")).contains("<h2>Left out</h2>"));
  }

  /** Of explain every map says its route when asked. */
  @Test
  void explainSaysTheRoute() {
    StringWriter out = new StringWriter();
    assertEquals(0,
        Main.run(new PrintWriter(out, true), new PrintWriter(new StringWriter()), "explain", "--method", "gradcam++,gradcam",
            "--explain-route", "--out", folder.resolve("out").toString()));
    assertTrue(out.toString().contains("    derivatives by one reverse sweep: the head is piecewise linear [DS 2]"),
        out.toString());
    assertTrue(out.toString().contains("    no second or third derivatives"), out.toString());
  }
}
