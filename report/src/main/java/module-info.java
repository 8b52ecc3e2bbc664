/** Reports on saliency maps: figures, contact sheets, a page to read, names of files. */
module lucida.report {
  requires static transitive org.jspecify;
  requires transitive lucida.book;

  exports lucida.report;
}
