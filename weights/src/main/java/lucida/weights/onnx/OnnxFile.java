package lucida.weights.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lucida.files.RegularFile;
import lucida.files.WholeFile;
import lucida.layers.Model;
import lucida.weights.Inspection;
import lucida.weights.NetworkOptions;
import lucida.weights.StoredTensor;
import lucida.weights.WeightsException;
import lucida.weights.io.ImportBudget;

/**
 * An ONNX file as a model: any CNN whose operators are among {@link OnnxOperators#names()}, with one picture as its input. A softmax
 * or a sigmoid at its end is left off, so that its scores are logits; {@link lucida.layers.ScoreKind} says what they are.
 */
public final class OnnxFile {
  private static final int LARGEST = Integer.MAX_VALUE - 8;
  /** ONNX 1.20's. What an operator means changes from one to the next, so that later ones are not guessed. */
  private static final int NEWEST_OPSET = 25;

  private static final int BUFFER = 1 << 16;

  private OnnxFile() {}

  /**
   * The model of a file.
   *
   * @throws WeightsException if it cannot be read or is not supported, in one sentence
   */
  public static Model open(Path file, NetworkOptions options) {
    return read(file, bytes -> model(name(file), bytes, folder(file), options));
  }

  /**
   * The files beside it that its initialisers are read from, each once.
   *
   * @throws WeightsException if it cannot be read as ONNX, in one sentence
   */
  public static List<Path> dataFiles(Path file) {
    return read(file, bytes -> {
      ImportBudget budget = new ImportBudget(bytes.length);
      ExternalData external = new ExternalData(file, budget);
      return graph(bytes, budget).message(7).messages(5).stream().flatMap(tensor -> OnnxTensors.location(tensor).stream())
          .distinct().filter(external::isReadable).map(file::resolveSibling).toList();
    });
  }

  /**
   * What a file contains: its initialisers by their own names, and the network, or why it is not read.
   *
   * @throws WeightsException if it cannot be read as ONNX, in one sentence
   */
  public static Inspection inspect(Path file, NetworkOptions options) {
    return read(file, bytes -> inspection(name(file), bytes, folder(file), options));
  }

  /** What the bytes of a file contain. */
  static Inspection inspection(String name, byte[] bytes, Path folder, NetworkOptions options) {
    Message m = graph(bytes, new ImportBudget(bytes.length));
    List<StoredTensor> tensors = m.message(7).messages(5).stream().map(OnnxTensors::stored).toList();
    Map<String, String> metadata = new LinkedHashMap<>();
    if (!m.text(2).isEmpty()) metadata.put("producer", (m.text(2) + " " + m.text(3)).strip());
    String format = "ONNX, opset " + opset(m);
    try {
      Model model = model(name, bytes, folder, options);
      return new Inspection(format, tensors, metadata, new Inspection.Finding.Own(model.network()), model.weights().nonFinite());
    } catch (WeightsException e) {
      return new Inspection(format, tensors, metadata, new Inspection.Finding.Unknown(String.valueOf(e.getMessage())), List.of());
    }
  }

  /**
   * Writes a model as a file of one graph with its weights inside, whole or not at all; a file of that name is replaced.
   *
   * @param about what it says of itself
   * @throws WeightsException if a layer has no counterpart among the operators, naming it, or if the file would be larger than 2 GB
   * @throws UncheckedIOException if it cannot be written; the old file is then as it was
   */
  public static void write(Model model, Map<String, String> about, Path target) {
    List<WireField> fields = fields(model, about);
    try {
      WholeFile.write(target, channel -> {
        CodedOutputStream out = CodedOutputStream.newInstance(Channels.newOutputStream(channel), BUFFER);
        for (WireField field : fields) field.write(out);
        out.flush();
        channel.force(true);
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Checks that a model can be written.
   *
   * @throws WeightsException if it cannot, as {@link #write} does
   */
  public static void checkWritable(Model model) { fields(model, Map.of()); }

  private static List<WireField> fields(Model model, Map<String, String> about) {
    List<WireField> fields = OnnxExport.of(model, about);
    long size = WireField.length(fields);
    if (size > LARGEST)
      throw new WeightsException("it would be of " + size + " bytes, and a file of ONNX has at most " + LARGEST);
    return fields;
  }

  /**
   * What a file says of itself, by key. Its graph, and the weights with it, is passed over and not read.
   *
   * @throws WeightsException if it cannot be read as ONNX, in one sentence
   */
  public static Map<String, String> about(Path file) {
    try (FileChannel channel = RegularFile.open(file)) {
      checkSize(channel.size());
      Map<String, String> about = new LinkedHashMap<>();
      Message.parse(CodedInputStream.newInstance(Channels.newInputStream(channel)), field -> field == OnnxProto.ABOUT,
          new ImportBudget(channel.size())).messages(OnnxProto.ABOUT)
          .forEach(entry -> about.put(entry.text(1), entry.text(2)));
      return about;
    } catch (WeightsException e) {
      throw e.in(name(file));
    } catch (IOException e) {
      throw WeightsException.unreadable(file, e);
    }
  }

  private static void checkSize(long bytes) {
    if (bytes > LARGEST) throw new WeightsException("is larger than 2 GB: export it with external data");
  }

  private static <T> T read(Path file, Function<byte[], T> reader) {
    try {
      checkSize(Files.size(file));
      return reader.apply(RegularFile.bytes(file, LARGEST));
    } catch (WeightsException e) {
      throw e.in(name(file));
    } catch (IOException e) {
      throw WeightsException.unreadable(file, e);
    }
  }

  private static String name(Path file) { return String.valueOf(file.getFileName()); }

  private static Path folder(Path file) { return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("")); }

  /** The model of the bytes of a file. */
  static Model model(String name, byte[] bytes, Path folder, NetworkOptions options) {
    ImportBudget budget = new ImportBudget(bytes.length);
    Message m = graph(bytes, budget);
    return new OnnxImport(name, OnnxGraph.of(m, opset(m)), opset(m), OnnxTensors.of(folder.resolve(name), budget), options)
        .model();
  }

  private static Message graph(byte[] bytes, ImportBudget budget) {
    Message m = Message.parse(UnsafeByteOperations.unsafeWrap(bytes), budget);
    if (!m.has(7)) throw new WeightsException("is no ONNX file: it holds no graph");
    return m;
  }

  /** The version of the operators, 1 in files older than versions. */
  private static long opset(Message m) {
    List<Long> versions = m.messages(8).stream().filter(o -> o.text(1).isEmpty() || o.text(1).equals("ai.onnx"))
        .map(o -> o.number(2, 1)).distinct().toList();
    if (versions.size() > 1) throw new WeightsException("it names the opset " + versions.size() + " times, as " + versions);
    long opset = versions.isEmpty() ? 1 : versions.getFirst();
    if (opset < 1 || opset > NEWEST_OPSET)
      throw new WeightsException("its operators are of opset " + opset + "; read are opsets 1 to " + NEWEST_OPSET);
    return opset;
  }

  /** The nodes that the output needs, in order. */
  static List<OnnxNode> needed(List<OnnxNode> nodes, String output) {
    List<OnnxNode> needed = new ArrayList<>();
    Set<String> wanted = new HashSet<>(List.of(output));
    for (OnnxNode node : nodes.reversed()) {
      if (node.outputs().stream().noneMatch(wanted::contains)) continue;
      node.reads().forEach(wanted::add);
      needed.add(node);
    }
    return needed.reversed();
  }
}
