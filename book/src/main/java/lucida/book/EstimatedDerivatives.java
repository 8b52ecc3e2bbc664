package lucida.book;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Directions;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.statistics.Student;

/**
 * D2 and D3 <em>estimated</em> from random probes, for a quick look at any head: nothing here is exact but D1. Each probe is two independent vectors v, u of signs,
 * E[v_i v_j] = E[u_i u_j] = 1 if i = j, else 0, and costs two Hessian products and one product with the third-order tensor T, however many cells there are:
 *
 * <pre>
 *   E[v_i (H v)_i]         = Σ_j  H_ij  E[v_i v_j]               = H_ii        Hutchinson 1990; Bekas, Kokiopoulou, Saad 2007
 *   E[v_i u_i (T[v, u])_i] = Σ_jk T_ijk E[v_i v_j] E[u_i u_k]    = T_iii       since v and u are independent
 * </pre>
 *
 * <p>Both are unbiased. One vector of signs would not do for T: E[v_i (T[v, v])_i] = Σ_jk T_ijk E[v_i v_j v_k] = 0, of an odd number of factors, and
 * E[(T[v, v])_i] = Σ_j T_ijj is a sum of off-diagonal terms. The variance of one product is Σ_{j≠i} H_ij² or Σ_{(j,k)≠(i,i)} T_ijk²; of H two are averaged. Where
 * the diagonal is small beside its rows, as behind dense layers, the error is many times the value, and the error bars say so.
 *
 * <p>H and T are those of ℓ = log Y where Y is exp(S) or a probability; D2/Y = ℓ1² + ℓ2 and D3/Y = ℓ1³ + 3 ℓ1 ℓ2 + ℓ3 are linear in the estimates, as
 * ℓ1 is exact, so they are unbiased too. α is a ratio of estimates and biased; its interval is that of Fieller.
 *
 * @param probes the number of probes, n
 * @param seconds how long it took
 * @param D D1, exact, and the means of D2 and D3, each [K, h, w]
 * @param secondVariance of the mean of D2: the sample variance over n
 * @param thirdVariance the same of D3
 * @param covariance of both means
 */
public record EstimatedDerivatives(int probes, double seconds, ScoreDerivatives D, Tensor secondVariance, Tensor thirdVariance,
    Tensor covariance) {
  /** The fewest probes of which error bars are made. */
  public static final int FEWEST = 8;

  /**
   * At all cells of A.
   *
   * @param n the number of probes, {@link #FEWEST} or more
   * @param seed of the signs: the same seed gives the same bits
   */
  public static EstimatedDerivatives of(Probe probe, Score score, int n, long seed) {
    if (n < FEWEST)
      throw new IllegalArgumentException("An estimate from " + n + " probes has no error bars worth the name; take " + FEWEST
          + " or more");
    long start = System.nanoTime();
    Tensor first = probe.gradient(score);
    RunningCovariance sums = new RunningCovariance(first.size());
    int batch = Math.min(probe.subject().batch(), n);
    Directions along = probe.written(Directions.class, "randomised diagonals, " + batch + " at once", score,
        () -> written(probe, score, batch));
    along.each(probe.executor(), probe.givenActivations(), n, (r, cells, from) -> {
      Signs vu = Signs.of(seed, r, 2 * first.size());
      for (int i = 0; i < 2 * first.size(); i++) cells.set(from + i, vu.at(i));
    }, (r, results, row) -> take(first, score, Signs.of(seed, r, 2 * first.size()), results, row, sums),
        done -> probe.subject().progress().report(done, n));
    return new EstimatedDerivatives(n, (System.nanoTime() - start) / 1e9,
        new ScoreDerivatives(first.to(Precision.FLOAT64), sums.meanX(first.shape()), sums.meanY(first.shape())),
        sums.varianceX(first.shape()),
        sums.varianceY(first.shape()), sums.covariance(first.shape()));
  }

  /** H v, H u and T[v, u] for [v, u]. */
  private static Directions written(Probe probe, Score score, int batch) {
    Expr A = probe.cut().activations();
    Input vu = Input.of("vu", A.shape().insert(0, 2));
    Expr v = vu.at(0, 0), u = vu.at(0, 1), g = Reverse.gradient(probe.differentiated(score), A);
    Expr hv = Differential.jvp(g, A, v);
    return Directions.of(List.of(hv, Differential.jvp(g, A, u), Differential.jvp(hv, A, u)), vu, batch, A);
  }

  /** Random signs, one bit each. */
  private record Signs(long... words) {
    static Signs of(long seed, int r, int n) {
      RandomStream bits = RandomStream.of(seed).stream("signs").stream(r);
      return new Signs(LongStream.rangeClosed(0, n / Long.SIZE).map(bits::bits).toArray());
    }

    /** 1 or −1. */
    int at(int i) { return (words[i / Long.SIZE] >>> i % Long.SIZE & 1) == 0 ? 1 : -1; }
  }

  /** Adds D2 and D3 as one probe says. */
  private static void take(Tensor first, Score score, Signs vu, List<Tensor> results, int row, RunningCovariance sums) {
    int size = first.size();
    for (int i = 0; i < size; i++) {
      int v = vu.at(i), u = vu.at(size + i), at = row * size + i;
      double l1 = score == Score.LOGIT ? 0 : first.cell(i); // D_n = ℓ_n where Y is S itself
      double l2 = (v * results.get(0).cell(at) + u * results.get(1).cell(at)) / 2;
      sums.set(i, l1 * l1 + l2, l1 * l1 * l1 + 3 * l1 * l2 + v * u * results.get(2).cell(at));
    }
    sums.next();
  }

  /** Whether nothing in it is random: ℓ2 and ℓ3 are 0 for every probe. */
  public boolean isExact() {
    return secondVariance.max() == 0 && thirdVariance.max() == 0;
  }

  /** The 95 % interval of D2 at every cell. */
  public ErrorBars second() {
    return ErrorBars.around(D.second(), secondVariance, probes);
  }

  /** The 95 % interval of D3 at every cell. */
  public ErrorBars third() {
    return ErrorBars.around(D.third(), thirdVariance, probes);
  }

  /**
   * The 95 % interval of α = D2 / (2 D2 + (Σ A^k) D3) at every cell, by Fieller's theorem: all ρ for which D2 − ρ (2 D2 + (Σ A^k) D3) is within its own error bars of
   * 0. It is the whole line where the denominator is not to be told from 0.
   *
   * @param A the activations, [K, h, w]
   */
  public ErrorBars alpha(Tensor A) {
    int positions = A.size() / A.shape().extent(0);
    Tensor sums = A.sum(1, 2);
    double[][] ends = IntStream.range(0, A.size()).mapToObj(e -> fieller(e, sums.cell(e / positions))).toArray(double[][]::new);
    return new ErrorBars(Tensor.filled(A.shape(), Precision.FLOAT64, e -> ends[e][0]),
        Tensor.filled(A.shape(), Precision.FLOAT64, e -> ends[e][1]));
  }

  /** The roots of (D2 − ρ N)² = t² Var(D2 − ρ N), N = 2 D2 + s D3. */
  private double[] fieller(int e, double s) {
    double d2 = D.second().cell(e), N = 2 * d2 + s * D.third().cell(e), t2 = Math.pow(Student.t(probes - 1), 2);
    double v2 = secondVariance.cell(e), c = covariance.cell(e), v3 = thirdVariance.cell(e);
    double a = N * N - t2 * (4 * v2 + 4 * s * c + s * s * v3), b = d2 * N - t2 * (2 * v2 + s * c);
    if (!(a > 0)) return new double[]{Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
    double root = Math.sqrt(Math.max(0, b * b - a * (d2 * d2 - t2 * v2)));
    return new double[]{(b - root) / a, (b + root) / a};
  }
}
