package lucida.kernels.vector.matmul;

/** The right factor of a product, which can be packed into panels: a matrix as it lies, a transposed one, an unfolded picture. */
public interface FloatPanels {
  /**
   * Packs rows k0 … k1 of columns j0 … j1 of one item. j0 is the first column of a panel; row k of panel p (counted from j0) goes to
   * to[at + (p·depth + k − k0)·WIDTH …], the rest of the width is arbitrary.
   */
  void pack(int item, int k0, int k1, int j0, int j1, float[] to, int at, int depth);

  /** The number of rows that are packed together, counted from row 0. */
  int grain();
}
