package lucida.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Class names out of every form of file, and the class that somebody means. */
final class ClassNamesTest {
  private static final ClassNames BIRDS = ClassNameFiles.parse("birds.txt", """
      n01440764 tench, Tinca tinca
      n02012849 crane
      n03126707 crane
      n04409515 tennis ball
      n02111889 Samoyed, Samoyede
      n01491361 tiger shark, Galeocerdo cuvieri
      n02129604 tiger, Panthera tigris
      """);

  @ParameterizedTest
  @ValueSource(strings = {"tench\ngold fish\n", "n01440764 tench\r\nn01443537 gold fish", "\uFEFF[\"tench\", \"gold fish\"]",
      "{\"1\": \"gold fish\", \"0\": \"tench\"}", "{\"tench\": 0, \"gold fish\": 1}",
      "{\"class_to_idx\": {\"gold fish\": 1, \"tench\": 0}}",
      "{\"id2label\": {\"0\": \"tench\", \"1\": \"gold fish\"}, \"label2id\": {\"tench\": \"0\"}, \"model_type\": \"resnet\"}",
      " {\"0\": [\"n01440764\", \"tench\"], \"1\": [\"n01443537\", \"gold fish\"]}"})
  void everyForm(String text) {
    ClassNames names = ClassNameFiles.parse("x", text);
    assertEquals(List.of("tench", "gold fish"), names.classes().stream().map(ClassName::name).toList());
    assertEquals(text.contains("n0") ? "n01443537" : "", names.get(1).id());
    assertEquals(names, names.checkedFor(2));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"3 | 3", "n02012849 | 1", "N02012849 | 1", "tench, Tinca tinca | 0", "TENCH | 0",
      "tinca TINCA | 0",
      "samoyed | 4", "Samoyede | 4", "tenn | 3", "galeo | 5", "tiger | 6", "tiger s | 5", " tennis ball  | 3"})
  void theClassThatIsMeant(String asked, int index) { assertEquals(index, BIRDS.find(asked).index()); }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "crane | 'crane' may be 1 'crane', 2 'crane'; say which by its number",
      "ten | 'ten' may be 0 'tench, Tinca tinca', 3 'tennis ball'; say which by its number",
      "7 | there is no class 7: birds.txt has 7, from 0 to 6", "-1 | there is no class -1: birds.txt has 7, from 0 to 6",
      "99999999999 | there is no class 99999999999",
      "tensch | birds.txt has no class 'tensch'; did you mean 'tench'",
      "\" \" | a class has a name or a number, and this is empty"})
  void whatIsNotOneClass(String asked, String sentence) {
    String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> BIRDS.find(asked)).getMessage());
    assertTrue(message.startsWith(sentence), message);
  }

  @Test
  void oneForEachScore() {
    WeightsException e = assertThrows(WeightsException.class, () -> BIRDS.checkedFor(1000));
    assertEquals("birds.txt names 7 classes, from 'tench, Tinca tinca' on, and the network has 1000 scores", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"\"\" | x: there are no class names in it",
      "[] | x: there are no class names in it", "{} | x: there are no class names in it",
      "[\"a\", 3] | x: the class of index 1 is neither",
      "[\"a\", [\"b\"]] | x: the class of index 1 is neither", "[\"a\" | x is not JSON: ",
      "{\"a\": \"b\"} | x: 'a' is no index; wanted is", "{\"a\": 0, \"b\": 0} | x: the index 0 is there twice, as 'a' and 'b'",
      "{\"a\": 0, \"b\": 2} | x has 2 classes, and none of the index 1",
      "{\"a\": -1} | x: the class 'a' has the index -1, which is none",
      "{\"a\": 0.5} | x: the class 'a' has the index 0.5, which is none", "{\" \": 0} | x: the class of index 0 has no name",
      "{\"0\": \"a\", \"0\": \"b\"} | x is not JSON: Duplicate",
      "{\"id2label\": {\"1\": \"a\"}} | x has 1 classes, and none of the index 0",
      "{\"0\": \"a\", \"b\": 0} | x: the index 0 is there twice, as 'a' and 'b'",
      "version https://git-lfs.github.com/spec/v1 | x is a Git LFS pointer",
      "{\"0\": \"a\", \"2\": \"c\"} | x has 2 classes, and none of the index 1",
      "{\"0\": \"a\", \"00\": \"b\"} | x: the index 0 is there twice",
      "{\"-1\": \"a\"} | x: '-1' is no index", "[\" \"] | x: the class of index 0 is neither"})
  void whatIsNoListOfNames(String text, String sentence) {
    String message = String
        .valueOf(assertThrows(WeightsException.class, () -> ClassNameFiles.parse("x", text.replace("\\n", "\n"))).getMessage());
    assertTrue(message.startsWith(sentence), message);
  }

  @Test
  void files(@TempDir Path folder) throws Exception {
    assertEquals("b", ClassNameFiles.read(Files.writeString(folder.resolve("names.txt"), "a\nb")).get(1).name());
    Path gap = Files.writeString(folder.resolve("gap.txt"), "a\n\nb");
    assertEquals("gap.txt: no class is named in line 2",
        assertThrows(WeightsException.class, () -> ClassNameFiles.read(gap)).getMessage());
    Path bytes = Files.write(folder.resolve("bytes"), new byte[]{(byte) 0xff, (byte) 0xfe, 0});
    assertEquals("bytes is no text in UTF-8", assertThrows(WeightsException.class, () -> ClassNameFiles.read(bytes)).getMessage());
    assertThrows(WeightsException.class, () -> ClassNameFiles.read(folder));
    assertThrows(WeightsException.class, () -> ClassNameFiles.read(folder.resolve("none")));
  }

  /** Names that are numbers, but not their own: neither reading is taken without a word. */
  @Test
  void aNumberThatIsAnotherClassesName() {
    ClassNames names = ClassNameFiles.parse("x.txt", "a\nb\n1\n3\n");
    assertEquals("'1' may be class number 1, or the class of that name, number 2; leave the names of classes out to go by numbers",
        assertThrows(IllegalArgumentException.class, () -> names.find("1")).getMessage());
    assertEquals(3, names.find("3").index());
    assertEquals(2, names.find("2").index());
  }
}
