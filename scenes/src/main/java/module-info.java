/** Pictures generated from a seed, with their ground truth: classes, boxes, masks, parts. */
module lucida.scenes {
  requires static transitive org.jspecify;
  requires transitive lucida.core;

  exports lucida.scenes;
}
