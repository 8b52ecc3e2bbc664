package lucida.judge.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.files.WholeFile;
import lucida.layers.training.Trainer;

/** The losses of every step of a training, in a CSV file that goes on where the training does: epoch, step, part of the loss, its value. */
public final class LossLog {
  /** What the cross-entropy is called where it is the whole loss; where something is added, {@link Trainer.Progress#parts} names both. */
  private static final String CLASSES = "classes";
  private static final List<String> HEADER = List.of("epoch", "step", "part", "value");

  private final Path file;
  private final List<Line> lines;

  private LossLog(Path file, List<Line> lines) {
    this.file = file;
    this.lines = new ArrayList<>(lines);
  }

  private record Line(int epoch, long step, String part, double value) {
    static Line of(List<String> fields) {
      return new Line(Integer.parseInt(fields.get(0)), Long.parseLong(fields.get(1)), fields.get(2),
          Double.parseDouble(fields.get(3)));
    }

    List<String> fields() {
      return List.of(String.valueOf(epoch), String.valueOf(step), part, String.valueOf(value));
    }
  }

  /**
   * Of a training that goes on after a step, 0 for one that begins: what the file has of later steps is forgotten.
   *
   * @throws IllegalArgumentException if there is such a file and it is none of these
   */
  public static LossLog after(long step, Path file) throws IOException {
    return new LossLog(file, read(file).stream().filter(line -> line.step() <= step).toList());
  }

  /** What a step of an epoch, counted from 1, came to. */
  public void add(long epoch, Trainer.Progress progress) {
    Map<String, Double> parts = progress.parts().isEmpty() ? Map.of(CLASSES, progress.loss()) : progress.parts();
    parts.forEach((part, value) -> lines.add(new Line(Math.toIntExact(epoch), progress.state().step(), part, value)));
  }

  /** Writes all of it, whole or not at all. */
  public void write() {
    try {
      WholeFile.write(file, Stream.concat(Stream.of(HEADER), lines.stream().map(Line::fields)).map(CsvLog::text)
          .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written (" + e.getMessage() + ")", e);
    }
  }

  /**
   * The mean of each part over the steps of each epoch, in their order; nothing where there is no such file.
   *
   * @throws IllegalArgumentException if the file is none of these
   */
  public static List<SequencedMap<String, Double>> epochs(Path file) throws IOException {
    return List.copyOf(read(file).stream().collect(Collectors.groupingBy(Line::epoch, TreeMap::new, Collectors.collectingAndThen(
        Collectors.groupingBy(Line::part, LinkedHashMap::new, Collectors.averagingDouble(Line::value)),
        means -> (SequencedMap<String, Double>) means))).values());
  }

  private static List<Line> read(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    if (!Files.exists(file)) return lines;
    try (CsvLog.Reader in = new CsvLog.Reader(file, HEADER)) {
      while (in.hasNext()) in.next().lines().forEach(line -> lines.add(Line.of(line)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(file + ": no losses of a training (" + e.getMessage() + ")", e);
    }
    return lines;
  }
}
