package lucida.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every public type of an exported package is on somebody's way: a page for users shows it as code, or the description of its package names
 * it. A type that is found by neither is not for users, or is not yet explained.
 */
class PublicTypesTest {
  private static final Pattern EXPORT = Pattern.compile("(?m)^ *exports ([\\w.]+);");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern PUBLIC = Pattern
      .compile("(?m)^public (?:[\\w-]+ )*(?:class|interface|record|enum|@interface) (\\w+)");
  /** Code of a page: a block, a word in backticks, what a link shows. */
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`|\\[[^]\n]*]\\(");
  private static final Pattern LINK = Pattern.compile("\\{@(?:link|code)\\s[^}]*}");
  private static final Pattern WORD = Pattern.compile("\\w+");

  @Test
  void everyPublicTypeIsOnAPageOrInThePackageInfo() throws IOException {
    List<Path> sources = sources();
    Set<String> exported = new HashSet<>();
    for (Path file : sources) if (file.endsWith("module-info.java")) exported.addAll(groups(EXPORT, Files.readString(file)));
    Set<String> shown = words(CODE, pages());
    Set<String> unexplained = new TreeSet<>();
    int types = 0;
    for (Path file : sources) {
      String text = Files.readString(file);
      if (!exported.containsAll(groups(PACKAGE, text)) || file.endsWith("module-info.java")) continue;
      Set<String> named = words(LINK, Files.readString(file.resolveSibling("package-info.java")));
      for (String type : groups(PUBLIC, text)) {
        types++;
        if (!shown.contains(type) && !named.contains(type)) unexplained.add(groups(PACKAGE, text).getFirst() + "." + type);
      }
    }
    assertTrue(types > 200, "public types are seen: " + types);
    assertEquals(Set.of(), unexplained, "name them, in a sentence, in the package-info of their package");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Page.ROOT)) {
      return files.filter(file -> {
        String path = file.toString().replace('\\', '/');
        return path.contains("/src/main/java/") && path.endsWith(".java") && !path.contains("/target/");
      }).sorted().toList();
    }
  }

  /** README and the pages of docs; not those of people who change the project. */
  private static String pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Page.ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(Page.ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md") && !file.endsWith("decisions.md")).sorted().forEach(pages::add);
    }
    return String.join("\n", pages.stream().map(PublicTypesTest::text).toList());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> words(Pattern pattern, String text) {
    Set<String> words = new HashSet<>();
    pattern.matcher(text).results().forEach(code -> WORD.matcher(code.group()).results().forEach(word -> words.add(word.group())));
    return words;
  }

  private static List<String> groups(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(found -> found.group(1)).toList();
  }
}
