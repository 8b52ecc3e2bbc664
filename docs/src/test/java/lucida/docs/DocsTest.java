package lucida.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything the pages show is what really happens. */
class DocsTest {

  static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Page.ROOT); Stream<Path> docs = Files.walk(Page.ROOT.resolve("docs"), 3)) {
      return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).map(Page.ROOT::relativize).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatThePageShowsHappens(Path page) {
    assertEquals("", String.join("\n\n", Page.read(Page.ROOT.resolve(page)).problems()), page.toString());
  }

  /** If the pages moved away, or their blocks lost their language, the test above would pass by doing nothing. */
  @Test
  void thereIsSomethingToRun() throws IOException {
    assertTrue(pages().containsAll(List.of(Path.of("README.md"), Path.of("docs/autodiff.md"))), pages().toString());
    for (String page : List.of("README.md", "docs/autodiff.md"))
      assertTrue(Page.read(Page.ROOT.resolve(page)).blocks().stream().anyMatch(block -> block.language().equals("java")), page);
  }
}
