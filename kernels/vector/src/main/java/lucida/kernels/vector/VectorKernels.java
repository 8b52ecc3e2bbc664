package lucida.kernels.vector;

import lucida.core.Cells;
import lucida.core.Doubles;
import lucida.core.Floats;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.ScalarKernels;
import lucida.core.kernel.Strided;
import lucida.core.kernel.Taps;
import lucida.core.kernel.Workers;

/** Kernels on the Vector API: each call goes to the half that works in its precision. */
final class VectorKernels implements Kernels {
  private final int threads;
  private final FloatKernels floats;
  private final DoubleKernels doubles;
  private final Kernels scalar = new ScalarKernels();

  VectorKernels(int threads) {
    if (FloatBlocks.L < 2) throw new IllegalStateException("this processor has no vectors that the Java runtime can use");
    this.threads = threads;
    Workers workers = new Workers(threads);
    this.floats = new FloatKernels(workers);
    this.doubles = new DoubleKernels(workers);
  }

  @Override
  public String name() { return "vector"; }

  @Override
  public String description() {
    return "Vector API, " + FloatBlocks.S.vectorBitSize() + " bits, blocks of " + FloatBlocks.HEIGHT + " × 2 vectors, " + threads
        + (threads == 1 ? " thread" : " threads");
  }

  @Override
  public void map(Elementary f, Cells x, Cells y) {
    switch (y) {
      case Floats c -> floats.cellwise.map(f, floats(x), c.array());
      case Doubles c -> doubles.cellwise.map(f, doubles(x), c.array());
    }
  }

  @Override
  public void add(Cells x, Cells y, Cells z) {
    switch (z) {
      case Floats c -> floats.cellwise.add(floats(x), floats(y), c.array());
      case Doubles c -> doubles.cellwise.add(doubles(x), doubles(y), c.array());
    }
  }

  @Override
  public void multiply(Cells x, Cells y, Cells z) {
    switch (z) {
      case Floats c -> floats.cellwise.multiply(floats(x), floats(y), c.array());
      case Doubles c -> doubles.cellwise.multiply(doubles(x), doubles(y), c.array());
    }
  }

  @Override
  public void scale(double a, Cells x, Cells y) {
    switch (y) {
      case Floats c -> floats.cellwise.scale((float) a, floats(x), c.array());
      case Doubles c -> doubles.cellwise.scale(a, doubles(x), c.array());
    }
  }

  @Override
  public void slope(double below, double above, Cells x, Cells v, Cells y) {
    switch (y) {
      case Floats c -> floats.cellwise.slope((float) below, (float) above, floats(x), floats(v), c.array());
      case Doubles c -> doubles.cellwise.slope(below, above, doubles(x), doubles(v), c.array());
    }
  }

  @Override
  public void move(Strided strided, Cells source, Cells target) {
    if (strided.size() == 0) return;
    Walk walk = Walk.of(strided);
    if (!walk.isInjective()) scalar.move(strided, source, target);
    else switch (target) {
      case Floats c -> floats.moves.move(walk, floats(source), c.array());
      case Doubles c -> doubles.moves.move(walk, doubles(source), c.array());
    }
  }

  @Override
  public void sum(Reduction r, Cells x, Cells y) {
    switch (y) {
      case Floats c -> floats.sums.sum(r, floats(x), c.array());
      case Doubles c -> doubles.sums.sum(r, doubles(x), c.array());
    }
  }

  @Override
  public void expand(Reduction r, Cells y, Cells x) {
    switch (x) {
      case Floats c -> floats.sums.expand(r, floats(y), c.array());
      case Doubles c -> doubles.sums.expand(r, doubles(y), c.array());
    }
  }

  @Override
  public void largest(Reduction r, Cells x, int[] choice) {
    switch (x) {
      case Floats c -> floats.choices.largest(r, c.array(), choice);
      case Doubles c -> doubles.choices.largest(r, c.array(), choice);
    }
  }

  @Override
  public void largest(Pool g, Cells x, int[] choice) {
    switch (x) {
      case Floats c -> floats.choices.largest(g, c.array(), choice);
      case Doubles c -> doubles.choices.largest(g, c.array(), choice);
    }
  }

  @Override
  public void pick(int[] choice, Cells v, Cells y) {
    switch (y) {
      case Floats c -> floats.choices.pick(choice, floats(v), c.array());
      case Doubles c -> doubles.choices.pick(choice, doubles(v), c.array());
    }
  }

  @Override
  public void place(int[] choice, Cells y, Cells v) {
    switch (v) {
      case Floats c -> floats.choices.place(choice, floats(y), c.array());
      case Doubles c -> doubles.choices.place(choice, doubles(y), c.array());
    }
  }

  @Override
  public void resample(int planes, Taps rows, Taps columns, Cells x, Cells y) {
    switch (y) {
      case Floats c -> floats.resampling.apply(planes, Stencil.of(rows), Stencil.of(columns), floats(x), c.array());
      case Doubles c -> doubles.resampling.apply(planes, Stencil.of(rows), Stencil.of(columns), doubles(x), c.array());
    }
  }

  @Override
  public void resampleAdjoint(int planes, Taps rows, Taps columns, Cells y, Cells x) {
    switch (x) {
      case Floats c ->
        floats.resampling.apply(planes, Stencil.of(rows).adjoint(), Stencil.of(columns).adjoint(), floats(y), c.array());
      case Doubles c ->
        doubles.resampling.apply(planes, Stencil.of(rows).adjoint(), Stencil.of(columns).adjoint(), doubles(y), c.array());
    }
  }

  @Override
  public void convolve(Convolution g, Cells x, Cells w, Cells z) {
    switch (z) {
      case Floats c -> floats.convolution.convolve(g, floats(x), floats(w), c.array());
      case Doubles c -> doubles.convolution.convolve(g, doubles(x), doubles(w), c.array());
    }
  }

  @Override
  public void convolveInputAdjoint(Convolution g, Cells w, Cells z, Cells x) {
    switch (x) {
      case Floats c -> floats.convolution.inputAdjoint(g, floats(w), floats(z), c.array());
      case Doubles c -> doubles.convolution.inputAdjoint(g, doubles(w), doubles(z), c.array());
    }
  }

  @Override
  public void convolveFilterAdjoint(Convolution g, Cells x, Cells z, Cells w) {
    switch (w) {
      case Floats c -> floats.convolution.filterAdjoint(g, floats(x), floats(z), c.array());
      case Doubles c -> doubles.convolution.filterAdjoint(g, doubles(x), doubles(z), c.array());
    }
  }

  @Override
  public void product(MatrixProduct g, Cells p, Cells q, Cells r) {
    switch (r) {
      case Floats c -> floats.matrices.product(g, floats(p), floats(q), c.array());
      case Doubles c -> doubles.matrices.product(g, doubles(p), doubles(q), c.array());
    }
  }

  @Override
  public void productLeftAdjoint(MatrixProduct g, Cells q, Cells r, Cells p) {
    switch (p) {
      case Floats c -> floats.matrices.leftAdjoint(g, floats(q), floats(r), c.array());
      case Doubles c -> doubles.matrices.leftAdjoint(g, doubles(q), doubles(r), c.array());
    }
  }

  @Override
  public void productRightAdjoint(MatrixProduct g, Cells p, Cells r, Cells q) {
    switch (q) {
      case Floats c -> floats.matrices.rightAdjoint(g, floats(p), floats(r), c.array());
      case Doubles c -> doubles.matrices.rightAdjoint(g, doubles(p), doubles(r), c.array());
    }
  }

  private static float[] floats(Cells cells) {
    if (cells instanceof Floats floats) return floats.array();
    throw new IllegalArgumentException(
        "vector kernels: the result has precision FLOAT32, one of the arguments " + cells.precision());
  }

  private static double[] doubles(Cells cells) {
    if (cells instanceof Doubles doubles) return doubles.array();
    throw new IllegalArgumentException(
        "vector kernels: the result has precision FLOAT64, one of the arguments " + cells.precision());
  }
}
