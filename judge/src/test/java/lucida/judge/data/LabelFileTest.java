package lucida.judge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the two sorts of labels a file has, be its header right, wrong or missing. */
final class LabelFileTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '§', quoteCharacter = '~', value = {"file,class_index/a.png,1 § true", "class_index,file/1,a § true",
      "file;class_index/a;1 § true", "File,Class_Index/a,1 § true", "filename,label/owl,1 § true", "image_id\tclass/owl\t1 § true",
      "name,number/a.png,3 § true", "ILSVRC2012_val_00000001.JPEG 65/ILSVRC2012_val_00000002.JPEG 970 § true",
      "\"file\",\"class_index\" § true", "\uFEFFfile,class_index § true", "file,kind/owl,3 § true",
      "tench, Tinca tinca/goldfish, Carassius auratus § false", "n01440764 tench/n01443537 gold fish § false",
      "file, file cabinet, filing cabinet/fig § false", "car/owl § false", "[\"a.png\", \"b.png\"] § false", "image § false",
      "~~ § false"})
  void isMeant(String lines, boolean labels) throws IOException {
    String text = lines.replace("/", "\n").replace("\\t", "\t").replace("\\uFEFF", "\uFEFF");
    assertEquals(labels, LabelFile.isMeantBy(Files.writeString(folder.resolve("labels"), text)), text);
  }

  @Test
  void whatCannotBeRead() {
    assertFalse(LabelFile.isMeantBy(folder));
    assertFalse(LabelFile.isMeantBy(folder.resolve("none")));
  }
}
