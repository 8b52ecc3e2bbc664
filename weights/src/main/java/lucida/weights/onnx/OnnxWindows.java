package lucida.weights.onnx;

import java.util.Arrays;
import lucida.autodiff.Window;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.core.kernel.Sweep;

/** Windows from attributes: kernel_shape, strides, pads, dilations, auto_pad. */
final class OnnxWindows {
  private static final int MOST = 1 << 24;

  private OnnxWindows() {}

  static Windows windows(OnnxCall c, int height, int width, Shape x) {
    int[] strides = pair(c, "strides", 1, 1);
    int[] dilations = pair(c, "dilations", 1, 1);
    int[] rows = padding(c, 0, x.extent(2), height, strides[0], dilations[0]);
    int[] columns = padding(c, 1, x.extent(3), width, strides[1], dilations[1]);
    return new Windows(new Window(height, strides[0], rows[0], rows[1], dilations[0]),
        new Window(width, strides[1], columns[0], columns[1], dilations[1]));
  }

  private static int[] pair(OnnxCall c, String attribute, int otherwise, int least) {
    return c.within(attribute, c.numbers(2, attribute, otherwise, otherwise), least, MOST);
  }

  private static int[] pads(OnnxCall c) { return c.within("pads", c.numbers(4, "pads", 0, 0, 0, 0), 0, MOST); }

  private static String autoPad(OnnxCall c) {
    return c.text("auto_pad", "NOTSET", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID");
  }

  /** Checks that the extents of a filter are those that the node states, if it does. */
  static void checkFilter(OnnxCall c, Shape filter) {
    long[] stated = c.node().numbers("kernel_shape");
    if (stated.length > 0 && !Arrays.equals(stated, new long[]{filter.extent(2), filter.extent(3)}))
      throw c.refused("kernel_shape is " + Arrays.toString(stated) + ", the filter is " + filter);
  }

  static Windows pooling(OnnxCall c, Shape x) {
    int[] kernel = c.within("kernel_shape", c.node().numbers("kernel_shape"), 1, MOST);
    if (kernel.length != 2 || x.rank() != 4)
      throw c.refused("the input is " + x + " and kernel_shape has " + kernel.length + " numbers, read are pictures [N, C, H, W]");
    Windows windows = windows(c, kernel[0], kernel[1], x);
    if (seesPaddingAlone(windows.rows()) || seesPaddingAlone(windows.columns()))
      throw c
          .refused("the pads " + Arrays.toString(pads(c)) + " are as wide as the window: some windows have no cell of the input");
    return windows;
  }

  private static boolean seesPaddingAlone(Window window) { return Math.max(window.before(), window.after()) >= window.span(); }

  private static long span(int size, int dilation) { return (size - 1L) * dilation + 1; }

  /** Cells before and after along one axis. SAME gives ⌈extent/stride⌉ places, the odd cell of padding after or before. */
  private static int[] padding(OnnxCall c, int axis, int extent, int size, int stride, int dilation) {
    String auto = autoPad(c);
    int[] pads = pads(c);
    if (!auto.equals("NOTSET") && Arrays.stream(pads).anyMatch(pad -> pad != 0))
      throw c.refused("it has both auto_pad = " + auto + " and pads = " + Arrays.toString(pads) + ", of which one is read");
    if (auto.startsWith("SAME")) {
      long places = (extent + stride - 1L) / stride;
      int total = c.within("padding", Math.max(0, (places - 1) * stride + span(size, dilation) - extent), 0, MOST);
      int less = total / 2;
      return auto.equals("SAME_LOWER") ? new int[]{total - less, less} : new int[]{less, total - less};
    }
    if (auto.equals("VALID")) return new int[]{0, 0};
    return new int[]{pads[axis], pads[2 + axis]};
  }

  /** The sweep of a transposed convolution along one axis: from the extent that it makes to the places that there are. */
  static Sweep spread(OnnxCall c, int axis, int places, int size) {
    int stride = pair(c, "strides", 1, 1)[axis];
    int dilation = pair(c, "dilations", 1, 1)[axis];
    long more = pair(c, "output_padding", 0, 0)[axis];
    long full = stride * (places - 1L) + span(size, dilation) + more;
    int[] pads = pads(c);
    long before = pads[axis];
    long after = pads[2 + axis];
    String auto = autoPad(c);
    long[] wanted = c.node().numbers("output_shape");
    if (wanted.length > 0 && wanted.length != 2 && wanted.length != 4)
      throw c.refused("output_shape has " + wanted.length + " numbers, read are 2");
    if ((wanted.length > 0 || !auto.equals("NOTSET")) && Arrays.stream(pads).anyMatch(pad -> pad != 0))
      throw c.refused("it has pads = " + Arrays.toString(pads) + " beside " + (wanted.length > 0 ? "output_shape" : "auto_pad")
          + ", of which one is read");
    if (wanted.length > 0 || auto.startsWith("SAME")) {
      long missing = full - (wanted.length > 0 ? wanted[wanted.length - 2 + axis] : (long) stride * places);
      more += Math.max(0, -missing); // what no window reaches is filled up as output_padding is
      full += Math.max(0, -missing);
      long total = Math.max(0, missing);
      if (total % 2 == 1 && c.opset() < 11)
        throw c
            .refused("its padding of " + total + " cells is odd, and which side gets one more is told in two ways before opset 11:"
                + " state it in pads");
      before = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2; // the equations of ConvTranspose-11
      after = total - before;
    }
    // what output_padding adds is not reached by any window but the last: the sweep ends before it
    return new Sweep(c.within("the extent of the result", full - before - after, 1, MOST), size, stride,
        c.within("padding", before, 0, MOST), c.within("padding", Math.max(0, after - more), 0, MOST), dilation);
  }
}
