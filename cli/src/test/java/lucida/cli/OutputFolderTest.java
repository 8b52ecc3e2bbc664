package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir
  private Path folder;

  /** What was named goes, what is like it or somebody else's stays; where there is no folder there is nothing to remove. */
  @Test
  void clear() throws IOException {
    for (String name : List.of("report.html", "sanity-a.png", "sanity-a.txt", "mine.png"))
      Files.writeString(folder.resolve(name), "");
    OutputFolder.clear(folder, "report.html", "sanity-*.png", "nothing.csv");
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of("mine.png", "sanity-a.txt"), left.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertDoesNotThrow(() -> OutputFolder.clear(folder.resolve("none"), "*"));
  }
}
