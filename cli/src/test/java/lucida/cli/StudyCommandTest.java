package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.people.AnswerFile;
import lucida.judge.people.StudyKey;
import lucida.judge.people.TrialKind;
import lucida.judge.results.PeopleTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyCommandTest {
  private static final List<String> SMALL = List.of("--pictures", "3", "--training", "1", "--checks", "1", "--methods",
      "gradcam,deconvolution-gradcam");

  /** An observer who goes by the larger energy, and answers by keys: it knows a trial by its picture, and the energies from the key. */
  private static final String OBSERVER = """
      <script>
      addEventListener('load', () => {
        const energies = ENERGIES;
        const questions = JSON.parse(document.getElementById('study').textContent).questions;
        document.getElementById('person').value = 'observer';
        document.getElementById('start').requestSubmit();
        for (let n = 0; n < 2 * questions.length && document.getElementById('end').hidden; n++) {
          const ask = document.getElementById('ask').textContent, source = document.querySelector('#pictures img').src;
          const question = questions.find(q => q.ask === ask && source.endsWith(q.pictures[0]));
          const e = energies[question.id] || [0, 0], told = question.options.findIndex(option => ask.endsWith(': ' + option));
          const choice = question.kind === 'check' ? told : question.kind === 'network' ? 2 + Math.sign(e[1] - e[0]) : e[0] > e[1] ? 0 : 1;
          document.dispatchEvent(new KeyboardEvent('keydown', { key: String(choice + 1) }));
          if (question.kind === 'training') document.getElementById('next').click();
        }
      });
      </script>
      """;

  @TempDir
  private Path folder;

  private Result study(List<String> arguments) {
    String[] all = Stream.concat(Stream.of("study", "--out", folder.resolve("out").toString()), arguments.stream())
        .toArray(String[]::new);
    return Result.of(all);
  }

  /** From the question to the result: what the observer answers in a browser is scored as what the key says of energies; and the page tells nobody. */
  @Test
  void anObserverInABrowser() throws IOException, InterruptedException {
    Browser browser = Browser.required();
    Result made = study(Stream.concat(SMALL.stream(), Stream.of("--against", "scenes-vgg")).toList());
    assertEquals(0, made.code(), made.err());
    Path page = folder.resolve("out/study.html"), key = folder.resolve("out/key.json");
    StudyKey known = StudyKey.read(key);
    assertEquals(1 + 1 + 2 * 3 + 2 * 3, known.trials().size());
    Path answers = Files.writeString(folder.resolve("answers.json"), answered(page, known, browser));
    PeopleTable table = new PeopleTable(known, AnswerFile.read(List.of(answers), known));
    assertEquals(1, table.counted().size(), "the check is passed");
    for (TrialKind kind : List.of(TrialKind.OBJECT, TrialKind.NETWORK))
      for (PeopleTable.Measured of : table.measured(kind)) assertEquals(of.ofEnergy(), of.mean(), 1e-12, of.toString());
    Result scored = study(List.of("--score", answers.toString()));
    assertEquals(0, scored.code(), scored.err());
    assertTrue(scored.out().contains("1 person, 14 trials each") && scored.out().contains("deconvolution-gradcam"), scored.out());
    String results = Files.readString(folder.resolve("out/results.html"));
    assertTrue(results.contains("Which object is explained?"));
    Matcher accuracy = Pattern
        .compile("he more accurate network: scenes-\\w+, right on (\\d+) of 400 pictures against (\\d+) of scenes-\\w+ \\(p ")
        .matcher(scored.out());
    assertTrue(accuracy.find() && results.contains(accuracy.group()), scored.out());
    assertTrue(Integer.parseInt(accuracy.group(1)) > Integer.parseInt(accuracy.group(2)), accuracy.group());
    byte[] before = Files.readAllBytes(page);
    study(Stream.concat(SMALL.stream(), Stream.of("--against", "scenes-vgg")).toList());
    assertEquals(known, StudyKey.read(key), "the same seed is the same study");
    assertTrue(Arrays.equals(before, Files.readAllBytes(page)));
  }

  /** Without its key no study can be scored: another study does not take its place. */
  @Test
  void theKeyOfAnotherStudyStays() throws IOException {
    List<String> one = List.of("--pictures", "2", "--training", "0", "--checks", "0", "--methods", "gradcam");
    assertEquals(0, study(one).code());
    byte[] key = Files.readAllBytes(folder.resolve("out/key.json"));
    Result other = study(Stream.concat(one.stream(), Stream.of("--seed", "5")).toList());
    assertEquals(2, other.code(), other.err());
    assertTrue(other.err().contains("key.json is the key of another study"), other.err());
    assertTrue(Arrays.equals(key, Files.readAllBytes(folder.resolve("out/key.json"))));
  }

  private String answered(Path page, StudyKey known, Browser browser) throws IOException, InterruptedException {
    String html = Files.readString(page);
    for (String telling : List.of("gradcam", "energies", "\"right\"", "scenes-vgg"))
      assertFalse(html.contains(telling), "the page says " + telling);
    assertEquals(1, html.split("\"told\":", -1).length - 1, "only practice is told");
    String energies = known.trials().stream().filter(trial -> !trial.energies().isEmpty())
        .map(trial -> "\"%s\": %s".formatted(trial.id(), trial.energies())).collect(Collectors.joining(", ", "{", "}"));
    Path probed = folder.resolve("probed.html");
    Files.writeString(probed, html.replace("</body>", OBSERVER.replace("ENERGIES", energies) + "</body>"));
    Pattern saved = Pattern.compile("href=\"data:application/json;charset=utf-8,([^\"]*)\"");
    for (int attempt = 0; attempt < 4; attempt++) {
      Matcher found = saved.matcher(browser.document(probed, Files.createDirectories(folder.resolve("profile" + attempt))));
      if (found.find()) return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
    }
    throw new AssertionError("the page never came to its end");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"--pictures 0 | --pictures 0: the range is 1 to 1000",
      "--methods layercan | There is no method 'layercan'", "--scenes single:4 | none of the 4 pictures has objects of two classes",
      "--key x | --key x belongs to --score", "--json | --json prints what was answered: add --score FILE…",
      "--score x --pictures 4 | --pictures says how a study is made, and --score is about one that was",
      "--score x | key.json cannot be read: there is no such file",
      "--against resnot | --against resnot: there is no such file and no bundled network",
      "--methods gradcam --pictures 1 --against scenes-resnet | none is more reliable"})
  void wrongInput(String arguments, String sentence) {
    Result result = study(List.of(arguments.split(" ")));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertFalse(Files.exists(folder.resolve("out")), "nothing is left behind");
  }
}
