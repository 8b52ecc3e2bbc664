package lucida;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the poms and the README say of the artifacts is the same everywhere: Maven cannot check it. */
class PublishedTest {
  private static final Path ROOT = Path.of("..");
  private static final String PARENT = read(ROOT.resolve("pom.xml"));
  private static final String BOM = read(ROOT.resolve("bom/pom.xml"));

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file + " is read", e);
    }
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static String first(String pattern, String text) { return all(pattern, text).getFirst(); }

  /** The poms of the rooms that are installed, but for the BOM. */
  private static Stream<String> rooms() {
    List<String> modules = all("<module>(.*?)</module>", PARENT.substring(0, PARENT.indexOf("</modules>")));
    assertTrue(modules.contains("kernels/vector"), "rooms are seen");
    return modules.stream().map(module -> read(ROOT.resolve(module).resolve("pom.xml")))
        .filter(pom -> !pom.contains("<maven.install.skip>true") && !pom.equals(BOM));
  }

  @Test
  void theBomHasEveryArtifactThatIsInstalled() {
    TreeSet<String> installed = new TreeSet<>(rooms().map(pom -> first("\\n  <artifactId>(.*?)</artifactId>", pom)).toList());
    String managed = BOM.substring(BOM.indexOf("<dependencyManagement>"), BOM.indexOf("</dependencyManagement>"));
    assertEquals(installed, new TreeSet<>(all("<artifactId>(.*?)</artifactId>", managed)));
  }

  @Test
  void everyArtifactHasANameAndADescription() {
    assertEquals(List.of(),
        rooms().filter(pom -> all("\\n  <name>(.+?)</name>\\n  <description>(?:.+?)</description>", pom).isEmpty()).toList());
  }

  /** The BOM stands without the parent, the sample and the README are outside of the build. */
  @Test
  void theVersionIsOne() {
    String version = first("<artifactId>lucida-parent</artifactId><version>(.*?)</version>", PARENT);
    String sample = read(ROOT.resolve("docs/sample/pom.xml"));
    String readme = read(ROOT.resolve("README.md"));
    assertEquals(version, first("<artifactId>lucida-bom</artifactId><version>(.*?)</version>", BOM));
    assertEquals(version, first("<artifactId>lucida</artifactId><version>(.*?)</version>", sample));
    assertEquals(version, first("<artifactId>lucida</artifactId><version>(.*?)</version>", readme));
    assertEquals(version, first("implementation\\(\"dev.lucida:lucida:(.*?)\"\\)", readme));
  }
}
