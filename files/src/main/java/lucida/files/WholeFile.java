package lucida.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import lucida.core.Interruption;

/**
 * A file that is there whole or not at all: written beside its place, locked meanwhile, then moved there. No reader ever sees half of one.
 * What a killed process leaves behind is removed by {@link OrphanedParts}.
 */
public final class WholeFile implements AutoCloseable {
  private static final int LONGEST_PREFIX = 150;

  private final Path file;
  private final Path part;
  private final FileChannel channel;

  private WholeFile(Path file, Path part, FileChannel channel) {
    this.file = file;
    this.part = part;
    this.channel = channel;
  }

  /** Writes what a file shall hold. */
  @FunctionalInterface
  public interface Content {
    /** To the beginning of an empty file. */
    void write(FileChannel out) throws IOException;
  }

  /**
   * Writes a file; one of that name is replaced in one step.
   *
   * @throws IOException if it cannot be written, in a sentence that names it; a file that was there before is then untouched, and nothing
   *     else is left behind
   * @throws CancellationException if the thread is interrupted
   */
  public static void write(Path file, Content content) throws IOException {
    try (WholeFile whole = begin(file)) {
      whole.append(content);
      whole.finish();
    }
  }

  /** Writes a file of text in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    try (WholeFile whole = begin(file)) {
      whole.append(text);
      whole.finish();
    }
  }

  /** Begins a file that is written bit by bit; until {@link #finish} there is nothing at its place. */
  public static WholeFile begin(Path file) throws IOException {
    if (Files.isDirectory(file)) throw new IOException(file + " is a folder, not a place for a file");
    Path whole = file.toAbsolutePath(), part = whole.resolveSibling(partName(String.valueOf(whole.getFileName())));
    try {
      FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock(channel);
      return new WholeFile(file, part, channel);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Adds to what has been written. */
  public void append(Content content) throws IOException {
    try {
      content.write(channel);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Adds text in UTF-8. */
  public void append(String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    append(out -> {
      while (bytes.hasRemaining()) out.write(bytes);
    });
  }

  /** Moves what has been written to its place. */
  public void finish() throws IOException {
    try {
      channel.close();
      try {
        Files.move(part, file.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, file.toAbsolutePath(), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Removes what was begun and not finished. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(part);
  }

  /** Why something cannot be read or written, in a few words. */
  public static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "its folder does not exist";
      case FileSystemException failed when failed.getReason() != null -> failed.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static IOException failed(Path file, IOException e) {
    if (e instanceof ClosedByInterruptException) throw Interruption.exception();
    return new IOException(file + ": cannot be written (" + reason(e) + ")", e);
  }

  /** ".NAME.PROCESS-RANDOM.part", however long the name is. */
  private static String partName(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    String prefix = bytes.length <= LONGEST_PREFIX ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_PREFIX / 4));
    return ".%s.%d-%016x.part".formatted(prefix, ProcessHandle.current().pid(), ThreadLocalRandom.current().nextLong());
  }

  /** Until the channel is closed. Without locks in this file system, whether its process is alive must do. */
  private static void lock(FileChannel channel) {
    try {
      channel.tryLock();
    } catch (IOException e) {
      return;
    }
  }
}
