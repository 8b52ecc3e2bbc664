package lucida.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import lucida.weights.model.ModelFiles;

/** Reads hostile files, one after the other, in a JVM of its own, and records which files and sockets it touches. */
public final class HostileReader {
  static final String READING = "lucida.weights.Reading";
  /** What is recorded: all that leaves the process. */
  static final List<String> EVENTS = List.of("jdk.FileRead", "jdk.FileWrite", "jdk.SocketRead", "jdk.SocketWrite",
      "jdk.ProcessStart");

  private HostileReader() {}

  /** While this lasts, one file is read. */
  @Name(READING)
  static final class Reading extends Event {
    @SuppressWarnings("UnusedVariable") // the recorder reads it
    private int number;
  }

  /** With the list of the files and the file to record to. Prints the outcome of each. */
  public static void main(String[] args) throws IOException {
    List<HostileFile> files = Files.readAllLines(Path.of(args[0])).stream().map(HostileFile::of).toList();
    files.stream().filter(file -> file.verdict() == HostileFile.Verdict.READ).forEach(HostileReader::outcome); // classes are loaded now
    try (Recording recording = new Recording()) {
      for (String event : EVENTS) recording.enable(event).withThreshold(Duration.ZERO).withoutStackTrace();
      recording.enable(Reading.class);
      recording.start();
      for (int i = 0; i < files.size(); i++) read(i, files.get(i));
      recording.stop();
      recording.dump(Path.of(args[1]));
    }
  }

  private static void read(int number, HostileFile file) {
    Reading reading = new Reading();
    reading.number = number;
    reading.begin();
    long start = System.nanoTime();
    String outcome = outcome(file);
    reading.commit();
    IO.println(number + "\t" + (System.nanoTime() - start) / 1_000_000 + "\t" + outcome.replace("\n", "\\n").replace("\r", "\\r"));
  }

  /** READ, REFUSED with the sentence, or what was thrown instead. */
  private static String outcome(HostileFile file) {
    try {
      if (file.path().toString().contains("labels-")) ClassNameFiles.read(file.path());
      else {
        inspect(file.path());
        ModelFiles.convert(file.path());
      }
      return "READ\t";
    } catch (WeightsException e) {
      return "REFUSED\t" + e.getMessage();
    } catch (RuntimeException | Error e) {
      return "THROWN\t" + e + " " + List.of(e.getStackTrace()).stream().limit(12).toList();
    }
  }

  /** May refuse, and may show what a file holds that cannot be read as a model. */
  private static void inspect(Path file) {
    try {
      ModelFiles.inspect(file);
    } catch (WeightsException _) {
      // the conversion says why
    }
  }
}
