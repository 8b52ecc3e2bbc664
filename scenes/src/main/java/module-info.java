/** Pictures made from a seed, with everything that is true about them: classes, boxes, masks, parts. */
module lucida.scenes {
  requires static transitive org.jspecify;
  requires transitive lucida.core;

  exports lucida.scenes;
}
