package lucida.core.kernel;

import lucida.core.Storage;

/** The definition of every kernel: one loop nest per sum, in index order, accumulated in double and rounded once when stored. */
public record ScalarKernels() implements Kernels {
  @Override
  public String name() { return "scalar"; }

  @Override
  public String description() { return "plain loops on one thread"; }

  @Override
  public void map(Elementary f, Storage x, Storage y) { for (int i = 0; i < y.length(); i++) y.set(i, f.of(x.get(i))); }

  @Override
  public void add(Storage x, Storage y, Storage z) { for (int i = 0; i < z.length(); i++) z.set(i, x.get(i) + y.get(i)); }

  @Override
  public void multiply(Storage x, Storage y, Storage z) { for (int i = 0; i < z.length(); i++) z.set(i, x.get(i) * y.get(i)); }

  @Override
  public void scale(double a, Storage x, Storage y) { for (int i = 0; i < y.length(); i++) y.set(i, a * x.get(i)); }

  @Override
  public void gate(double below, double above, Storage x, Storage v, Storage y) {
    for (int i = 0; i < y.length(); i++) {
      double factor = x.get(i) > 0 ? above : below;
      y.set(i, Double.isNaN(x.get(i)) ? Double.NaN : factor == 0 ? 0 : factor * v.get(i));
    }
  }

  @Override
  public void move(Strided walk, Storage source, Storage target) {
    int[] index = new int[walk.extents().length];
    for (int n = walk.size(); n > 0; n--) {
      int from = walk.from();
      int to = walk.to();
      for (int axis = 0; axis < index.length; axis++) {
        from += index[axis] * walk.fromStrides()[axis];
        to += index[axis] * walk.toStrides()[axis];
      }
      target.set(to, source.get(from));
      for (int axis = index.length - 1; axis >= 0 && ++index[axis] == walk.extents()[axis]; axis--) index[axis] = 0;
    }
  }

  @Override
  public void sum(Reduction r, Storage x, Storage y) {
    int[] kept = r.keptOffsets();
    int[] summed = r.summedOffsets();
    for (int k = 0; k < kept.length; k++) {
      double sum = 0;
      for (int s : summed) sum += x.get(kept[k] + s);
      y.set(k, sum);
    }
  }

  @Override
  public void expand(Reduction r, Storage y, Storage x) {
    int[] kept = r.keptOffsets();
    int[] summed = r.summedOffsets();
    for (int k = 0; k < kept.length; k++) for (int s : summed) x.set(kept[k] + s, y.get(k));
  }

  @Override
  public void argMax(Reduction r, Storage x, int[] choice) {
    int[] kept = r.keptOffsets();
    int[] summed = r.summedOffsets();
    for (int k = 0; k < kept.length; k++) {
      choice[k] = kept[k] + summed[0];
      for (int s : summed) if (exceeds(x.get(kept[k] + s), x.get(choice[k]))) choice[k] = kept[k] + s;
    }
  }

  @Override
  public void argMax(Pool g, Storage x, int[] choice) {
    Sweep rows = g.rows();
    Sweep columns = g.columns();
    int at = 0;
    for (int p = 0; p < g.planes(); p++)
      for (int i = 0; i < rows.places(); i++)
        for (int j = 0; j < columns.places(); j++) {
          int best = -1;
          for (int u = 0; u < rows.size(); u++)
            for (int v = 0; v < columns.size(); v++) {
              int a = rows.cell(i, u);
              int b = columns.cell(j, v);
              if (!rows.contains(a) || !columns.contains(b)) continue;
              int cell = (p * rows.extent() + a) * columns.extent() + b;
              if (best < 0 || exceeds(x.get(cell), x.get(best))) best = cell;
            }
          choice[at++] = best;
        }
  }

  private static boolean exceeds(double a, double b) { return a > b || Double.isNaN(a) && !Double.isNaN(b); }

  @Override
  public void gather(int[] choice, Storage v, Storage y) {
    for (int i = 0; i < choice.length; i++) y.set(i, choice[i] < 0 ? 0 : v.get(choice[i]));
  }

  @Override
  public void scatterAdd(int[] choice, Storage y, Storage v) {
    double[] sum = new double[v.length()];
    for (int i = 0; i < choice.length; i++) if (choice[i] >= 0) sum[choice[i]] += y.get(i);
    store(sum, v);
  }

  @Override
  public void resample(int planes, Taps rows, Taps columns, Storage x, Storage y) {
    int H = rows.extent();
    int W = columns.extent();
    int at = 0;
    for (int p = 0; p < planes; p++)
      for (int i = 0; i < rows.results(); i++)
        for (int j = 0; j < columns.results(); j++) {
          double sum = 0;
          for (int u = 0; u < rows.count(i); u++)
            for (int v = 0; v < columns.count(j); v++)
              if (rows.weight(i, u) != 0 && columns.weight(j, v) != 0)
                sum += rows.weight(i, u) * columns.weight(j, v) * x.get((p * H + rows.first(i) + u) * W + columns.first(j) + v);
          y.set(at++, sum);
        }
  }

  @Override
  public void resampleAdjoint(int planes, Taps rows, Taps columns, Storage y, Storage x) {
    int H = rows.extent();
    int W = columns.extent();
    double[] sum = new double[x.length()];
    int at = 0;
    for (int p = 0; p < planes; p++)
      for (int i = 0; i < rows.results(); i++)
        for (int j = 0; j < columns.results(); j++, at++)
          for (int u = 0; u < rows.count(i); u++)
            for (int v = 0; v < columns.count(j); v++)
              if (rows.weight(i, u) != 0 && columns.weight(j, v) != 0)
                sum[(p * H + rows.first(i) + u) * W + columns.first(j) + v] += rows.weight(i, u) * columns.weight(j, v) * y.get(at);
    store(sum, x);
  }

  @Override
  public void convolve(Convolution g, Storage x, Storage w, Storage z) {
    int at = 0;
    for (int n = 0; n < g.batch(); n++)
      for (int o = 0; o < g.outputs(); o++)
        for (int i = 0; i < g.rows().places(); i++)
          for (int j = 0; j < g.columns().places(); j++) z.set(at++, ConvolutionCell.output(g, x, w, n, o, i, j));
  }

  @Override
  public void convolveInputAdjoint(Convolution g, Storage w, Storage z, Storage x) {
    int at = 0;
    for (int n = 0; n < g.batch(); n++)
      for (int c = 0; c < g.inputs(); c++)
        for (int a = 0; a < g.rows().extent(); a++)
          for (int b = 0; b < g.columns().extent(); b++) x.set(at++, ConvolutionCell.input(g, w, z, n, c, a, b));
  }

  @Override
  public void convolveFilterAdjoint(Convolution g, Storage x, Storage z, Storage w) {
    int at = 0;
    for (int o = 0; o < g.outputs(); o++)
      for (int k = 0; k < g.inputsPerGroup(); k++)
        for (int u = 0; u < g.rows().size(); u++)
          for (int v = 0; v < g.columns().size(); v++) w.set(at++, ConvolutionCell.filter(g, x, z, o, k, u, v));
  }

  @Override
  public void product(MatrixProduct g, Storage p, Storage q, Storage r) {
    double[] sum = new double[r.length()];
    walk(g, (a, b, c) -> sum[c] += p.get(a) * q.get(b));
    store(sum, r);
  }

  @Override
  public void productLeftAdjoint(MatrixProduct g, Storage q, Storage r, Storage p) {
    double[] sum = new double[p.length()];
    walk(g, (a, b, c) -> sum[a] += q.get(b) * r.get(c));
    store(sum, p);
  }

  @Override
  public void productRightAdjoint(MatrixProduct g, Storage p, Storage r, Storage q) {
    double[] sum = new double[q.length()];
    walk(g, (a, b, c) -> sum[b] += p.get(a) * r.get(c));
    store(sum, q);
  }

  /** One term of the trilinear form: a cell of P, one of Q, one of R. */
  private interface Term {
    void at(int p, int q, int r);
  }

  /** Every term P[b, m, k] · Q[b, k, n] · R[b, m, n] of the form once. */
  private static void walk(MatrixProduct g, Term term) {
    for (int b = 0; b < g.batch(); b++)
      for (int m = 0; m < g.m(); m++)
        for (int k = 0; k < g.k(); k++)
          for (int n = 0; n < g.n(); n++)
            term.at((b * g.m() + m) * g.k() + k, (b * g.k() + k) * g.n() + n, (b * g.m() + m) * g.n() + n);
  }

  private static void store(double[] sum, Storage cells) {
    for (int i = 0; i < sum.length; i++) cells.set(i, sum[i]);
  }
}
