package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second run into the same folder removes: its own, and nothing else. */
class WrittenFilesTest {
  @TempDir
  private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void run(String stem, String... names) throws IOException {
    try (WrittenFiles run = WrittenFiles.of(folder)) {
      for (String name : names) run.add(stem, file(name, "made of " + name));
    }
  }

  private int again(String stem, String name) throws IOException {
    try (WrittenFiles run = WrittenFiles.of(folder)) {
      run.add(stem, file(name, "made again"));
      return run.removeStale(_ -> true);
    }
  }

  @Test
  void filesOfTheSamePictureThatAreNotWrittenAgainGo() throws IOException {
    run("cat", "cat.1.png", "cat.2.png", "cat.sheet.png");
    assertEquals(2, again("cat", "cat.sheet.png"));
    assertFalse(Files.exists(folder.resolve("cat.1.png")));
    assertTrue(Files.exists(folder.resolve("cat.sheet.png")));
    assertEquals(0, again("cat", "cat.sheet.png"), "nothing is left to remove");
  }

  /** "cat.1" is another picture than "cat", though its files begin alike; it is still listed, and goes when it is its turn. */
  @Test
  void filesOfOtherPicturesStay() throws IOException {
    run("cat.1", "cat.1.a.png");
    assertEquals(0, again("cat", "cat.png"));
    assertTrue(Files.exists(folder.resolve("cat.1.a.png")));
    assertEquals(1, again("cat.1", "cat.1.b.png"));
  }

  @Test
  void filesThatWereChangedOrAreNotListedStay() throws IOException {
    run("cat", "cat.1.png", "cat.2.png");
    file("cat.1.png", "retouched");
    file("cat.3.png", "somebody's");
    assertEquals(1, again("cat", "cat.sheet.png"));
    assertTrue(Files.exists(folder.resolve("cat.1.png")) && Files.exists(folder.resolve("cat.3.png")));
  }

  /** A list that leads out of the folder, directly or by a link, removes nothing there, even where the checksum is right. */
  @Test
  void nothingOutsideTheFolderGoes(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("secret"), "made of secret");
    run("cat", "secret");
    String checksum = Files.readString(folder.resolve(WrittenFiles.LIST)).split("\t", -1)[0];
    Files.delete(folder.resolve("secret"));
    Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    Files.createSymbolicLink(folder.resolve("secret"), elsewhere.resolve("secret"));
    String away = folder.relativize(elsewhere.resolve("secret")).toString();
    Files.write(folder.resolve(WrittenFiles.LIST), List.of(checksum + "\tcat\t" + away, checksum + "\tcat\tlink/secret",
        checksum + "\tcat\tsecret", checksum + "\tcat\t" + elsewhere.resolve("secret"), "nonsense", "\t\t\t",
        checksum + "\tcat\t\0"));
    assertEquals(0, again("cat", "cat.sheet.png"));
    assertTrue(Files.exists(elsewhere.resolve("secret")));
  }
}
