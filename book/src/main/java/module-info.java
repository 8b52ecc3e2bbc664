/** The book of equations: what each states, on which networks it holds, where it must fail, and its evaluation. */
module lucida.book {
  requires static transitive org.jspecify;
  requires transitive lucida.cam;
  requires lucida.judge;

  exports lucida.book;
}
