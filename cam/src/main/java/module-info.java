/** The saliency algorithms. */
module lucida.cam {
  requires static transitive org.jspecify;
  requires transitive lucida.layers;
}
