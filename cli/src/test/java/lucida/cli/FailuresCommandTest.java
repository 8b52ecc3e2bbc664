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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresCommandTest {
  @TempDir
  private Path folder;

  private Result failures(String... arguments) {
    String[] all = Stream.concat(Stream.of("failures", "--out", folder.resolve("out").toString()), Stream.of(arguments))
        .toArray(String[]::new);
    return Result.of(all);
  }

  /** Of two things in a scene the network names the other one now and then: then its map is there. A second run writes the same bytes. */
  @Test
  void scenesOfTwoThings() throws IOException {
    Result first = failures("--scenes", "pair:8", "--show", "1");
    assertEquals(0, first.code(), first.err());
    assertTrue(first.out().contains("of 8 pictures are classified wrongly"), first.out());
    assertTrue(first.out().contains(" several "), first.out());
    String page = Files.readString(folder.resolve("out/report.html"));
    assertTrue(page.contains("Guided Grad-CAM, ") && page.contains("in truth: several"), page.substring(0, 2000));
    byte[] json = Files.readAllBytes(folder.resolve("out/failures.json"));
    Result again = failures("--scenes", "pair:8", "--show", "1", "--json");
    assertEquals(new String(json, StandardCharsets.UTF_8).strip(), again.out().strip());
  }

  /** A folder of one picture, with its class right and then wrong. */
  @Test
  void aFolderWithLabels() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images")), labels = folder.resolve("labels.csv");
    Bundled.picture("owl").write(images.resolve("owl.png"));
    Files.writeString(labels, "file,class_index\nowl.png,owl\n");
    Result right = failures("--images", images.toString(), "--labels", labels.toString());
    assertEquals(0, right.code(), right.err());
    assertTrue(right.out().contains("no mistakes: the one picture with a label is classified as it is labelled"), right.out());
    assertFalse(Files.exists(folder.resolve("out")));
    Files.writeString(labels, "file,class_index\nowl.png,cat\n");
    Result wrong = failures("--images", images.toString(), "--labels", labels.toString());
    assertEquals(0, wrong.code(), wrong.err());
    assertTrue(wrong.out().contains("1 of 1 pictures are classified wrongly: cat → owl"), wrong.out());
    assertEquals(2, Files.readAllLines(folder.resolve("out/failures.csv")).size());
    Path boxes = Files.writeString(folder.resolve("boxes.csv"),
        "file,class_index,width,height,x0,y0,x1,y1\nowl.png,cat,%1$d,%2$d,0,0,8,8\nnone.png,cat,%1$d,%2$d,0,0,8,8\n"
            .formatted(Bundled.picture("owl").width(), Bundled.picture("owl").height()));
    Result boxed = failures("--images", images.toString(), "--boxes", boxes.toString());
    assertEquals(0, boxed.code(), boxed.err());
    assertTrue(boxed.out().contains("of all mistakes only boxes or masks of the true class are known"), boxed.out());
    assertFalse(boxed.out().contains("background"), boxed.out());
    assertTrue(boxed.err().contains("1 of 2 pictures with boxes are of no picture"), boxed.err());
    Result none = failures("--images", images.toString());
    assertEquals(2, none.code());
    assertTrue(none.err().contains("--images without labels: nobody knows which pictures are classified wrongly"), none.err());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"--show 0 | --show 0: the range is 1 to 10000",
      "--method layercam | --method layercam: there are gradcam and gradcam++", "--scenes round | there are no scenes 'round'",
      "--scenes pair:0 | a whole number from 1 to 999999999, not '0'", "--layer layer1,layer2 | maps of one layer say why",
      "--layer nowhere | has no layer 'nowhere'", "--labels nowhere.csv | nowhere.csv",
      "--images nowhere | --images without labels",
      "--json --quiet | leave out one of them", "--masks . | --masks says what is true about the pictures of --images DIR",
      "--model resnet18 --random-weights 1 --scenes pair | it was not trained on them", "--precision f16 | there are f32 and f64",
      "--batch 0 | --batch 0: the range is 1 to 4096", "--score odds | --score odds",
      "--method gradcam++ --samples 5 | --samples has no effect on gradcam++, guided-gradcam++: leave it out",
      "--class 3 | Unknown option"})
  void oneSentence(String options, String sentence) {
    Result result = failures(options.split(" ", -1));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  /** What an earlier run found is not taken for what this one did not. */
  @Test
  void nothingOfAnEarlierRunStays() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/failures.json"), "of an earlier run");
    Files.writeString(folder.resolve("out/mine.txt"), "of somebody else");
    Result none = failures("--scenes", "single:2");
    assertEquals(0, none.code(), none.err());
    assertTrue(none.out().startsWith("no mistakes"), none.out());
    assertFalse(Files.exists(folder.resolve("out/failures.json")));
    assertTrue(Files.exists(folder.resolve("out/mine.txt")));
  }

  /** What is written into the folder of pictures would be taken for pictures the next time. */
  @Test
  void theFolderOfPicturesIsNotWrittenTo() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.csv"), "file,class_index\na.png,1\n");
    Result result = failures("--images", folder.toString(), "--labels", labels.toString());
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains("out lies in --images"), result.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void everyFileIsThere() throws IOException {
    assertEquals(0, failures("--scenes", "pair:6", "--method", "gradcam++").code());
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertEquals(List.of("failures.csv", "failures.json", "report.html"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }
}
