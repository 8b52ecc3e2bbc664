package lucida.judge.results;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import lucida.core.Interruption;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.csv.CsvMapper;

/**
 * A CSV file that grows by the lines of one picture at a time, in one piece. The first field of a line names the picture; no field has a line break.
 */
final class CsvLog implements AutoCloseable {
  private static final CsvMapper CSV = new CsvMapper();

  private final Path file;
  private final FileChannel channel;

  private CsvLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The lines of one picture. */
  record Group(String picture, List<List<String>> lines) {}

  /** Begins a file; one that is there is replaced. */
  static CsvLog begin(Path file, List<String> header) throws IOException {
    CsvLog log = new CsvLog(file, locked(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    log.channel.truncate(0);
    log.append(List.of(header));
    return log;
  }

  /** Goes on with a file from a place on; what is behind it is cut off. */
  static CsvLog resume(Path file, long end) throws IOException {
    FileChannel channel = locked(file, StandardOpenOption.WRITE);
    channel.truncate(end).position(end);
    return new CsvLog(file, channel);
  }

  /** Two that write to one file would spoil it. */
  private static FileChannel locked(Path file, OpenOption... options) throws IOException {
    FileChannel channel = FileChannel.open(file, options);
    if (isFree(channel)) return channel;
    channel.close();
    throw new IllegalArgumentException(file + ": another run is writing to it; wait for its end, or name another folder");
  }

  /** Where a file system knows no locks every file is. */
  private static boolean isFree(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  /** Adds lines. */
  void append(List<List<String>> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) text.append(text(line));
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
    try {
      while (bytes.hasRemaining()) channel.write(bytes);
    } catch (ClosedByInterruptException _) {
      throw Interruption.exception();
    } catch (IOException e) {
      throw new IOException(file + ": cannot be written (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public void close() throws IOException { channel.close(); }

  /** A line with its end. */
  static String text(List<String> fields) {
    return CSV.writer().writeValueAsString(fields.toArray(String[]::new));
  }

  /** The pictures of a file in their order. A last line that was cut off is passed over. */
  static final class Reader implements AutoCloseable {
    private final Path file;
    private final BufferedReader in;
    private final int fields;
    private long read;
    private long number;
    private List<String> next = List.of();
    private long nextEnd;

    /**
     * Opens a file.
     *
     * @throws IllegalArgumentException if its first line is another one
     */
    Reader(Path file, List<String> header) throws IOException {
      this.file = file;
      this.in = Files.newBufferedReader(file);
      this.fields = header.size();
      advance();
      if (!next.equals(header))
        throw new IllegalArgumentException(
            file + " begins with '" + String.join(",", next) + "', not with '" + String.join(",", header) + "'");
      read = nextEnd;
      advance();
    }

    /** Where the pictures that were taken end. */
    long taken() { return read; }

    boolean hasNext() { return !next.isEmpty(); }

    /** Whether the next lines are of this picture. */
    boolean isNext(String picture) {
      return hasNext() && next.getFirst().equals(picture);
    }

    Group next() throws IOException {
      String picture = next.getFirst();
      List<List<String>> lines = new ArrayList<>();
      while (isNext(picture)) {
        lines.add(next);
        read = nextEnd;
        advance();
      }
      return new Group(picture, lines);
    }

    private void advance() throws IOException {
      StringBuilder line = new StringBuilder();
      int c = in.read();
      for (; c >= 0 && c != '\n'; c = in.read()) line.append((char) c);
      number++;
      next = c < 0 ? List.of() : parsed(line.toString());
      nextEnd = read + line.toString().getBytes(StandardCharsets.UTF_8).length + 1;
    }

    private List<String> parsed(String line) {
      List<String> parsed;
      try {
        parsed = List.of(CSV.readerFor(String[].class).<String[]>readValue(line));
      } catch (JacksonException e) {
        throw new IllegalArgumentException(file + ":" + number + ": no line of CSV", e);
      }
      if (parsed.size() != fields)
        throw new IllegalArgumentException(file + ":" + number + ": " + parsed.size() + " fields, not " + fields);
      return parsed;
    }

    @Override
    public void close() throws IOException { in.close(); }
  }
}
