package lucida.weights.keras;

import java.util.Arrays;
import lucida.autodiff.Window;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import tools.jackson.databind.JsonNode;

/**
 * Windows as configurations write them: one number, or one a direction.
 *
 * @param same whether there are ⌈extent/stride⌉ places, with as much padding as that takes; else the windows lie inside
 */
record KerasWindows(int[] size, int[] strides, int[] dilation, boolean same) {
  private static final int LARGEST = 1 << 12;

  /** Of a convolution. */
  static KerasWindows filter(KerasSettings settings) {
    return of(settings, "kernel_size", settings.pair("kernel_size", 1), new int[]{1, 1}, settings.pair("dilation_rate", 1));
  }

  /** Of a pooling, whose size is its stride too unless it says otherwise. */
  static KerasWindows pool(KerasSettings settings) {
    int[] size = settings.pair("pool_size", 2);
    return of(settings, "pool_size", size, size, new int[]{1, 1});
  }

  private static KerasWindows of(KerasSettings settings, String key, int[] size, int[] usual, int[] dilation) {
    if (Math.max(size[0], size[1]) > LARGEST || Math.max(dilation[0], dilation[1]) > LARGEST)
      throw settings.refused(key, "windows of at most " + LARGEST + " × " + LARGEST + " are read");
    int[] strides = settings.has("strides") ? settings.pair("strides", 1) : usual;
    settings.node("strides");
    return new KerasWindows(size, strides, dilation, settings.oneOf("padding", "valid", "same").equals("same"));
  }

  /** Over pictures of this shape, [N, C, H, W]. SAME puts the odd cell of padding below and to the right. */
  Windows over(Shape pictures) {
    int[] before = new int[2];
    int[] after = new int[2];
    for (int i = 0; same && i < 2; i++) {
      int total = padding(pictures.extent(2 + i), i);
      before[i] = total / 2;
      after[i] = total - before[i];
    }
    return new Windows(new Window(size[0], strides[0], before[0], after[0], dilation[0]),
        new Window(size[1], strides[1], before[1], after[1], dilation[1]));
  }

  private int padding(int extent, int i) {
    int places = (extent + strides[i] - 1) / strides[i];
    return Math.max(0, (places - 1) * strides[i] + span(i) - extent);
  }

  /** How many cells a window reaches over. */
  private int span(int i) { return (size[i] - 1) * dilation[i] + 1; }

  /** The output extent of a transposed convolution: that which its forward convolution would read. */
  int spread(int extent, int i, int[] outputPadding) {
    int apart = (extent - 1) * strides[i];
    if (outputPadding.length == 0) return same ? extent * strides[i] : apart + Math.max(span(i), strides[i]);
    return apart + (same ? span(i) % 2 : span(i)) + outputPadding[i];
  }

  /** Margins [[top, bottom], [left, right]]: one number for all, one a direction, or two a direction. */
  static int[][] margins(KerasSettings settings, String key) {
    JsonNode node = settings.node(key);
    int[][] margins = node.isArray() && node.size() == 2
        ? new int[][]{margin(node.path(0)), margin(node.path(1))}
        : new int[][]{margin(node), margin(node)};
    if (Arrays.stream(margins).flatMapToInt(Arrays::stream).anyMatch(m -> m < 0))
      throw settings.refused(key, "whole numbers from 0 are read, as [[top, bottom], [left, right]]");
    return margins;
  }

  /** −1 for what is no margin. */
  private static int[] margin(JsonNode node) {
    return node.isArray()
        ? node.size() == 2 ? new int[]{node.path(0).asInt(-1), node.path(1).asInt(-1)} : new int[]{-1}
        : new int[]{node.asInt(-1), node.asInt(-1)};
  }
}
