/** Files: opening what a user names, writing all or nothing, and NumPy's arrays. */
module lucida.files {
  requires static transitive org.jspecify;
  requires transitive lucida.core;

  exports lucida.files;
}
