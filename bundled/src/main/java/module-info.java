/** The networks that this project trained itself on its scenes, and what it takes to train and to try them. */
module lucida.bundled {
  requires static transitive org.jspecify;
  requires transitive lucida.layers;
  requires transitive lucida.pictures;
  requires transitive lucida.scenes;
  requires lucida.weights;

  exports lucida.bundled;
}
