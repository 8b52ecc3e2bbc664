/** The fast executor: compiles programs to fused stages. It knows formulas and kernels but no layers, and fuses forward sweeps, backward sweeps and jets alike. */
module lucida.plan {
  requires static transitive org.jspecify;
  requires transitive lucida.autodiff;

  exports lucida.plan;
}
