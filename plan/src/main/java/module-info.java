/** The fast executor: programs compiled to fused stages. Knows formulas and kernels, no layers: it fuses forward sweeps, backward sweeps and jets alike. */
module lucida.plan {
  requires static transitive org.jspecify;
  requires transitive lucida.autodiff;

  exports lucida.plan;
}
