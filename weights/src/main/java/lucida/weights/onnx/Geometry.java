package lucida.weights.onnx;

import java.util.Arrays;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.core.kernel.Sweep;

/** Windows from attributes: kernel_shape, strides, pads, dilations, auto_pad. */
final class Geometry {
  private Geometry() {}

  static Windows windows(OnnxCall c, int height, int width, Shape x) {
    long[] strides = c.numbers(2, "strides", 1, 1);
    long[] dilations = c.numbers(2, "dilations", 1, 1);
    long[] rows = padding(c, 0, x.extent(2), height, strides[0], dilations[0]);
    long[] columns = padding(c, 1, x.extent(3), width, strides[1], dilations[1]);
    return new Windows(height, width, (int) strides[0], (int) strides[1], (int) rows[0], (int) rows[1], (int) columns[0],
        (int) columns[1], (int) dilations[0],
        (int) dilations[1]);
  }

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
    long[] kernel = c.node().numbers("kernel_shape");
    if (kernel.length != 2 || x.rank() != 4)
      throw c.refused("the input is " + x + " and kernel_shape has " + kernel.length + " numbers, read are pictures [N, C, H, W]");
    return windows(c, (int) kernel[0], (int) kernel[1], x);
  }

  /** Cells before and after along one axis. SAME gives ⌈extent/stride⌉ places, the odd cell of padding after or before. */
  private static long[] padding(OnnxCall c, int axis, int extent, int size, long stride, long dilation) {
    String auto = autoPad(c);
    long[] pads = c.numbers(4, "pads", 0, 0, 0, 0);
    if (auto.startsWith("SAME")) {
      long places = (extent + stride - 1) / stride;
      long total = Math.max(0, (places - 1) * stride + (size - 1) * dilation + 1 - extent);
      long less = total / 2;
      return auto.equals("SAME_LOWER") ? new long[]{total - less, less} : new long[]{less, total - less};
    }
    if (auto.equals("VALID")) return new long[]{0, 0};
    return new long[]{pads[axis], pads[2 + axis]};
  }

  /** The sweep of a transposed convolution along one axis: from the extent that it makes to the places that there are. */
  static Sweep spread(OnnxCall c, int axis, int places, int size) {
    long stride = c.numbers(2, "strides", 1, 1)[axis];
    long dilation = c.numbers(2, "dilations", 1, 1)[axis];
    long more = c.numbers(2, "output_padding", 0, 0)[axis];
    long span = (size - 1) * dilation + 1;
    long full = stride * (places - 1) + span + more;
    long[] pads = c.numbers(4, "pads", 0, 0, 0, 0);
    long before = pads[axis];
    long after = pads[2 + axis];
    String auto = autoPad(c);
    long[] wanted = c.node().numbers("output_shape");
    if (wanted.length > 0 || auto.startsWith("SAME")) {
      long missing = full - (wanted.length > 0 ? wanted[wanted.length - 2 + axis] : stride * places);
      more += Math.max(0, -missing); // what no window reaches is filled up as output_padding is
      full += Math.max(0, -missing);
      long total = Math.max(0, missing);
      before = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
      after = total - before;
    }
    // what output_padding adds is not reached by any window but the last: the sweep ends before it
    return new Sweep((int) (full - before - after), size, (int) stride, (int) before, (int) Math.max(0, after - more),
        (int) dilation);
  }
}
