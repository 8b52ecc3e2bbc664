package lucida.core.kernel;

/** The plain loops, always there. */
record ScalarKernelProvider() implements KernelProvider {
  @Override
  public String name() { return "scalar"; }

  @Override
  public int priority() { return 0; }

  @Override
  public Kernels create(int threads) { return new ScalarKernels(); }
}
