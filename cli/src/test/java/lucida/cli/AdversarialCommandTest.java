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
import lucida.judge.results.AttackTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdversarialCommandTest {
  @TempDir
  private Path folder;

  private Result adversarial(String... arguments) {
    String[] all = Stream.concat(Stream.of("adversarial", "--out", folder.resolve("out").toString()), Stream.of(arguments))
        .toArray(String[]::new);
    return Result.of(all);
  }

  /** Every attack on two scenes: a second run writes the same bytes. */
  @Test
  void everyAttack() throws IOException {
    String[] options = {"--pictures", "2", "--attacks", "all", "--attack-steps", "5", "--most-steps", "10", "--methods",
        "gradcam,gradient",
        "--show", "1"};
    Result first = adversarial(options);
    assertEquals(0, first.code(), first.err());
    assertTrue(first.out().contains("fgsm-2") && first.out().contains("map-gradcam") && first.out().contains("rank correlation"),
        first.out());
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertEquals(List.of("adversarial.csv", "adversarial.json", "report.html"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertEquals(1 + 2 * 8 * 2, Files.readAllLines(folder.resolve("out/adversarial.csv")).size());
    String page = Files.readString(folder.resolve("out/report.html"));
    assertTrue(page.contains("Maps of the true class") && page.contains("id=\"targeted-2\""), page.substring(0, 2000));
    AttackTable.columns().values().forEach(unit -> assertTrue(page.contains("<td>" + unit.replace("'", "&#39;") + "</td>"), unit));
    byte[] json = Files.readAllBytes(folder.resolve("out/adversarial.json"));
    Result again = adversarial(Stream.concat(Stream.of(options), Stream.of("--json")).toArray(String[]::new));
    assertEquals(new String(json, StandardCharsets.UTF_8).strip(), again.out().strip());
  }

  /** The page of the documentation has the columns in the same words as the report. */
  @Test
  void theColumnsAreDocumented() throws IOException {
    String page = Files.readString(Path.of("../docs/diagnosis.md"));
    AttackTable.columns().forEach((name, unit) -> assertTrue(page.contains("| `" + name + "` | " + unit + " |"), name));
  }

  /** Without labels the true class is what the network says; with a wrong label there is nothing to attack, which is no error. */
  @Test
  void aFolder() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images")), labels = folder.resolve("labels.csv");
    Bundled.picture("owl").write(images.resolve("owl.png"));
    Result plain = adversarial("--images", images.toString(), "--attacks", "fgsm", "--methods", "gradcam");
    assertEquals(0, plain.code(), plain.err());
    assertTrue(plain.out().contains("how like they stay") && !plain.out().contains("IoU"), plain.out());
    Files.writeString(labels, "file,class_index\nowl.png,cat\n");
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      for (Path file : files.toList()) Files.delete(file);
    }
    Files.delete(folder.resolve("out"));
    Result wrong = adversarial("--images", images.toString(), "--labels", labels.toString(), "--attacks", "fgsm", "--methods",
        "gradcam");
    assertEquals(0, wrong.code(), wrong.err());
    assertTrue(wrong.out().contains("the network names the only one wrong; nothing was written"), wrong.out());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"--pictures 0 | --pictures 0: the range is 1 to 10000",
      "--attack-steps 0 | --attack-steps 0",
      "--attacks pdg | --attacks pdg: there are fgsm", "--epsilon 0 | --epsilon 0: it is a number above 0",
      "--epsilon 8/0 | --epsilon 8/0: it is a number above 0", "--epsilon 2 | samples are from 0 to 1",
      "--epsilon x | it is a number",
      "--attacks fgsm --target cat | --target is for targeted, targeted-2, and --attacks names none of them",
      "--attacks pgd --epsilon-2 1 | --epsilon-2 is for fgsm-2, pgd-2, targeted-2",
      "--attacks pgd-2 --epsilon 1/255 | --epsilon is for fgsm, pgd, targeted, map, noise",
      "--attacks noise --most-steps 5 | --most-steps is for targeted, targeted-2, map",
      "--attacks fgsm --attack-steps 5 | --attack-steps is for pgd, pgd-2",
      "--attacks fgsm,pgd --map gradient | --map is for map, and --attacks names no such one",
      "--epsilon-2 1000 | from black to white it is 110.9", "--target lion | lion",
      "--map layercam | is not written as one formula",
      "--map grad | There is no map 'grad'", "--beta -1 | --beta -1.0: the range is 0 to 1000000",
      "--tolerance 0 | it is a probability",
      "--methods nothing | nothing", "--layer layer1,layer2 | maps of one layer are compared",
      "--json --quiet | leave out one of them",
      "--images nowhere | nowhere", "--show -1 | --show -1"})
  void oneSentence(String options, String sentence) {
    Result result = adversarial(options.split(" ", -1));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
