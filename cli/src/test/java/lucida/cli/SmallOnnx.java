package lucida.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A network as an ONNX file, written field by field: Conv 3×3 with padding 1, Relu, GlobalAveragePool, Flatten, Gemm, for pictures of any
 * number of channels; and the same network in plain loops.
 *
 * @param w filters [K, C, 3, 3]
 * @param b biases of the filters
 * @param v weights [scores, K]
 */
record SmallOnnx(int channels, int height, int width, float[] w, float[] b, float[] v) {
  private static final int K = 2;

  /** With weights that are no multiples of each other: sin of their number. */
  static SmallOnnx of(int channels, int height, int width) {
    return new SmallOnnx(channels, height, width, sines(K * channels * 9, 1), sines(K, 5), sines(3 * K, 9));
  }

  private static float[] sines(int n, int phase) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) values[i] = (float) Math.sin(phase + 1.3 * i);
    return values;
  }

  /** s_n = Σ_k v_nk · mean_ij max(0, b_k + Σ_cuv w_kcuv x_c,i+u−1,j+v−1), with x = 0 outside. */
  double[] scores(double[][][] x) {
    double[] scores = new double[3];
    for (int k = 0; k < K; k++) {
      double mean = 0;
      for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++) mean += Math.max(0, b[k] + convolved(x, k, i, j)) / (height * width);
      for (int n = 0; n < 3; n++) scores[n] += v[n * K + k] * mean;
    }
    return scores;
  }

  private double convolved(double[][][] x, int k, int i, int j) {
    double sum = 0;
    for (int c = 0; c < channels; c++)
      for (int u = 0; u < 3; u++)
        for (int t = 0; t < 3; t++) {
          int y = i + u - 1, z = j + t - 1;
          if (y >= 0 && y < height && z >= 0 && z < width) sum += w[((k * channels + c) * 3 + u) * 3 + t] * x[c][y][z];
        }
    return sum;
  }

  /** The file: ModelProto{1 ir_version, 7 graph, 8 opset_import}. */
  byte[] file() {
    byte[] graph = joined(
        node("Conv", "y", ints("pads", 1, 1, 1, 1), "x", "w", "b"), node("Relu", "a", new byte[0], "y"),
        node("GlobalAveragePool", "p", new byte[0], "a"), node("Flatten", "f", new byte[0], "p"),
        node("Gemm", "s", ints("transB", 1), "f", "v"), text(2, "small"), tensor("w", w, K, channels, 3, 3), tensor("b", b, K),
        tensor("v", v, 3, K), value(11, "x", 1, channels, height, width), value(12, "s", 1, 3));
    return joined(number(1, 8), bytes(7, graph), bytes(8, number(2, 13)));
  }

  /** NodeProto{1 input, 2 output, 4 op_type, 5 attribute}. */
  private static byte[] node(String type, String output, byte[] attribute, String... inputs) {
    byte[] in = joined(Arrays.stream(inputs).map(name -> text(1, name)).toArray(byte[][]::new));
    return bytes(1, joined(in, text(2, output), text(4, type), attribute));
  }

  /** AttributeProto{1 name, 3 i, 8 ints, 20 type}: one number, or several. */
  private static byte[] ints(String name, int... values) {
    boolean one = values.length == 1;
    byte[] all = joined(Arrays.stream(values).mapToObj(v -> number(one ? 3 : 8, v)).toArray(byte[][]::new));
    return bytes(5, joined(text(1, name), all, number(20, one ? 2 : 7)));
  }

  /** TensorProto{1 dims, 2 data_type float, 8 name, 9 raw_data}. */
  private static byte[] tensor(String name, float[] values, int... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) raw.putFloat(value);
    byte[] dims = joined(Arrays.stream(shape).mapToObj(n -> number(1, n)).toArray(byte[][]::new));
    return bytes(5, joined(dims, number(2, 1), text(8, name), bytes(9, raw.array())));
  }

  /** ValueInfoProto{1 name, 2 type{1 tensor{1 elem_type, 2 shape{1 dim{1 dim_value}}}}}. */
  private static byte[] value(int field, String name, int... shape) {
    byte[] dims = joined(Arrays.stream(shape).mapToObj(n -> bytes(1, number(1, n))).toArray(byte[][]::new));
    return bytes(field, joined(text(1, name), bytes(2, bytes(1, joined(number(1, 1), bytes(2, dims))))));
  }

  private static byte[] text(int field, String text) { return bytes(field, text.getBytes(StandardCharsets.UTF_8)); }

  private static byte[] bytes(int field, byte[] content) { return joined(varint(field << 3 | 2), varint(content.length), content); }

  private static byte[] number(int field, int value) { return joined(varint(field << 3), varint(value)); }

  private static byte[] varint(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int rest = value;; rest >>>= 7) {
      out.write(rest < 128 ? rest : rest & 127 | 128);
      if (rest < 128) return out.toByteArray();
    }
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) out.writeBytes(part);
    return out.toByteArray();
  }
}
