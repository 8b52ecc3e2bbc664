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

  /** The second is refused whether it begins or goes on, and what the first wrote stays. */
  @Test
  void twoDoNotWriteToOneFile() throws IOException {
    Path file = folder.resolve("log.csv");
    try (CsvLog log = CsvLog.begin(file, List.of("picture", "value"))) {
      log.append(List.of(List.of("a", "1")));
      String sentence = file + ": another run is writing to it; wait for its end, or name another folder";
      assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> CsvLog.begin(file, List.of("x"))).getMessage());
      assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> CsvLog.resume(file, 0)).getMessage());
      log.append(List.of(List.of("b", "2")));
    }
    assertEquals(List.of("picture,value", "a,1", "b,2"), Files.readAllLines(file));
    CsvLog.resume(file, 14).close();
    assertEquals(List.of("picture,value"), Files.readAllLines(file));
  }
}
