/** Layers, networks, cuts. */
module lucida.layers {
  requires static transitive org.jspecify;
  requires transitive lucida.autodiff;
}
