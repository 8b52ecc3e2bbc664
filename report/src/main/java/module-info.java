/** Reports on saliency maps: figures, contact sheets, a page to read, names of files. */
module lucida.report {
  requires static transitive org.jspecify;
  requires java.desktop;
  requires transitive lucida.book;
  requires transitive lucida.judge;

  exports lucida.report;
}
