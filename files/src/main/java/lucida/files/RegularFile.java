package lucida.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import lucida.core.Interruption;

/**
 * Opens the files that a user names, the only way that the readers do. Pipes, devices and sockets are refused: reading one may wait, or go
 * on, for ever. The message of every exception is a sentence that names the file.
 */
public final class RegularFile {
  private RegularFile() {}

  /**
   * Opens a file for reading, through links.
   *
   * @throws IOException if it is not there, may not be read, or is no regular file
   */
  public static FileChannel open(Path path) throws IOException {
    if (Files.isDirectory(path)) throw refused(path, "it is a folder, not a file");
    if (Files.notExists(path)) throw new NoSuchFileException(path.toString(), null, "there is no such file");
    if (Files.exists(path) && !Files.isRegularFile(path))
      throw refused(path, "it is a pipe, a device or a socket; only regular files are read, so copy what it gives to one");
    try {
      return FileChannel.open(path);
    } catch (AccessDeniedException e) {
      throw because(refused(path, "this user may not read it"), e);
    } catch (NoSuchFileException e) { // it went away meanwhile
      throw because(new NoSuchFileException(path.toString(), null, "there is no such file"), e);
    }
  }

  /**
   * All bytes of a file: as many as it has when it is opened, even if it grows.
   *
   * @param most the number of bytes beyond which it is refused, at most 2³¹ − 9
   * @throws IOException as {@link #open}, and if the file is larger or shrinks while it is read
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static byte[] bytes(Path path, long most) throws IOException {
    try (FileChannel channel = open(path)) {
      if (channel.size() > most) throw refused(path, "it has " + channel.size() + " bytes, and at most " + most + " are read");
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      while (bytes.hasRemaining())
        if (channel.read(bytes) < 0) throw refused(path, "it became shorter while it was read");
      return bytes.array();
    } catch (ClosedByInterruptException _) { // nothing is wrong with the file
      throw Interruption.exception();
    }
  }

  private static FileSystemException refused(Path path, String why) {
    return new FileSystemException(path.toString(), null, why);
  }

  private static FileSystemException because(FileSystemException sentence, Throwable cause) {
    sentence.initCause(cause);
    return sentence;
  }
}
