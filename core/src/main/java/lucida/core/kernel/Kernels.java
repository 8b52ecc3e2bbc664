package lucida.core.kernel;

import lucida.core.Storage;

/**
 * The inner loops. Every method reads flat row-major arrays and fills one result; its comment is the sum that it computes. All arrays
 * of one call have the same precision, the result is not one of the inputs, and only the result is modified. What is computed, and in
 * which order it is rounded, never depends on the number of threads.
 *
 * <p>A method that a provider does not override is computed by the definition, {@link ScalarKernels}, which overrides all.
 */
public interface Kernels {
  /** The name it is chosen by. */
  String name();

  /** What it runs on, for people: vector width, threads, library version. */
  String description();

  /** The fused kernels that go with these: composed of them, unless a provider has its own. */
  default FusedKernels fused() {
    return new ComposedKernels(this);
  }

  // ---- cell by cell

  /** y_i = f(x_i). */
  default void map(Elementary f, Storage x, Storage y) { new ScalarKernels().map(f, x, y); }

  /** z_i = x_i + y_i. */
  default void add(Storage x, Storage y, Storage z) { new ScalarKernels().add(x, y, z); }

  /** z_i = x_i · y_i. */
  default void multiply(Storage x, Storage y, Storage z) { new ScalarKernels().multiply(x, y, z); }

  /** y_i = a · x_i. */
  default void scale(double a, Storage x, Storage y) { new ScalarKernels().scale(a, x, y); }

  /**
   * y_i = above · v_i where x_i > 0, below · v_i where x_i ≤ 0, NaN where x_i is NaN: it does not tell which. Where the factor is 0,
   * y_i = 0 whatever v_i is: a gate skips, it does not multiply.
   */
  default void gate(double below, double above, Storage x, Storage v, Storage y) {
    new ScalarKernels().gate(below, above, x, v, y);
  }

  // ---- moving, summing, repeating

  /** target[to + Σ i·toStride] = source[from + Σ i·fromStride] for every i in the box; other cells of the target keep their values. */
  default void move(Strided walk, Storage source, Storage target) {
    new ScalarKernels().move(walk, source, target);
  }

  /** y_k = Σ_s x[kept_k + summed_s]; a sum of no terms is 0. */
  default void sum(Reduction r, Storage x, Storage y) {
    new ScalarKernels().sum(r, x, y);
  }

  /** x[kept_k + summed_s] = y_k: the adjoint of {@link #sum}. */
  default void expand(Reduction r, Storage y, Storage x) {
    new ScalarKernels().expand(r, y, x);
  }

  // ---- choosing

  /** choice_k = the cell of x, among kept_k + summed_s, that is largest: the first of equals, and a NaN before all. No sum may be empty. */
  default void argMax(Reduction r, Storage x, int[] choice) {
    new ScalarKernels().argMax(r, x, choice);
  }

  /** choice[p, i, j] = the cell of x under window (i, j) of plane p that is largest: the first of equals, a NaN before all; −1 over padding alone. */
  default void argMax(Pool g, Storage x, int[] choice) {
    new ScalarKernels().argMax(g, x, choice);
  }

  /** y_i = v[choice_i], 0 where choice_i is −1. */
  default void gather(int[] choice, Storage v, Storage y) {
    new ScalarKernels().gather(choice, v, y);
  }

  /** v_c = Σ y_i over all i with choice_i = c: the adjoint of {@link #gather}. */
  default void scatterAdd(int[] choice, Storage y, Storage v) {
    new ScalarKernels().scatterAdd(choice, y, v);
  }

  // ---- pictures

  /**
   * y[p, i, j] = Σ_uv rows_iu · columns_jv · x[p, rows.first_i + u, columns.first_j + v] on each of the planes, without the terms whose
   * weight is 0: the gaps of a dilated window are skipped, whatever is in them.
   */
  default void resample(int planes, Taps rows, Taps columns, Storage x, Storage y) {
    new ScalarKernels().resample(planes, rows, columns, x, y);
  }

  /** x̄ = the adjoint of {@link #resample} applied to ȳ. */
  default void resampleAdjoint(int planes, Taps rows, Taps columns, Storage y, Storage x) {
    new ScalarKernels().resampleAdjoint(planes, rows, columns, y, x);
  }

  /** z[n, o, i, j] = Σ_cuv x[n, c, i·s + u·d − p, j·s + v·d − p] · w[o, c, u, v]. */
  default void convolve(Convolution g, Storage x, Storage w, Storage z) {
    new ScalarKernels().convolve(g, x, w, z);
  }

  /** x[n, c, a, b] = Σ w[o, c, u, v] · z[n, o, i, j] over all o, u, v, i, j with i·s + u·d − p = a and j·s + v·d − p = b. */
  default void convolveInputAdjoint(Convolution g, Storage w, Storage z, Storage x) {
    new ScalarKernels().convolveInputAdjoint(g, w, z, x);
  }

  /** w[o, c, u, v] = Σ_nij x[n, c, i·s + u·d − p, j·s + v·d − p] · z[n, o, i, j]. */
  default void convolveFilterAdjoint(Convolution g, Storage x, Storage z, Storage w) {
    new ScalarKernels().convolveFilterAdjoint(g, x, z, w);
  }

  // ---- matrices

  /** R[b] = P[b] Q[b]: R_mn = Σ_k P_mk Q_kn. */
  default void product(MatrixProduct g, Storage p, Storage q, Storage r) {
    new ScalarKernels().product(g, p, q, r);
  }

  /** P[b] = R[b] Q[b]ᵀ: P_mk = Σ_n R_mn Q_kn. */
  default void productLeftAdjoint(MatrixProduct g, Storage q, Storage r, Storage p) {
    new ScalarKernels().productLeftAdjoint(g, q, r, p);
  }

  /** Q[b] = P[b]ᵀ R[b]: Q_kn = Σ_m P_mk R_mn. */
  default void productRightAdjoint(MatrixProduct g, Storage p, Storage r, Storage q) {
    new ScalarKernels().productRightAdjoint(g, p, r, q);
  }
}
