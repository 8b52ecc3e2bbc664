package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code lucida caption} and {@code lucida ask}, with networks of two steps of training: what they say is nothing much. */
class CaptionCommandTest {
  @TempDir
  private static Path networks;

  @TempDir
  private Path folder;

  @BeforeAll
  static void train() {
    for (String architecture : List.of("captions", "vqa")) {
      Result trained = Result.of("train", architecture, "--scenes", "16", "--batch", "8", "--validation", "8", "--test", "8",
          "--epochs", "1",
          "--warm-up", "0", "--rate", "0.01", "--out", network(architecture), "--quiet");
      assertEquals(0, trained.code(), trained.err());
    }
  }

  private static String network(String architecture) { return networks.resolve(architecture + ".safetensors").toString(); }

  private Result lucida(String command, String... arguments) {
    String[] all = Stream.of(Stream.of(command, "--out", folder.resolve("out").toString()), Stream.of(arguments),
        Stream.of("--model", network(command.equals("ask") ? "vqa" : "captions"))).flatMap(some -> some).toArray(String[]::new);
    return Result.of(all);
  }

  private long figures() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.filter(file -> file.toString().endsWith(".png")).count();
    }
  }

  /** A figure for each word, one for the whole, and the sheet; the caption's end has none. */
  @Test
  void everyWordHasAMap() throws IOException {
    Result result = lucida("caption", "--scene", "1", "--method", "gradcam", "--beam", "2");
    assertEquals(0, result.code(), result.err());
    String caption = result.out().replaceFirst("^caption +", "").replaceFirst("(?s) [(].*", "");
    assertTrue(result.out().contains(", by a beam of 2") && result.out().contains("others"), result.out());
    assertTrue(result.out().contains("true of it     a yellow owl below a green car; a green car above a yellow owl"),
        result.out());
    assertEquals(caption.split(" ", -1).length + 2, figures(), caption);
    assertTrue(Files.readString(folder.resolve("out/report.html")).contains("<h1>“" + caption + "”"), caption);
  }

  @Test
  void anAnswer() throws IOException {
    Result result = lucida("ask", "--scene", "1", "Is there a red car?", "--class", "yes,no", "--method", "gradcam,counterfactual",
        "--difference");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains(" yes ") && result.out().contains(" no "), result.out());
    assertEquals(4 + 2, figures());
  }

  /** One sentence each, and nothing is written. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "caption --scene 1 --class 12 | has no word 12; its words are numbers 0 to ",
      "caption --scene 1 --class dog | has no word 'dog'; known are 'a', '",
      "caption --beam 0 --scene 1 | --beam 0: the range is 1 to 100",
      "caption | of which picture? name one, or --scene N", "caption x.png --scene 1 | a picture or --scene N, not both",
      "ask --scene 1 where is the cat? | 'where' is none of the 38 words that are known; did you mean 'there'",
      "ask --scene 1 ? | the question '?' has no words", "ask --scene 1 is there . ? | has a full stop, which ends captions",
      "ask --method gradcam drawing.png | of which picture? name one, or --scene N",
      "caption --scene 1 --contrast 1 | --contrast is of classes of which a picture has one, and these scores are of words",
      "ask --scene 1 a a a a a a a a a a a? | the question has 12 words; the most are 10",
      "ask --scene -1 is there a car? | --scene -1: the range is 0 to 1000000"})
  void sentences(String line, String sentence) {
    String[] words = line.strip().split(" ", line.startsWith("ask") ? 4 : -1);
    Result result = lucida(words[0], List.of(words).subList(1, words.length).toArray(String[]::new));
    assertEquals(2, result.code(), result.out());
    assertTrue(result.err().contains(sentence.strip()), result.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  /** Which network is wanted. */
  @Test
  void anotherNetwork() {
    Result other = Result.of("ask", "--scene", "1", "is there a car?", "--model", network("captions"));
    assertEquals(2, other.code());
    assertTrue(other.err().contains("is of the architecture captions; wanted is one that 'lucida train vqa' wrote"), other.err());
    Result mirrored = Result.of("train", "captions", "--mirror");
    assertEquals(2, mirrored.code());
    assertTrue(mirrored.err().contains("--kind, --mirror and --shift are for networks of classes"), mirrored.err());
  }

  /** The network that comes with lucida says what is true of this scene, by the bar of each word; a word is named by itself. */
  @Test
  void bundled() {
    Result result = Result.of("caption", "--scene", "1", "--class", "owl", "--method", "gradcam", "--out",
        folder.resolve("out").toString());
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("caption        a green car above a yellow owl ("), result.out());
    assertTrue(result.out().contains("gradcam  6 owl  features"), result.out());
    Result twice = Result.of("caption", "--scene", "1", "--class", "a", "--out", folder.resolve("none").toString());
    assertTrue(twice.err().contains("has 'a' more than once: say which by 0 or 4, its number from 0"), twice.err());
  }

  /** Two scenes are few, but the tables are there. */
  @Test
  void judged() throws IOException {
    Result result = Result.of("experiment", "words", "--scenes", "2", "--captions", network("captions"), "--vqa", network("vqa"),
        "--out",
        folder.resolve("out").toString());
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("true, %") && result.out().contains("caption "), result.out());
    assertTrue(Files.readString(folder.resolve("out/words.csv")).startsWith("scene,kind,region,pointing,energy,"));
  }
}
