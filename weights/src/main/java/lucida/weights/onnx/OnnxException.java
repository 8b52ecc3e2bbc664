package lucida.weights.onnx;

/** An ONNX file that cannot be read or is not supported. The message is one sentence. */
public final class OnnxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With one sentence. */
  public OnnxException(String sentence) { super(sentence); }
}
