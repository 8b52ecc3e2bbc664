/** Formulas without values, their derivatives of any order, and the programs that compute them. */
module lucida.autodiff {
  requires static transitive org.jspecify;
  requires transitive lucida.core;

  exports lucida.autodiff;
  exports lucida.autodiff.op;
  exports lucida.autodiff.run;
  exports lucida.autodiff.function;
  exports lucida.autodiff.check;
}
