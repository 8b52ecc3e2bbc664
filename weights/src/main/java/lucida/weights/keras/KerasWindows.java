package lucida.weights.keras;

import java.util.Locale;
import lucida.autodiff.Expr;
import lucida.autodiff.Windows;
import lucida.weights.WeightsException;
import tools.jackson.databind.JsonNode;

/** Windows and margins as configurations write them: one number, or one a direction. */
final class KerasWindows {
  private static final int LARGEST = 1 << 12;

  private KerasWindows() {}

  /** Of a convolution: its kernel_size. */
  static Windows filter(Expr x, JsonNode config) { return of(x, config, "kernel_size"); }

  /** Of a pooling: its pool_size, which is its stride too unless it says otherwise. */
  static Windows pool(Expr x, JsonNode config) {
    return of(x, config, "pool_size");
  }

  private static Windows of(Expr x, JsonNode config, String size) {
    int[] kernel = pair(config.path(size));
    int[] strides = config.hasNonNull("strides") ? pair(config.path("strides")) : kernel;
    int[] dilation = config.has("dilation_rate") ? pair(config.path("dilation_rate")) : new int[]{1, 1};
    if (Math.max(kernel[0], kernel[1]) > LARGEST)
      throw new WeightsException("a window of " + kernel[0] + " × " + kernel[1] + " is not read");
    boolean same = config.path("padding").asString("valid").toLowerCase(Locale.ROOT).equals("same");
    int[] before = new int[2];
    int[] after = new int[2];
    for (int i = 0; same && i < 2; i++) {
      int total = padding(x.shape().extent(2 + i), kernel[i], strides[i], dilation[i]);
      before[i] = total / 2;
      after[i] = total - before[i];
    }
    return new Windows(kernel[0], kernel[1], strides[0], strides[1], before[0], after[0], before[1], after[1], dilation[0],
        dilation[1]);
  }

  /** SAME gives ⌈extent/stride⌉ places; the odd cell of padding goes below and to the right. */
  private static int padding(int extent, int kernel, int stride, int dilation) {
    int places = (extent + stride - 1) / stride;
    return Math.max(0, (places - 1) * stride + (kernel - 1) * dilation + 1 - extent);
  }

  /** Rows and columns. */
  static int[] pair(JsonNode node) {
    return node.isArray() ? new int[]{node.path(0).asInt(1), node.path(1).asInt(1)} : new int[]{node.asInt(1), node.asInt(1)};
  }

  /** [[top, bottom], [left, right]]. */
  static int[][] margins(JsonNode node) {
    return node.isArray() ? new int[][]{margin(node.path(0)), margin(node.path(1))} : new int[][]{margin(node), margin(node)};
  }

  private static int[] margin(JsonNode node) {
    return node.isArray() ? new int[]{node.path(0).asInt(0), node.path(1).asInt(0)} : new int[]{node.asInt(0), node.asInt(0)};
  }
}
