package lucida.weights;

import java.nio.charset.StandardCharsets;

/**
 * Files that are recognised and not read: what they are, and what to do. A reader that is added takes the place of its constant
 * here.
 */
enum OtherFormat implements WeightFormat {
  HDF5("is an HDF5 file (Keras), a whole model: open it with ModelFiles") {
    @Override
    public boolean recognises(byte[] head) { return startsWith(head, 0, "\u0089HDF\r\n\u001a\n"); }
  },
  ONNX("seems to be an ONNX file, a whole model: open it with ModelFiles") {
    // a protobuf message whose field 1 is a small number, the version, before another field of low number
    @Override
    public boolean recognises(byte[] head) {
      return head.length > 3 && head[0] == 0x08 && head[1] > 0 && head[1] < 32 && head[2] > 0x0f && head[2] < 0x78
          && (head[2] & 5) == 0;
    }
  },
  TAR("is a tar archive, as PyTorch wrote before 0.4: load it with a PyTorch of that time and save it again") {
    @Override
    public boolean recognises(byte[] head) { return startsWith(head, 257, "ustar"); }
  },
  GZIP("is packed with gzip: unpack it first") {
    @Override
    public boolean recognises(byte[] head) { return startsWith(head, 0, "\u001f\u008b"); }
  };

  private final String sentence;

  OtherFormat(String sentence) { this.sentence = sentence; }

  @Override
  public NamedTensors read(WeightSource source) { throw new WeightsException(sentence); }

  static boolean startsWith(byte[] head, int at, String magic) {
    return new String(head, StandardCharsets.ISO_8859_1).startsWith(magic, at);
  }
}
