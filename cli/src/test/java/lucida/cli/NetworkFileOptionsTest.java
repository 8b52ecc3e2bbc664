package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file leaves open, said on the command line; where it leaves nothing open that is refused with exit code 2. */
class NetworkFileOptionsTest {
  @TempDir
  private Path folder;

  private void refused(String says, String... arguments) {
    StringWriter out = new StringWriter(), err = new StringWriter();
    assertEquals(2, Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments));
    assertEquals("lucida: " + says, err.toString().strip());
  }

  @Test
  void sizesAndOutputs() throws IOException {
    String model = Files.write(folder.resolve("small.onnx"), SmallOnnx.of(3, 8, 8).file()).toString();
    refused("small.onnx: the input 'x' is [3, 8, 8], so --size 9x8 does not fit", "explain", "--model", model, "--size", "9x8");
    refused("small.onnx: the graph has no output 't'; it has 's'", "explain", "--model", model, "--output-name", "t");
    refused("--size: '9' is no height and width as 224x224", "inspect", model, "--size", "9");
  }
}
