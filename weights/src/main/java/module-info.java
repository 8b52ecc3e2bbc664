/** Readers of other tools' weight files. */
module lucida.weights {
  requires static transitive org.jspecify;
  requires transitive lucida.layers;
}
