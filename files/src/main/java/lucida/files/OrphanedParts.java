package lucida.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@link WholeFile} leaves behind where its process is killed: parts of files whose process is gone and that nobody has locked. */
public final class OrphanedParts {
  private static final Pattern NAME = Pattern.compile("\\..+\\.(\\d{1,18})-[0-9a-f]{16}\\.part", Pattern.DOTALL);

  private OrphanedParts() {}

  /** Removes those in a folder, not below it. What cannot be removed stays, for it harms nothing. */
  public static void sweep(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> parts = files.filter(OrphanedParts::isOrphan).toList();
      for (Path part : parts) if (isUnlocked(part)) Files.deleteIfExists(part);
    } catch (IOException e) {
      return;
    }
  }

  private static boolean isOrphan(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).filter(ProcessHandle::isAlive).isEmpty()
        && Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS);
  }

  /** A process that this system does not see, in a container or on another machine, may still be writing. */
  private static boolean isUnlocked(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
      return lock != null;
    }
  }
}
