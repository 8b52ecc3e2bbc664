package lucida.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  /** Larger than any process number that Linux, macOS or Windows gives. */
  private static final String GONE = "99999999999";

  @TempDir
  private Path folder;

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void nothingIsThereBeforeTheEnd() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "before");
    try (WholeFile whole = WholeFile.begin(file)) {
      whole.append("one, ");
      whole.append("zwölf");
      assertEquals("before", Files.readString(file));
      assertEquals(2, names().size());
      whole.finish();
    }
    assertEquals("one, zwölf", Files.readString(file));
    assertEquals(Set.of("a.txt"), names());
  }

  @Test
  void whatIsNotFinishedLeavesNothing() throws IOException {
    try (WholeFile whole = WholeFile.begin(folder.resolve("a.txt"))) {
      whole.append("half");
    }
    assertEquals(Set.of(), names());
    Path file = folder.resolve("b.txt");
    IOException full = assertThrows(IOException.class, () -> WholeFile.write(file, _ -> {
      throw new IOException("No space left on device");
    }));
    assertEquals(file + ": cannot be written (No space left on device)", full.getMessage());
    assertEquals(Set.of(), names());
  }

  @Test
  void anInterruptEndsItAndKeepsTheFlag() throws IOException {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> WholeFile.write(folder.resolve("a.txt"), "text"));
    assertTrue(Thread.interrupted());
    assertEquals(Set.of(), names());
  }

  /** 255 bytes are what file systems take; the part's name is no longer than the file's. */
  @Test
  void namesAsLongAsFileSystemsTake() throws IOException {
    for (String name : new String[]{"x".repeat(255), "猫".repeat(85), "👩".repeat(63)}) {
      WholeFile.write(folder.resolve(name), "text");
      assertEquals("text", Files.readString(folder.resolve(name)));
    }
  }

  /** The parts of processes that are gone go; those of living ones, of others, and what only looks like it stay. */
  @Test
  void orphansAreSwept() throws IOException {
    String living = String.valueOf(ProcessHandle.current().pid());
    Set<String> stay = Set.of(".a.npy." + living + "-0123456789abcdef.part", ".a.npy.part", "a.npy", ".b." + GONE + "-xyz.part",
        "a." + GONE + "-0123456789abcdef.part");
    for (String name : stay) Files.writeString(folder.resolve(name), "x");
    Files.writeString(folder.resolve(".a.npy." + GONE + "-0123456789abcdef.part"), "x");
    Files.writeString(folder.resolve(".a\nb.png." + GONE + "-fedcba9876543210.part"), "x");
    OrphanedParts.sweep(folder);
    assertEquals(stay, names());
    OrphanedParts.sweep(folder.resolve("missing"));
  }

  /** A process killed in the middle of writing. */
  @Test
  void whatAKilledProcessLeavesIsSwept() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String program = """
        import java.nio.file.Path;
        import lucida.files.WholeFile;
        void main() throws Exception {
          WholeFile file = WholeFile.begin(Path.of("page.html"));
          file.append("half");
          System.out.println("written");
          Thread.sleep(60_000);
        }
        """;
    Path source = Files.writeString(folder.resolve("Half.java"), program);
    String classes = Path.of(WholeFile.class.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
    Process process = new ProcessBuilder(java.toString(), "-cp", classes, source.toString()).directory(folder.toFile())
        .redirectErrorStream(true).start();
    assertEquals("written", process.inputReader().readLine());
    OrphanedParts.sweep(folder);
    assertEquals(2, names().size(), "it is still written: " + names());
    process.destroyForcibly().waitFor();
    OrphanedParts.sweep(folder);
    assertEquals(Set.of("Half.java"), names());
  }
}
