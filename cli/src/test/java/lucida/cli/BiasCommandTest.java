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
import lucida.bundled.Bundled;
import lucida.pictures.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BiasCommandTest {
  @TempDir
  private Path folder;

  private Result bias(String... arguments) {
    String[] all = Stream.concat(Stream.of("bias", "--out", folder.resolve("out").toString()), Stream.of(arguments))
        .toArray(String[]::new);
    return Result.of(all);
  }

  /** Two trainings of one step each; the second run finds the networks, and writes the same bytes. */
  @Test
  void lanterns() throws IOException {
    String[] options = {"--seeds", "1", "--train", "32", "--epochs", "1", "--networks", folder.resolve("networks").toString(),
        "--per-class", "6"};
    Result first = bias(options);
    assertEquals(0, first.code(), first.err());
    assertTrue(first.out().contains("| re-balanced − biased |") && first.out().contains("lantern found"), first.out());
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertEquals(List.of("bias.csv", "bias.json", "bias.md", "bias.png", "bias.svg", "cues-biased.html", "cues-re-balanced.html",
          "pictures.png", "report.html"), files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    byte[] json = Files.readAllBytes(folder.resolve("out/bias.json"));
    Result again = bias(Stream.concat(Stream.of(options), Stream.of("--json", "--threads", "1")).toArray(String[]::new));
    assertFalse(again.err().contains("learns"), again.err());
    assertEquals(new String(json, StandardCharsets.UTF_8).strip(), again.out().strip());
  }

  /** Scenes that the bundled network knows: none of its classes has a strong cue. */
  @Test
  void theBundledNetwork() throws IOException {
    Result found = bias("--scenes", "single:200");
    assertEquals(0, found.code(), found.err());
    assertTrue(found.out().contains("does not say that there is no bias") || found.out().startsWith("0 strong"), found.out());
    assertTrue(found.out().contains("200 pictures, 16 classes, 1"), found.out());
    assertTrue(Files.readString(folder.resolve("out/bias.json")).contains("pictures by class"));
  }

  /** Two pictures are too few, which is no error. */
  @Test
  void aFolder() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images")), labels = folder.resolve("labels.csv");
    StringBuilder csv = new StringBuilder("file,class_index\n");
    for (int i = 0; i < 2; i++) {
      Picture owl = Bundled.picture("owl");
      owl.write(images.resolve("owl" + i + ".png"));
      csv.append("owl%d.png,%s\n".formatted(i, i == 0 ? "owl" : "cat"));
    }
    Files.writeString(labels, csv);
    Result few = bias("--images", images.toString(), "--labels", labels.toString());
    assertEquals(0, few.code(), few.err());
    assertTrue(few.out().contains("takes at least 6 pictures of 2 classes, and no class has as many; nothing was written"),
        few.out());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"--per-class 5 | --per-class 5: the range is 6 to",
      "--seeds 0 | --seeds 0: the range is 1 to",
      "--train 31 | --train 31: the range is 32 to", "--epochs 0 | --epochs 0", "--method nothing | nothing",
      "--images nowhere | --images without labels", "--scenes round | there are no scenes 'round'",
      "--json --quiet | leave out one of them", "--layer layer1 | --layer has no effect on lanterns",
      "--precision f64 | --precision has no effect on lanterns", "--kernels scalar | --kernels has no effect on lanterns",
      "--threads 0 | at least 1 thread", "--scenes single:100 --seeds 2 | --seeds is for lanterns",
      "--model scenes-vgg --layer relu2_2,relu3_2 | maps of one layer are looked at",
      "--scenes single:8 --samples 5 | --samples has no effect on gradcam: leave it out",
      "--scenes single:8 --method integrated-gradients --sigma 0.5 | --sigma has no effect on integrated-gradients: leave it out",
      "--scenes single:8 --method integrated-gradients --layer layer2 | --layer has no effect on integrated-gradients: leave it out",
      "--samples 5 | --samples has no effect on lanterns",
      "--labels nowhere.csv --model scenes-vgg | nowhere.csv"})
  void oneSentence(String options, String sentence) {
    Result result = bias(options.split(" ", -1));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
