/** Pictures: reading, resizing as PIL does, preprocessing for networks, colour maps, overlays and sheets. */
@SuppressWarnings("requires-automatic") module lucida.pictures {
  requires static transitive org.jspecify;
  requires transitive lucida.files;
  requires java.desktop;
  requires com.twelvemonkeys.imageio.jpeg;
  requires com.twelvemonkeys.imageio.webp;

  exports lucida.pictures;
}
