/** Layers, networks, cuts, architectures. */
module lucida.layers {
  requires static transitive org.jspecify;
  requires transitive lucida.autodiff;

  exports lucida.layers;
  exports lucida.layers.architecture;
  exports lucida.layers.score;
  exports lucida.layers.training;
}
