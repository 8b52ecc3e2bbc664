package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lucida.bundled.Bundled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeuronsCommandTest {
  @TempDir
  private Path folder;

  private Result neurons(String... arguments) {
    String[] all = Stream.concat(Stream.of("neurons", "--out", folder.resolve("out").toString()), Stream.of(arguments))
        .toArray(String[]::new);
    return Result.of(all);
  }

  /** Two layers of scenes; the head of the bundled network is linear behind the last of them, so that both numbers of a claim are the same. */
  @Test
  void scenes() throws IOException {
    Result result = neurons("--scenes", "single:8", "--layer", "layer1,layer3", "--show", "2", "--decisions", "1");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("layer1: ") && result.out().contains(" of 24 channels detect "), result.out());
    assertTrue(result.out().contains("receptive field 13×13 pixels; gradients of 10 units are 0 everywhere outside"), result.out());
    assertTrue(result.out().matches("(?s).*to 0 lowers the score by (\\S+) \\(predicted: \\1\\)\\..*"), result.out());
    assertEquals(1 + 24 + 96, Files.readAllLines(folder.resolve("out/neurons.csv")).size());
    assertTrue(result.out().lines().anyMatch(line -> line.matches("    .+ \\(channels? \\d.*\\d %\\)")), result.out());
    assertTrue(result.out().contains(" in 8 pictures") && result.err().contains("8 pictures, which is few"), result.err());
    for (String layer : List.of("layer1", "layer3"))
      assertTrue(Files.size(folder.resolve("out/channels-" + layer + ".png")) > 0, layer);
    String page = Files.readString(folder.resolve("out/report.html"));
    assertTrue(page.contains("Decisions, in words") && page.contains("largest and smallest α"), page.substring(0, 2000));
    String json = Files.readString(folder.resolve("out/neurons.json"));
    assertEquals(json.strip(),
        neurons("--scenes", "single:8", "--layer", "layer1,layer3", "--show", "2", "--decisions", "1", "--json").out().strip());
  }

  /** Of a folder without boxes colours alone are known; what cannot be read is named. */
  @Test
  void aFolder() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Bundled.picture("owl").write(images.resolve("owl.png"));
    Files.writeString(images.resolve("broken.png"), "no picture");
    Result result = neurons("--images", images.toString(), "--model", "scenes-vgg", "--layer", "relu1_1", "--show", "1",
        "--decisions", "1");
    assertEquals(ExitCode.LEFT_OUT, result.code(), result.err());
    assertTrue(result.err().contains("broken.png"), result.err());
    assertFalse(Files.readString(folder.resolve("out/neurons.csv")).contains(",object,"));
    assertTrue(Files.readString(folder.resolve("out/neurons.csv")).contains(",colour,"));
  }

  /** Counted before the first epoch and after each; in the end no checkpoint is left, and nothing to go on with. */
  @Test
  void emergence() throws IOException {
    String[] two = {"--emergence", "2", "--training-scenes", "64", "--scenes", "single:4", "--layer", "layer1"};
    Result result = neurons(two);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("epoch   held back   layer1"), result.out());
    String whole = Files.readString(folder.resolve("out/emergence.csv"));
    assertEquals(List.of("epoch", "0", "1", "2"), whole.lines().map(line -> line.replaceFirst(",.*", "")).toList());
    assertFalse(Files.exists(folder.resolve("out/emergence.checkpoint")));
    assertTrue(Files.exists(folder.resolve("out/emergence.svg")) && Files.exists(folder.resolve("out/report.html")));
    Result none = neurons(Stream.concat(Stream.of(two), Stream.of("--resume")).toArray(String[]::new));
    assertEquals(2, none.code());
    assertTrue(none.err().contains("--resume: there is no checkpoint"), none.err());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"--layer layer9 | has no layer 'layer9'", "--layer fc | need [channels, rows, columns]",
      "--patches 0 | --patches 0: the range is 1 to 25", "--above 2 | --above 2.0: it is a share between 0 and 1",
      "--resume | --resume is for --emergence EPOCHS, which is missing", "--emergence 0 | --emergence 0: the range is 1 to 1000",
      "--emergence 2 --model scenes-vgg | --model has no effect with --emergence",
      "--emergence 2 --smooth-relu 3 | --smooth-relu has no effect with --emergence",
      "--emergence 2 --resize 64 | --resize has no effect with --emergence",
      "--architecture nin | --architecture is for --emergence",
      "--emergence 2 --architecture resnot | No architecture is named 'resnot'",
      "--images nowhere | nowhere"})
  void wrongInput(String arguments, String sentence) {
    Result result = neurons(arguments.split(" "));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertFalse(Files.exists(folder.resolve("out")), "nothing is left behind");
  }
}
