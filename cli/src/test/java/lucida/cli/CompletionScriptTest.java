package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import lucida.cam.catalogue.Methods;
import lucida.layers.architecture.Architectures;
import lucida.pictures.Preprocessing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bash sources the script and completes the last of some words. */
class CompletionScriptTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void script() throws IOException {
    StringWriter out = new StringWriter();
    assertEquals(0, Main.run(new PrintWriter(out, true), new PrintWriter(Writer.nullWriter()), "completion"));
    Files.writeString(folder.resolve("completion.bash"), out.toString());
    Files.writeString(folder.resolve("a picture.png"), "");
    Files.writeString(folder.resolve("net.onnx"), "");
    Files.createDirectory(folder.resolve("photos"));
  }

  private Set<String> completions(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "--norc", "-c",
        "source ./completion.bash && COMP_WORDS=(\"$@\") COMP_CWORD=$(($# - 1)) && "
            + "\"$(complete -p lucida | sed 's/.*-F \\([^ ]*\\) .*/\\1/')\" && printf '%s\\n' \"${COMPREPLY[@]}\"",
        "bash"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    Set<String> found = new TreeSet<>(process.inputReader().lines().filter(line -> !line.isEmpty()).toList());
    assertEquals("", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(0, process.waitFor());
    return found;
  }

  @Test
  void commandsAndOptions() throws Exception {
    assertEquals(Set.of("compare", "completion", "convert"), completions("lucida", "co"));
    assertEquals(Set.of("--save-maps", "--samples"), completions("lucida", "explain", "--sa"));
    assertEquals(Set.of("--save-maps"), completions("lucida", "explain", "--json", "--save"), "behind an option without a value");
    assertEquals(Set.of("explain", "equations", "evaluate", "experiment"), completions("lucida", "help", "e"));
    assertEquals(Set.of(), completions("lucida", "explain", "--top-"));
    assertEquals(Set.of("explain", "equations", "evaluate", "experiment"), completions("lucida", "e"));
  }

  /** An experiment stands behind its group, and its options behind both. */
  @Test
  void experiments() throws Exception {
    assertEquals(Set.of("shortcut"), completions("lucida", "experiment", "sh"));
    assertEquals(Set.of("--pictures"), completions("lucida", "experiment", "shortcut", "--pi"));
    assertEquals(Set.of("tanh,squeeze-excite", "tanh,squeeze-excite-trained"),
        completions("lucida", "experiment", "shortcut", "--head", "tanh,squ"));
  }

  /** Names after a comma, but none a second time; the same behind "=", which bash makes a word of its own. */
  @Test
  void listsGoOnBehindCommas() throws Exception {
    assertEquals(Set.of("scorecam", "scorecam-probability"), completions("lucida", "explain", "--method", "score"));
    Set<String> grad = completions("lucida", "explain", "--method", "gradcam,gradcam++,gradcam");
    assertEquals(Set.of("gradcam,gradcam++,gradcam++-closed", "gradcam,gradcam++,gradcam++-authors",
        "gradcam,gradcam++,gradcam++-inner-sum", "gradcam,gradcam++,gradcam++-mean"), grad);
    assertEquals(Set.of("occlusion,rise"), completions("lucida", "explain", "--method", "=", "occlusion,ri"));
    Set<String> all = new TreeSet<>(Methods.names());
    all.addAll(Set.of("all", "fast"));
    assertEquals(all, completions("lucida", "explain", "--method", "="));
  }

  @Test
  void networksAndFiles() throws Exception {
    assertEquals(Set.of("net.onnx", "nin"), completions("lucida", "explain", "--model", "n"));
    assertEquals(Set.of("net.onnx"), completions("lucida", "explain", "--weights", "ne"));
    assertEquals(Set.of("a picture.png"), completions("lucida", "explain", "a"), "one name, not two words");
    assertEquals(Set.of("photos"), completions("lucida", "explain", "x.png", "ph"));
    assertEquals(Set.of("net.onnx"), completions("lucida", "inspect", "n"));
    assertEquals(new TreeSet<>(Stream.concat(Stream.of("scenes-resnet", "scenes-vgg"), Architectures.names().stream()
        .filter(name -> name.startsWith("s"))).toList()), completions("lucida", "models", "s"));
    assertEquals(Set.of(), completions("lucida", "explain", "--samples", ""), "a number");
  }

  @Test
  void valuesThatAreKnown() throws Exception {
    assertEquals(Set.of("f32", "f64"), completions("lucida", "explain", "--precision", ""));
    assertEquals(Set.of("plan"), completions("lucida", "explain", "--executor", "p"));
    assertTrue(completions("lucida", "explain", "--preprocess", "").contains("caffe"));
    completions("lucida", "explain", "--preprocess", "").forEach(Preprocessing::named); // which refuses what it does not know
  }

  /** Of the network that is named, else of the bundled one; every layer is one that explain takes. */
  @Test
  void layersOfTheNetwork() throws Exception {
    Set<String> bundled = completions("lucida", "explain", "--layer", "layer3,layer");
    assertTrue(bundled.contains("layer3,layer2") && !bundled.contains("layer3,layer3"), bundled.toString());
    assertTrue(completions("lucida", "explain", "--model", "resnet50", "--layer", "layer3,lay").contains("layer3,layer4"));
    assertEquals(Set.of(), completions("lucida", "explain", "--model", "net.onnx", "--layer", "l"));
    for (String network : Architectures.names())
      for (String layer : completions("lucida", "explain", "--model", "=", network, "--layer", ""))
        Architectures.named(network).resolve(layer);
  }
}
