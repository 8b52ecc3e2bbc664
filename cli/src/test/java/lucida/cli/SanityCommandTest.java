package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SanityCommandTest {
  @TempDir
  private Path folder;

  private Result sanity(String... arguments) {
    String[] all = Stream.concat(Stream.of("sanity", "--out", folder.resolve("out").toString()), Stream.of(arguments))
        .toArray(String[]::new);
    return Result.of(all);
  }

  /** The finding of the paper, in kind, with the fewest maps: Guided Backprop hardly notices what Grad-CAM follows. A second run writes the same bytes. */
  @Test
  void guidedBackpropHardlyMoves() throws IOException {
    String[] arguments = {"--methods", "gradcam,guided-backprop", "--pictures", "2", "--stages", "2", "--tests",
        "efficient,cascading"};
    Result first = sanity(arguments);
    assertEquals(0, first.code(), first.err());
    assertTrue(first.out().lines().anyMatch(line -> line.matches("gradcam +moves with the network .*")), first.out());
    assertTrue(first.out().lines().anyMatch(line -> line.matches("guided-backprop +hardly moves .*")), first.out());
    byte[] json = Files.readAllBytes(folder.resolve("out/sanity.json"));
    for (String file : List.of("report.html", "sanity.csv", "maps-cascading.png", "sanity-cascading-ssim.svg",
        "sanity-cascading-spearman.png"))
      assertTrue(Files.size(folder.resolve("out").resolve(file)) > 0, file);
    Result again = sanity(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
    assertEquals(new String(json, StandardCharsets.UTF_8).strip(), again.out().strip());
  }

  /** What does not apply is named, and nothing is left where nothing applies. */
  @Test
  void whatDoesNotApply() {
    Result part = sanity("--model", "scenes-vgg", "--methods", "cam,gradient", "--pictures", "2", "--tests",
        "efficient");
    assertEquals(3, part.code(), part.err());
    assertTrue(part.err().contains("cam, "), part.err());
    Result none = new SanityCommandTest().inFolder(folder.resolve("none")).sanity("--model", "scenes-vgg", "--methods", "cam",
        "--pictures", "2");
    assertEquals(2, none.code());
    assertTrue(none.err().contains("no method has a map"), none.err());
    assertFalse(Files.exists(folder.resolve("none/out")));
  }

  private SanityCommandTest inFolder(Path other) {
    folder = other;
    return this;
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--tests labels --model catch | is trained of the layers of scenes-vgg or scenes-resnet alone",
      "--tests labels --model scenes-vgg --smooth-relu 3 | is trained of the layers of",
      "--tests efficient --stages 3 | --stages 3 is for cascading, independent and smooth",
      "--pictures 1 | --pictures 1: the range is 2 to 10000",
      "--stages 0 | --stages 0: the range is 1 to 1000",
      "--tests cascade | --tests cascade: there are cascading, independent, smooth, efficient, labels, all",
      "--tests another-picture | --tests another-picture: there are",
      "--methods gradkam | There is no method 'gradkam'; did you mean 'gradcam'",
      "--classes both | --classes both: a sanity check takes label or top1",
      "--classes top2 | --classes top2: there are", "--layer layer1,layer2 | --layer: a sanity check takes one layer",
      "--layer nowhere | has no layer 'nowhere'",
      "--scenes single:1 | a sanity check takes at least 2 pictures that can be read, not 1",
      "--scenes round:4 | round", "--images nowhere | nowhere", "--images . --scenes pair | --images or --scenes, not both",
      "--boxes x.csv | --boxes says what is true about the pictures of --images DIR", "--json --quiet | leave out one of them",
      "--model squeezenet1_1 | is an architecture without weights", "--precision f16 | there are f32 and f64"})
  void oneSentence(String options, String sentence) {
    Result result = sanity(options.split(" ", -1));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
