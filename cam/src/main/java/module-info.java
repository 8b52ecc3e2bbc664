/** The saliency methods, one file each, and what they share: subjects, probes, targets, maps. */
module lucida.cam {
  requires static transitive org.jspecify;
  requires transitive lucida.layers;
  requires transitive lucida.pictures;

  exports lucida.cam;
  exports lucida.cam.catalogue;
  exports lucida.cam.channels;
  exports lucida.cam.derivatives;
  exports lucida.cam.masks;
  exports lucida.cam.pixels;
  exports lucida.cam.tokens;
  exports lucida.cam.training;
}
