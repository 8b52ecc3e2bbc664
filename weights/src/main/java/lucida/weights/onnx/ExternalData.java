package lucida.weights.onnx;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import lucida.files.RegularFile;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.ImportBudget;

/**
 * The files beside a model that hold its large tensors. Where a tensor says that it lies is anybody's word: it is read only if it is, all links
 * followed, a regular file in the folder of the model or below, with no second name elsewhere. In the cache of Hugging Face both the model and
 * its data are links to files side by side in a folder "blobs", which is read too.
 */
final class ExternalData {
  private static final String BLOBS = "blobs";
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final Path model;
  private final ImportBudget budget;
  private final Set<Path> known = new HashSet<>();

  /** For the model in a file. */
  ExternalData(Path model, ImportBudget budget) {
    this.model = model.toAbsolutePath();
    this.budget = budget;
  }

  /**
   * Reads the part that a tensor names by its location, offset and length.
   *
   * @param title the tensor, for people
   */
  <T> T read(String title, Map<String, String> where, Function<Bytes, T> reader) {
    Path file = named(title, where.getOrDefault("location", ""));
    try (FileChannel channel = RegularFile.open(file)) {
      Bytes bytes = new Bytes.OfFile(channel, channel.size());
      if (known.add(file)) budget.extend(bytes.length());
      return reader.apply(part(title, where, bytes));
    } catch (IOException e) {
      throw WeightsException.unreadable(file, e).in(title);
    }
  }

  /** Whether a tensor in the file of that name would be read. */
  boolean isReadable(String location) {
    try {
      return Files.isRegularFile(file(location));
    } catch (WeightsException | IOException e) {
      return false;
    }
  }

  private Path named(String title, String location) {
    try {
      return file(location);
    } catch (WeightsException e) {
      throw e.in(title);
    } catch (IOException e) {
      throw WeightsException.unreadable(Path.of(location), e).in(title);
    }
  }

  private static Bytes part(String title, Map<String, String> where, Bytes bytes) {
    try {
      long offset = number(where, "offset").orElse(0L);
      return bytes.slice(offset, number(where, "length").orElse(bytes.length() - offset));
    } catch (WeightsException e) {
      throw e.in(title);
    }
  }

  private static Optional<Long> number(Map<String, String> where, String key) {
    return Optional.ofNullable(where.get(key)).map(text -> {
      if (!NUMBER.matcher(text).matches()) throw new WeightsException("its " + key + " is '" + text + "', and no number of bytes");
      return Long.parseLong(text);
    });
  }

  private Path file(String location) throws IOException {
    try {
      Path named = Path.of(location);
      boolean leads = location.isEmpty() || location.indexOf('\\') >= 0 || DRIVE.matcher(location).matches() || named.isAbsolute();
      for (Path part : named) leads |= part.toString().equals("..");
      if (leads) throw outside(location);
      return inFolder(location, model.resolveSibling(named));
    } catch (InvalidPathException e) {
      throw WeightsException.because("it lies in '" + location + "', which is no name of a file", e);
    }
  }

  private Path inFolder(String location, Path named) throws IOException {
    if (!Files.exists(named))
      throw new WeightsException("its data file '" + location + "' is not there; it belongs beside the model");
    Path real = named.toRealPath();
    if (!real.startsWith(folder().toRealPath()) && !isBlob(named, real)) throw outside(location);
    if (Files.isRegularFile(real) && names(real) > 1)
      throw new WeightsException("its data file '" + location + "' has another name elsewhere (a hard link): copy it");
    return real;
  }

  private Path folder() { return model.resolveSibling("."); }

  private boolean isBlob(Path named, Path real) throws IOException {
    Path folder = real.resolveSibling(".").normalize();
    return folder.endsWith(BLOBS) && Files.isSymbolicLink(named) && Files.isSymbolicLink(model)
        && folder.equals(model.toRealPath().resolveSibling(".").normalize());
  }

  /** How many names a file has, where the file system tells. */
  private static int names(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(file, "unix:nlink") instanceof Integer links ? links : 1;
  }

  private static WeightsException outside(String location) {
    return new WeightsException(
        "it lies in '" + location + "', outside the model's folder; the data of a model are read beside it only");
  }
}
