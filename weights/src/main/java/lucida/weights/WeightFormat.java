package lucida.weights;

/** One kind of weight file. A new kind is added to the list of {@link WeightFiles}. */
interface WeightFormat {
  /** Whether a file is of this kind, by its first bytes (at most 512) and its content, whatever its name. */
  boolean recognises(byte[] head);

  /** Its tensors; the exceptions need not name the file. */
  NamedTensors read(WeightSource source);
}
