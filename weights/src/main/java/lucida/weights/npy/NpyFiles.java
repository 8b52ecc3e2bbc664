package lucida.weights.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lucida.files.Npy;
import lucida.layers.Names;
import lucida.weights.Dtype;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.ImportBudget;
import lucida.weights.io.WeightFormat;
import lucida.weights.io.WeightSource;
import lucida.weights.io.ZipArchive;

/**
 * NumPy's files: one array {@code .npy}, an archive of them {@code .npz}, or a folder of them. A tensor has the name of its file.
 */
public record NpyFiles() implements WeightFormat {
  /** How the names of files of one array end. */
  public static final String ENDING = ".npy";

  private static final int HEADER = 1024;
  /** Bytes of the magic number, the version and the length of the header. */
  private static final int PREAMBLE = 12;
  private static final Pattern DESCRIPTION = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"][<>|=]?(\\w\\d+)['\"]");

  @Override
  public boolean recognises(byte[] head) { return WeightFormat.startsWith(head, 0, "\u0093NUMPY"); }

  @Override
  public NamedTensors read(WeightSource source) {
    return source.tensors("NumPy .npy", Map.of(), List.of(read(source.name(), source.bytes(), source.budget())));
  }

  /** The arrays of an archive. */
  public static NamedTensors read(ZipArchive archive, WeightSource source) {
    List<String> arrays = archive.names();
    List<String> others = arrays.stream().filter(name -> !name.endsWith(ENDING)).toList();
    if (!others.isEmpty())
      throw new WeightsException("an archive of arrays holds " + ENDING + " only, and this one " + Names.listed(others));
    WeightSource.checkCount(arrays.size());
    return source.tensors("NumPy .npz", Map.of(),
        arrays.stream().map(name -> read(name, archive.open(name, source.budget()), source.budget())).toList());
  }

  /** The files of arrays in a folder, in the order of their names. */
  public static List<Path> inFolder(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(file -> file.toString().endsWith(ENDING) && !Files.isDirectory(file)).sorted().forEach(files::add);
    }
    if (files.isEmpty()) throw new WeightsException(folder + ": the folder has no file that ends in " + ENDING);
    return files;
  }

  private static NamedTensor read(String name, Bytes bytes, ImportBudget budget) {
    if (bytes.length() > Integer.MAX_VALUE - 8)
      throw new WeightsException("the array '" + name + "' has more bytes than one tensor is read from");
    checkHeader(name, bytes);
    Dtype dtype = dtype(name, bytes);
    budget.take(bytes.length(), 1, "the array '" + name + "'");
    budget.take(bytes.length() / dtype.bytes(), 2 * dtype.bytesInMemory(), "the array '" + name + "'");
    try {
      String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
      return new NamedTensor(stem, dtype, Npy.read(name, bytes.copy(0, (int) bytes.length())));
    } catch (IOException e) {
      throw WeightsException.because(String.valueOf(e.getMessage()), e);
    }
  }

  /** Checks that the header is all there: its length stands behind the magic number and the version. */
  private static void checkHeader(String name, Bytes bytes) {
    if (bytes.length() == 0) throw new WeightsException("the array '" + name + "' is empty: the file has 0 bytes");
    byte[] start = Arrays.copyOf(bytes.copy(0, (int) Math.min(PREAMBLE, bytes.length())), PREAMBLE);
    ByteBuffer length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).position(8);
    long end = start[6] == 1 ? 10 + Short.toUnsignedLong(length.getShort()) : PREAMBLE + Integer.toUnsignedLong(length.getInt());
    if (bytes.length() < Math.max(10, end))
      throw new WeightsException("the array '" + name + "' is cut off inside its header, after " + bytes.length() + " bytes");
  }

  /** How the cells are stored, from the beginning of the header. */
  private static Dtype dtype(String name, Bytes bytes) {
    String head = new String(bytes.copy(0, (int) Math.min(HEADER, bytes.length())), StandardCharsets.ISO_8859_1);
    Matcher description = DESCRIPTION.matcher(head);
    return switch (description.find() ? description.group(1) : "") {
      case "f2" -> Dtype.F16;
      case "f4" -> Dtype.F32;
      case "f8" -> Dtype.F64;
      case "i1" -> Dtype.I8;
      case "i2" -> Dtype.I16;
      case "i4" -> Dtype.I32;
      case "i8" -> Dtype.I64;
      case "u1" -> Dtype.U8;
      case "u2" -> Dtype.U16;
      case "u4" -> Dtype.U32;
      case "u8" -> Dtype.U64;
      case "b1" -> Dtype.BOOL;
      default -> throw new WeightsException(
          "the array '" + name + "' has cells that are not read (pickled objects, complex numbers, texts), or no header");
    };
  }
}
