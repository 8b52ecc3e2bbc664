/** Readers of other tools' weight files. */
@SuppressWarnings("requires-automatic") module lucida.weights {
  requires static transitive org.jspecify;
  requires transitive lucida.layers;
  requires transitive lucida.files;
  requires tools.jackson.core;
  requires com.google.protobuf;
  requires io.jhdf;
  // jHDF has no descriptor: what it needs is resolved only if it is named here
  requires com.ning.compress.lzf;
  requires org.apache.commons.lang3;
  requires org.slf4j;
  requires tools.jackson.databind;

  exports lucida.weights;
  exports lucida.weights.model;
}
