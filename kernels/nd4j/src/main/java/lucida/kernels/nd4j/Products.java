package lucida.kernels.nd4j;

import lucida.core.Storage;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.Workers;

/** The faces of the matrix product by gemm, shared out in blocks of rows of the result. */
record Products(Workers workers) {
  private static final int ROWS = 128;

  /** R = P Q. */
  void product(MatrixProduct g, Storage p, Storage q, Storage r) {
    for (int b = 0; b < g.batch(); b++) {
      int atP = b * g.m() * g.k();
      int atR = b * g.m() * g.n();
      try (Matrix Q = Matrix.copyOf(q, b * g.k() * g.n(), g.k(), g.n(), g.n())) {
        new Blocks(g.m(), ROWS).run(workers, (from, rows) -> {
          try (Matrix P = Matrix.copyOf(p, atP + from * g.k(), rows, g.k(), g.k());
              Matrix R = Matrix.uninitialized(r.precision(), rows, g.n())) {
            R.product(P, Q);
            R.copyTo(r, atR + from * g.n(), g.n());
          }
        });
      }
    }
  }

  /** P = R Qᵀ. */
  void leftAdjoint(MatrixProduct g, Storage q, Storage r, Storage p) {
    for (int b = 0; b < g.batch(); b++) {
      int atP = b * g.m() * g.k();
      int atR = b * g.m() * g.n();
      try (Matrix Q = Matrix.copyOf(q, b * g.k() * g.n(), g.k(), g.n(), g.n())) {
        new Blocks(g.m(), ROWS).run(workers, (from, rows) -> {
          try (Matrix R = Matrix.copyOf(r, atR + from * g.n(), rows, g.n(), g.n());
              Matrix P = Matrix.uninitialized(p.precision(), rows, g.k())) {
            P.productRightTransposed(R, Q);
            P.copyTo(p, atP + from * g.k(), g.k());
          }
        });
      }
    }
  }

  /** Q = Pᵀ R. */
  void rightAdjoint(MatrixProduct g, Storage p, Storage r, Storage q) {
    for (int b = 0; b < g.batch(); b++) {
      int atP = b * g.m() * g.k();
      int atQ = b * g.k() * g.n();
      try (Matrix R = Matrix.copyOf(r, b * g.m() * g.n(), g.m(), g.n(), g.n())) {
        new Blocks(g.k(), ROWS).run(workers, (from, rows) -> {
          try (Matrix P = Matrix.copyOf(p, atP + from, g.m(), rows, g.k());
              Matrix Q = Matrix.uninitialized(q.precision(), rows, g.n())) {
            Q.productLeftTransposed(P, R);
            Q.copyTo(q, atQ + from * g.n(), g.n());
          }
        });
      }
    }
  }
}
