/** Readers of other tools' weight files. */
@SuppressWarnings("requires-automatic") module lucida.weights {
  requires static transitive org.jspecify;
  requires transitive lucida.layers;
  requires tools.jackson.core;
  requires com.google.protobuf;
  requires io.jhdf;
  requires tools.jackson.databind;

  exports lucida.weights;
  exports lucida.weights.keras;
  exports lucida.weights.onnx;
}
