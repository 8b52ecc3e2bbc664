package lucida.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RegularFileTest {
  @TempDir
  private Path folder;

  private static void assertRefused(Path path, long most, String sentence) {
    IOException e = assertThrows(IOException.class, () -> RegularFile.bytes(path, most));
    assertEquals(path + ": " + sentence, e.getMessage());
  }

  @Test
  void readsAFileAlsoThroughALink() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[]{1, 2, 3});
    assertArrayEquals(new byte[]{1, 2, 3}, RegularFile.bytes(file, 3));
    assertArrayEquals(new byte[]{1, 2, 3}, RegularFile.bytes(Files.createSymbolicLink(folder.resolve("link"), file), 3));
    assertRefused(file, 2, "it has 3 bytes, and at most 2 are read");
  }

  /** Ctrl-C while a picture is read is no fault of the picture, which would else be left out without a reason, as "null". */
  @Test
  void anInterruptionIsNoFaultOfTheFile() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[]{1, 2, 3});
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> RegularFile.bytes(file, 3));
    assertTrue(Thread.interrupted(), "the flag stays set");
  }

  @Test
  void refusesWhatIsNotThereAndFolders() {
    assertRefused(folder.resolve("nothing"), 3, "there is no such file");
    assertRefused(folder, 3, "it is a folder, not a file");
  }

  /** Opening a pipe that nobody writes to would wait for ever, and a device has no end. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void refusesPipesAndDevices() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    String sentence = "it is a pipe, a device or a socket; only regular files are read, so copy what it gives to one";
    assertRefused(pipe, 3, sentence);
    assertRefused(Path.of("/dev/zero"), 3, sentence);
    assertTrue(assertThrows(IOException.class, () -> Npy.read(pipe)).getMessage().endsWith(sentence));
  }
}
