package lucida.judge.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTest {
  @TempDir
  private Path folder;

  /** A thread that is interrupted while it writes is not told that the disk failed. */
  @Test
  void anInterruptionIsNoFailureOfTheFile() throws IOException {
    Path file = folder.resolve("log.csv");
    CsvLog log = CsvLog.begin(file, List.of("picture", "value"));
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> log.append(List.of(List.of("a", "1"))));
    } finally {
      assertTrue(Thread.interrupted(), "it stays interrupted");
    }
    assertEquals(List.of("picture,value"), Files.readAllLines(file));
  }
}
