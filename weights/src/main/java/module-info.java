/** Readers of other tools' weight files. */
module lucida.weights {
  requires static transitive org.jspecify;
  requires transitive lucida.core;
  requires tools.jackson.core;

  exports lucida.weights;
}
