package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Chromium without a window, which loads a page and prints the document that became of it.
 *
 * @param program the executable
 */
record Browser(Path program) {
  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> QUIET = List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
      "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync", "--virtual-time-budget=30000");

  /** The one on the PATH. */
  static Optional<Browser> find() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Arrays.stream(path.split(File.pathSeparator, -1)).flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable).findFirst().map(Browser::new);
  }

  /** The one on the PATH. Where the environment says {@code CI=true} it has to be there; elsewhere the test is reported as skipped. */
  static Browser required() {
    Optional<Browser> found = find();
    assertTrue(found.isPresent() || !"true".equals(System.getenv("CI")), "CI=true, and there is no Chromium on the PATH");
    assumeTrue(found.isPresent(), "there is no Chromium on the PATH: the pages are not looked at");
    return found.orElseThrow();
  }

  /** The document after its scripts have run. */
  String document(Path page, Path profile) throws IOException, InterruptedException {
    Stream<String> command = Stream.of(Stream.of(program.toString()), QUIET.stream(),
        Stream.of("--user-data-dir=" + profile, "--window-size=1500,1000", "--dump-dom", page.toUri().toString()))
        .flatMap(part -> part);
    Process process = new ProcessBuilder(command.toList()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String document = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES)) process.destroyForcibly();
    return document;
  }
}
