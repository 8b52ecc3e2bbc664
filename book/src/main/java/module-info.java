/** The book of equations: what each states, on which networks it holds, where it must fail, and its evaluation. */
@SuppressWarnings("requires-automatic") module lucida.book {
  requires static transitive org.jspecify;
  requires transitive lucida.cam;
  requires hipparchus.core;
  requires lucida.judge;

  exports lucida.book;
}
