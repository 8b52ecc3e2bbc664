package lucida.weights.model;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.WeightFormat;
import lucida.weights.io.WeightSource;

/**
 * Files that are recognised by their first bytes and not read: what they are, and what to do. A reader that is added takes the place of
 * its constant here.
 */
enum OtherFormat implements WeightFormat {
  HDF5("is an HDF5 file (Keras), a whole model: open it with ModelFiles",
      "\u0089HDF\r\n\u001a\n"),
  ONNX("seems to be an ONNX file, a whole model: open it with ModelFiles", "") {
    // a protobuf message whose field 1 is a small number, the version, before another field of low number
    @Override
    public boolean recognises(byte[] head) {
      return head.length > 3 && head[0] == 0x08 && head[1] > 0 && head[1] < 32 && head[2] > 0x0f && head[2] < 0x78
          && (head[2] & 5) == 0;
    }
  },
  LFS_POINTER("is a Git LFS pointer of a few lines and not the file that it stands for: fetch that with 'git lfs pull'",
      "version https://git-lfs.github.com/spec/"),
  WEB_PAGE(
      "is a web page and not what should have been downloaded: its address was wrong, or wanted a login", "") {
    @Override
    public boolean recognises(byte[] head) {
      String text = new String(head, StandardCharsets.ISO_8859_1).replaceFirst("^\u00ef\u00bb\u00bf", "").strip()
          .toLowerCase(Locale.ROOT);
      return Stream.of("<!doctype html", "<html", "<head", "<body", "<!--").anyMatch(text::startsWith);
    }
  },
  OPENVINO("is an XML file, as OpenVINO's; " + Advice.ONNX, "<?xml"),
  TFLITE("is a TensorFlow Lite model; " + Advice.KERAS, "TFL3",
      4),
  EXECUTORCH("is an ExecuTorch program; " + Advice.ONNX, "ET12", 4),
  TENSORRT(
      "is a TensorRT engine, compiled for one kind of GPU; the ONNX file that it was built from is read",
      "ftrt"),
  GGUF("is a GGUF file of a language model; no such network is read", "GGUF"),
  TENSORFLOW_STATE(
      "is the list of checkpoints that TensorFlow keeps beside them; " + Advice.KERAS,
      "model_checkpoint_path:"),
  TENSORFLOW_GRAPH("is a frozen TensorFlow graph; " + Advice.KERAS, "") {
    // a protobuf message that begins with a node, {1: name, 2: operation}
    @Override
    public boolean recognises(byte[] head) {
      String text = new String(head, StandardCharsets.ISO_8859_1);
      return WeightFormat.startsWith(head, 0, "\n")
          && (text.contains("\u0012\u000bPlaceholder") || text.contains("\u0012\u0005Const"));
    }
  },
  SHARDS("is the index of weights that are spread over several files; write them to one with save_file(model.state_dict(), …) of "
      + "safetensors, which is read", "") {
    @Override
    public boolean recognises(byte[] head) {
      String text = new String(head, StandardCharsets.ISO_8859_1).strip();
      return text.startsWith("{") && (text.contains("\"weight_map\"") || text.contains("\"total_size\""));
    }
  },
  TAR("is a tar archive, as PyTorch wrote before 0.4: load it with a PyTorch of that time and save it again", "ustar", 257),
  GZIP(
      "is packed with gzip: unpack it first", "\u001f\u008b"),
  SEVEN_ZIP("is packed with 7-Zip: unpack it first",
      "7z\u00bc\u00af'\u001c"),
  XZ("is packed with xz: unpack it first",
      "\u00fd7zXZ"),
  ZSTANDARD("is packed with Zstandard: unpack it first", "(\u00b5/\u00fd"),
  BZIP2(
      "is packed with bzip2: unpack it first", "BZh"),
  RAR("is packed with RAR: unpack it first", "Rar!");

  /** The last bytes of a table of LevelDB, which TensorFlow's checkpoints are. */
  private static final String TABLE = "W\u00fb\u0080\u008b$uG\u00db";

  private static final class Advice {
    static final String KERAS = "the same model saved by Keras, model.save('model.keras'), or exported to ONNX is read";
    static final String ONNX = "the network exported to ONNX is read";
  }

  private final String sentence;
  private final String magic;
  private final int at;

  OtherFormat(String sentence, String magic) { this(sentence, magic, 0); }

  OtherFormat(String sentence, String magic, int at) {
    this.sentence = sentence;
    this.magic = magic;
    this.at = at;
  }

  @Override
  public boolean recognises(byte[] head) { return WeightFormat.startsWith(head, at, magic); }

  @Override
  public NamedTensors read(WeightSource source) { throw new WeightsException(sentence); }

  /** What a file is that its first bytes do not tell, or tell wrongly; none if nothing is known. */
  static Optional<String> ofWhole(byte[] head, Bytes bytes) {
    if (bytes.length() > 48 && new String(bytes.copy(bytes.length() - 8, 8), StandardCharsets.ISO_8859_1).equals(TABLE))
      return Optional.of("is the index of a TensorFlow checkpoint, whose tensors are in another file; " + Advice.KERAS);
    if (!ONNX.recognises(head)) return Optional.empty();
    Protobuf fields = Protobuf.of(bytes);
    if (fields.isCoreMl()) return Optional.of("is a Core ML model; " + Advice.ONNX);
    if (fields.isSavedModel()) return Optional.of("is the graph of a TensorFlow SavedModel; " + Advice.KERAS);
    return Optional.empty();
  }

  /** What a folder is that is no folder of .npy files, by the names in it. */
  static Optional<String> ofFolder(Collection<String> names) {
    if (names.contains("saved_model.pb") || names.contains("saved_model.pbtxt"))
      return Optional.of("the folder is a TensorFlow SavedModel; " + Advice.KERAS);
    if (names.contains("Manifest.json") && names.contains("Data"))
      return Optional.of("the folder is a Core ML package; " + Advice.ONNX);
    return names.stream().filter(name -> name.matches("(model|pytorch_model|diffusion_pytorch_model)\\.(safetensors|bin)")).sorted()
        .reduce((_, last) -> last).map(file -> "the folder holds a model of Hugging Face: name the file in it, " + file);
  }
}
