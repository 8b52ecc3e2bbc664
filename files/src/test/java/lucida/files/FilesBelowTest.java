package lucida.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesBelowTest {
  @TempDir
  private Path folder;

  /** Through a link to a folder, and where the folder itself is one; a link that leads nowhere is found, too. */
  @Test
  void linksAreFollowed() throws IOException {
    Path there = Files.createDirectories(folder.resolve("there")), here = Files.createDirectories(folder.resolve("here/below"));
    Files.writeString(there.resolve("b.txt"), "b");
    Files.writeString(here.resolve("a.txt"), "a");
    Files.writeString(here.resolve("a.md"), "not wanted");
    Files.createSymbolicLink(folder.resolve("here/link"), there);
    Files.createSymbolicLink(folder.resolve("here/nowhere.txt"), folder.resolve("none"));
    Path link = Files.createSymbolicLink(folder.resolve("all"), folder.resolve("here"));
    assertEquals(List.of("below/a.txt", "link/b.txt", "nowhere.txt"), FilesBelow.of(link, file -> file.toString().endsWith(".txt"))
        .stream().map(file -> FilesBelow.name(link, file)).toList());
  }

  /** A name is found again by what it is called from its folder on. */
  @Test
  void namesAreFoundAgain() throws IOException {
    Path file = Files.createDirectories(folder.resolve("a b")).resolve("c.txt");
    assertEquals("a b/c.txt", FilesBelow.name(folder, file));
    assertEquals(file, folder.resolve(FilesBelow.name(folder, file)));
    assertEquals("", FilesBelow.name(folder, folder));
  }

  @Test
  void aLinkThatLeadsBackIsNamed() throws IOException {
    Path inside = Files.createDirectories(folder.resolve("a/b"));
    Path link = Files.createSymbolicLink(inside.resolve("again"), folder.resolve("a"));
    assertEquals("folder " + folder + " cannot be read (" + link + " is a link to a folder that holds it)",
        assertThrows(IOException.class, () -> FilesBelow.of(folder, _ -> true)).getMessage());
  }
}
