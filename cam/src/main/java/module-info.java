/** The saliency algorithms: one file each, their maps, and what is differentiated. */
module lucida.cam {
  requires static transitive org.jspecify;
  requires transitive lucida.layers;
  requires transitive lucida.pictures;

  exports lucida.cam;
}
