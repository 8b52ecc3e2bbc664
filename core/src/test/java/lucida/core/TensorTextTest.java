package lucida.core;

import static lucida.core.Precision.FLOAT32;
import static lucida.core.Precision.FLOAT64;
import static lucida.core.Tensor.scalar;
import static lucida.core.Tensor.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/**
 * Tensors read as NumPy's arrays do. Every expected text is what {@code print} of the Python line beside it wrote, under NumPy
 * 2.4.6 with its standard options, after {@code from numpy import nan, inf}.
 */
class TensorTextTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static void prints(String python, Tensor tensor, String text) { assertEquals(text, tensor.toString(), python); }

  private static Tensor floats(double... values) { return vector(values).to(FLOAT32); }

  private static Tensor count(int... extents) { return Tensor.arange(Shape.of(extents), FLOAT64); }

  @Test
  void decimals() {
    prints("np.array([1, 2.5, -0.125])", vector(1, 2.5, -0.125), "[ 1.     2.5   -0.125]");
    prints("np.array([0.1, 1/3, 2/3])", vector(0.1, 1 / 3.0, 2 / 3.0), "[0.1        0.33333333 0.66666667]");
    prints("np.array([0.1, 1/3, 2/3], np.float32)", floats(0.1, 1 / 3.0, 2 / 3.0), "[0.1        0.33333334 0.6666667 ]");
    prints("np.array([0.0, -0.0, 7])", vector(0.0, -0.0, 7), "[ 0. -0.  7.]");
    prints("np.array([-0.0])", vector(-0.0), "[-0.]");
    prints("np.array([9.999999999, 0.5])", vector(9.999999999, 0.5), "[10.   0.5]");
    prints("np.array([12345678.9, 99999.0])", vector(12345678.9, 99999.0), "[12345678.9    99999. ]");
  }

  @Test
  void exponents() {
    prints("np.array([1e8])", vector(1e8), "[1.e+08]");
    prints("np.array([99999999.0])", vector(99999999.0), "[99999999.]");
    prints("np.array([1e6], np.float32)", floats(1e6), "[1.e+06]");
    prints("np.array([999999], np.float32)", floats(999999), "[999999.]");
    prints("np.array([1000.0, 1.0])", vector(1000.0, 1.0), "[1000.    1.]");
    prints("np.array([1001.0, 1.0])", vector(1001.0, 1.0), "[1.001e+03 1.000e+00]");
    prints("np.array([0.0001])", vector(0.0001), "[0.0001]");
    prints("np.array([0.0001], np.float32)", floats(0.0001), "[0.0001]");
    prints("np.array([0.00009999])", vector(0.00009999), "[9.999e-05]");
    prints("np.array([1e100, -1e-5])", vector(1e100, -1e-5), "[ 1.e+100 -1.e-005]");
    prints("np.array([1.5e-7, 1/3, 0])", vector(1.5e-7, 1 / 3.0, 0), "[1.50000000e-07 3.33333333e-01 0.00000000e+00]");
    prints("np.array([5e-324])", vector(Double.MIN_VALUE), "[5.e-324]");
    prints("np.array([1e-45, 1.1754944e-38, 2**-96], np.float32)", floats(1e-45, 1.1754944e-38, 0x1p-96),
        "[1.4012985e-45 1.1754944e-38 1.2621775e-29]");
    prints("np.array([1e-4, 0.1, 1/3], np.float32) * np.float32(0.5)", floats(1e-4, 0.1, 1 / 3.0).scale(0.5),
        "[4.9999999e-05 5.0000001e-02 1.6666667e-01]");
  }

  @Test
  void nonFinite() {
    prints("np.array([nan, 1, -inf, 2.25, inf])", vector(NAN, 1, -INFINITY, 2.25, INFINITY), "[ nan 1.   -inf 2.25  inf]");
    prints("np.array([nan, nan])", vector(NAN, NAN), "[nan nan]");
    prints("np.array([nan, -inf])", vector(NAN, -INFINITY), "[ nan -inf]");
    prints("np.array([inf, 1])", vector(INFINITY, 1), "[inf  1.]");
    prints("np.array([nan, 1e-9, 1])", vector(NAN, 1e-9, 1), "[   nan 1.e-09 1.e+00]");
  }

  @Test
  void oneNumber() {
    prints("np.float64(0.1)", scalar(FLOAT64, 0.1), "0.1");
    prints("np.float64(1/3)", scalar(FLOAT64, 1 / 3.0), "0.3333333333333333");
    prints("np.float32(1/3)", scalar(FLOAT32, 1 / 3.0), "0.33333334");
    prints("np.float64(-2)", scalar(FLOAT64, -2), "-2.0");
    prints("np.float64(1234567890123456.0)", scalar(FLOAT64, 1234567890123456.0), "1234567890123456.0");
    prints("np.float64(1e16)", scalar(FLOAT64, 1e16), "1e+16");
    prints("np.float64(0.0001)", scalar(FLOAT64, 0.0001), "0.0001");
    prints("np.float64(0.00001234)", scalar(FLOAT64, 0.00001234), "1.234e-05");
    prints("np.float32(999999)", scalar(FLOAT32, 999999), "999999.0");
    prints("np.float32(1234567)", scalar(FLOAT32, 1234567), "1.234567e+06");
    prints("np.float64(nan)", scalar(FLOAT64, NAN), "nan");
    prints("np.float64(-inf)", scalar(FLOAT64, -INFINITY), "-inf");
    prints("np.float64(-0.0)", scalar(FLOAT64, -0.0), "-0.0");
  }

  @Test
  void planes() {
    prints("np.arange(6.0).reshape(2, 3)", count(2, 3), """
        [[0. 1. 2.]
         [3. 4. 5.]]""");
    prints("np.arange(8.0).reshape(2, 2, 2) / 8", count(2, 2, 2).scale(0.125), """
        [[[0.    0.125]
          [0.25  0.375]]

         [[0.5   0.625]
          [0.75  0.875]]]""");
    prints("np.arange(8.0).reshape(2, 1, 2, 2)", count(2, 1, 2, 2), """
        [[[[0. 1.]
           [2. 3.]]]


         [[[4. 5.]
           [6. 7.]]]]""");
    prints("np.arange(3.0).reshape(3, 1)", count(3, 1), """
        [[0.]
         [1.]
         [2.]]""");
    prints("np.arange(2.0).reshape(1, 1, 1, 2)", count(1, 1, 1, 2), "[[[[0. 1.]]]]");
    prints("np.zeros((0, 3))", count(0, 3), "[]");
    prints("np.zeros((2, 0))", count(2, 0), "[]");
    prints("np.zeros((0,))", count(0), "[]");
  }

  @Test
  void longRows() {
    prints("np.arange(30.0)", count(30), """
        [ 0.  1.  2.  3.  4.  5.  6.  7.  8.  9. 10. 11. 12. 13. 14. 15. 16. 17.
         18. 19. 20. 21. 22. 23. 24. 25. 26. 27. 28. 29.]""");
    prints("np.arange(40.0).reshape(2, 20) / 16", count(2, 20).scale(1 / 16.0), """
        [[0.     0.0625 0.125  0.1875 0.25   0.3125 0.375  0.4375 0.5    0.5625
          0.625  0.6875 0.75   0.8125 0.875  0.9375 1.     1.0625 1.125  1.1875]
         [1.25   1.3125 1.375  1.4375 1.5    1.5625 1.625  1.6875 1.75   1.8125
          1.875  1.9375 2.     2.0625 2.125  2.1875 2.25   2.3125 2.375  2.4375]]""");
    prints("np.arange(14.0) * 1e-9", count(14).scale(1e-9), """
        [0.0e+00 1.0e-09 2.0e-09 3.0e-09 4.0e-09 5.0e-09 6.0e-09 7.0e-09 8.0e-09
         9.0e-09 1.0e-08 1.1e-08 1.2e-08 1.3e-08]""");
  }

  @Test
  void summaries() {
    prints("np.arange(1001.0)", count(1001), "[   0.    1.    2. ...  998.  999. 1000.]");
    prints("np.arange(2000.0).reshape(2, 1000)", count(2, 1000), """
        [[0.000e+00 1.000e+00 2.000e+00 ... 9.970e+02 9.980e+02 9.990e+02]
         [1.000e+03 1.001e+03 1.002e+03 ... 1.997e+03 1.998e+03 1.999e+03]]""");
    prints("np.arange(1008.0).reshape(8, 2, 63) / 8", count(8, 2, 63).scale(0.125), """
        [[[0.00000e+00 1.25000e-01 2.50000e-01 ... 7.50000e+00 7.62500e+00
           7.75000e+00]
          [7.87500e+00 8.00000e+00 8.12500e+00 ... 1.53750e+01 1.55000e+01
           1.56250e+01]]

         [[1.57500e+01 1.58750e+01 1.60000e+01 ... 2.32500e+01 2.33750e+01
           2.35000e+01]
          [2.36250e+01 2.37500e+01 2.38750e+01 ... 3.11250e+01 3.12500e+01
           3.13750e+01]]

         [[3.15000e+01 3.16250e+01 3.17500e+01 ... 3.90000e+01 3.91250e+01
           3.92500e+01]
          [3.93750e+01 3.95000e+01 3.96250e+01 ... 4.68750e+01 4.70000e+01
           4.71250e+01]]

         ...

         [[7.87500e+01 7.88750e+01 7.90000e+01 ... 8.62500e+01 8.63750e+01
           8.65000e+01]
          [8.66250e+01 8.67500e+01 8.68750e+01 ... 9.41250e+01 9.42500e+01
           9.43750e+01]]

         [[9.45000e+01 9.46250e+01 9.47500e+01 ... 1.02000e+02 1.02125e+02
           1.02250e+02]
          [1.02375e+02 1.02500e+02 1.02625e+02 ... 1.09875e+02 1.10000e+02
           1.10125e+02]]

         [[1.10250e+02 1.10375e+02 1.10500e+02 ... 1.17750e+02 1.17875e+02
           1.18000e+02]
          [1.18125e+02 1.18250e+02 1.18375e+02 ... 1.25625e+02 1.25750e+02
           1.25875e+02]]]""");
    prints("np.arange(1400.0).reshape(7, 1, 200) - 700", count(7, 1, 200).map(x -> x - 700), """
        [[[-700. -699. -698. ... -503. -502. -501.]]

         [[-500. -499. -498. ... -303. -302. -301.]]

         [[-300. -299. -298. ... -103. -102. -101.]]

         ...

         [[ 100.  101.  102. ...  297.  298.  299.]]

         [[ 300.  301.  302. ...  497.  498.  499.]]

         [[ 500.  501.  502. ...  697.  698.  699.]]]""");
  }

  @Test
  void showsEverythingUpToAThousandCells() {
    assertFalse(count(1000).toString().contains("..."));
    assertFalse(count(125, 8).toString().contains("..."));
  }
}
