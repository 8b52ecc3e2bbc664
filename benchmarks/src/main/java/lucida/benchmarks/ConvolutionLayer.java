package lucida.benchmarks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Sweep;

/** A convolution with square filters: C×H×W inputs, O outputs, and the filter's size, stride, padding and groups. */
record ConvolutionLayer(int channels, int height, int width, int outputs, int size, int stride, int padding, int groups) {
  private static final Pattern FORM = Pattern.compile("(\\d+)x(\\d+)x(\\d+)-(\\d+)k(\\d+)(?:s(\\d+))?(?:p(\\d+))?(?:g(\\d+))?");

  /**
   * Parses, for example, 64x56x56-128k3s2p1g1; s1, p0 and g1 may be omitted.
   *
   * @throws IllegalArgumentException if it is not of this form
   */
  static ConvolutionLayer of(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches())
      throw new IllegalArgumentException(
          "layer '" + text + "': it is written CxHxW-OkSIZE, then sSTRIDE, pPADDING, gGROUPS if wanted, as in 64x56x56-128k3s2p1");
    return new ConvolutionLayer(number(m, 1, 0), number(m, 2, 0), number(m, 3, 0), number(m, 4, 0), number(m, 5, 0),
        number(m, 6, 1),
        number(m, 7, 0), number(m, 8, 1));
  }

  private static int number(Matcher m, int group, int otherwise) {
    return m.group(group) == null ? otherwise : Integer.parseInt(m.group(group));
  }

  /** The convolution on a batch of pictures. */
  Convolution convolution(int batch) {
    return new Convolution(batch, groups, channels, outputs, Sweep.of(height, size, stride, padding),
        Sweep.of(width, size, stride, padding));
  }
}
