package lucida.kernels.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import lucida.core.kernel.KernelChoice;
import org.junit.jupiter.api.Test;

class Nd4jKernelProviderTest {
  @Test
  void isFoundByNameAndNeverChosenUnasked() {
    assertEquals("nd4j", KernelChoice.named("nd4j", 1).kernels().name());
    assertTrue(KernelChoice.names().contains("nd4j"));
    assertEquals("scalar", KernelChoice.best(1).kernels().name());
  }

  /** In a process that is told it runs on a platform without natives. */
  @Test
  void saysInOneSentenceWhereItRuns() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process = new ProcessBuilder(List.of(java, "-Dorg.bytedeco.javacpp.platform=linux-abacus", "-cp",
        System.getProperty("java.class.path"), Elsewhere.class.getName())).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor());
    assertEquals(
        "the native library of ND4J does not load here (" + System.getProperty("os.name") + ", " + System.getProperty("os.arch")
            + "); there is one for linux-x86_64, linux-arm64, macosx-x86_64, macosx-arm64 and windows-x86_64",
        said);
  }

  /** Asks for the kernels and prints why there are none. */
  static final class Elsewhere {
    private Elsewhere() {}

    public static void main(String[] args) {
      try {
        System.out.println(new Nd4jKernelProvider().create(1).description());
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
