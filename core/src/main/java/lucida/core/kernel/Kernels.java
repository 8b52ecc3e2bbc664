package lucida.core.kernel;

import lucida.core.Cells;

/**
 * The inner loops. Every method reads flat row-major arrays and fills one result; its comment is the sum that it computes. All arrays
 * of one call have the same precision, the result is not one of the inputs, and only the result is modified. What is computed, and in
 * which order it is rounded, never depends on the number of threads.
 */
public interface Kernels {
  /** The name it is chosen by. */
  String name();

  /** What it runs on, for people: vector width, threads, library version. */
  String description();

  // ---- cell by cell

  /** y_i = f(x_i). */
  void map(Elementary f, Cells x, Cells y);

  /** z_i = x_i + y_i. */
  void add(Cells x, Cells y, Cells z);

  /** z_i = x_i · y_i. */
  void multiply(Cells x, Cells y, Cells z);

  /** y_i = a · x_i. */
  void scale(double a, Cells x, Cells y);

  /**
   * y_i = above · v_i where x_i > 0, below · v_i where x_i ≤ 0, NaN where x_i is NaN: it does not tell which. Where the factor is 0,
   * y_i = 0 whatever v_i is: a gate skips, it does not multiply.
   */
  void slope(double below, double above, Cells x, Cells v, Cells y);

  // ---- moving, summing, repeating

  /** target[to + Σ i·toStride] = source[from + Σ i·fromStride] for every i in the box; other cells of the target keep their values. */
  void move(Strided walk, Cells source, Cells target);

  /** y_k = Σ_s x[kept_k + summed_s]; a sum of no terms is 0. */
  void sum(Reduction r, Cells x, Cells y);

  /** x[kept_k + summed_s] = y_k: the adjoint of {@link #sum}. */
  void expand(Reduction r, Cells y, Cells x);

  // ---- choosing

  /** choice_k = the cell of x, among kept_k + summed_s, that is largest: the first of equals, and a NaN before all. No sum may be empty. */
  void largest(Reduction r, Cells x, int[] choice);

  /** choice[p, i, j] = the cell of x under window (i, j) of plane p that is largest: the first of equals, a NaN before all; −1 over padding alone. */
  void largest(Pool g, Cells x, int[] choice);

  /** y_i = v[choice_i], 0 where choice_i is −1. */
  void pick(int[] choice, Cells v, Cells y);

  /** v_c = Σ y_i over all i with choice_i = c: the adjoint of {@link #pick}. */
  void place(int[] choice, Cells y, Cells v);

  // ---- pictures

  /**
   * y[p, i, j] = Σ_uv rows_iu · columns_jv · x[p, rows.first_i + u, columns.first_j + v] on each of the planes, without the terms whose
   * weight is 0: the gaps of a dilated window are skipped, whatever is in them.
   */
  void resample(int planes, Taps rows, Taps columns, Cells x, Cells y);

  /** x̄ = the adjoint of {@link #resample} applied to ȳ. */
  void resampleAdjoint(int planes, Taps rows, Taps columns, Cells y, Cells x);

  /** z[n, o, i, j] = Σ_cuv x[n, c, i·s + u·d − p, j·s + v·d − p] · w[o, c, u, v]. */
  void convolve(Convolution g, Cells x, Cells w, Cells z);

  /** x[n, c, a, b] = Σ w[o, c, u, v] · z[n, o, i, j] over all o, u, v, i, j with i·s + u·d − p = a and j·s + v·d − p = b. */
  void convolveInputAdjoint(Convolution g, Cells w, Cells z, Cells x);

  /** w[o, c, u, v] = Σ_nij x[n, c, i·s + u·d − p, j·s + v·d − p] · z[n, o, i, j]. */
  void convolveFilterAdjoint(Convolution g, Cells x, Cells z, Cells w);

  // ---- matrices

  /** R[b] = P[b] Q[b]: R_mn = Σ_k P_mk Q_kn. */
  void product(MatrixProduct g, Cells p, Cells q, Cells r);

  /** P[b] = R[b] Q[b]ᵀ: P_mk = Σ_n R_mn Q_kn. */
  void productLeftAdjoint(MatrixProduct g, Cells q, Cells r, Cells p);

  /** Q[b] = P[b]ᵀ R[b]: Q_kn = Σ_m P_mk R_mn. */
  void productRightAdjoint(MatrixProduct g, Cells p, Cells r, Cells q);
}
