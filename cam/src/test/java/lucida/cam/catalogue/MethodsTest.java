package lucida.cam.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lucida.cam.Method;
import lucida.cam.Settings;
import lucida.cam.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MethodsTest {
  private static final Pattern TAG = Pattern.compile("\\[([A-Z]+ \\d+)\\]");

  static List<String> names() { return Methods.names(); }

  @Test
  void namesAreDifferent() {
    assertEquals(Methods.MAKERS.size(), Methods.names().size());
  }

  @ParameterizedTest
  @MethodSource("names")
  void isFoundByItsName(String name) {
    assertEquals(name, Methods.named(name, Settings.USUAL).name());
  }

  @ParameterizedTest
  @MethodSource("names")
  void statesWhatAReaderWants(String name) {
    Statement statement = Methods.statement(name);
    assertFalse(statement.title().isBlank() || statement.paper().isBlank() || statement.equations().isEmpty());
    assertTrue(statement.words().endsWith("."));
  }

  /** Whoever reads the code finds in the Javadoc what the method states: the paper, where it is typed in this file, and the tags. */
  @ParameterizedTest
  @MethodSource("names")
  void javadocNamesTheSamePaperAndTags(String name) throws IOException {
    Method method = Methods.named(name, Settings.USUAL);
    String source = Files.readString(Path.of("src/main/java", method.getClass().getName().replace('.', '/') + ".java"));
    String javadoc = source.substring(source.indexOf("/**"), source.indexOf("@Override")).replaceAll("\\s*\\n\\s*\\*\\s*", " ");
    Statement statement = method.statement();
    if (source.contains('"' + statement.paper() + '"') && statement.paper().matches(".*\\d{4}.*"))
      assertTrue(javadoc.contains(statement.paper()), statement.paper());
    for (String equation : statement.equations())
      for (Matcher tag = TAG.matcher(equation); tag.find();)
        assertTrue(javadoc.contains(tag.group(1)), tag.group());
  }

  @Test
  void whatIsNotInTheListIsCalledByItsName() {
    assertEquals(new Statement("mine", "", ""), Methods.statement("mine"));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> Methods.named("gradcm", Settings.USUAL)).getMessage()
        .contains("gradcam"));
  }
}
