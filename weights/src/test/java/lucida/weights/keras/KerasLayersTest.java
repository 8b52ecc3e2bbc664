package lucida.weights.keras;

import static lucida.weights.keras.KerasFixture.functional;
import static lucida.weights.keras.KerasFixture.layer;
import static lucida.weights.keras.KerasFixture.pictures;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import lucida.core.Tensor;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One layer after the input, in a file that the test writes, against its definition in plain loops with channels last, in float64: x(i, j,
 * c) is the picture's cell, y(i, j, c) what the layer makes of it. Both sides sum at most some hundred products in float64.
 */
final class KerasLayersTest {
  /** Classes that are tried here. */
  static final Set<String> TRIED = Set.of("Softmax", "Resizing", "CenterCrop", "Permute", "Normalization", "LayerNormalization",
      "GroupNormalization", "Conv2DTranspose", "Minimum", "LayerScale", "CustomScaleLayer");
  private static final double TOLERANCE = 1e-12;
  private static final int H = 5;
  private static final int W = 7;
  private static final int C = 4;

  @TempDir
  private Path folder;

  private final KerasFixture fixture = new KerasFixture();
  private final Tensor picture = fixture.picture(H, W, C);

  /** A cell of a picture. */
  private interface Storage {
    double at(int i, int j, int c);
  }

  private double x(int i, int j, int c) { return picture.at(0, c, i, j); }

  private void check(String kind, String config, int height, int width, int channels, Storage wanted) throws IOException {
    Tensor got = KerasFixture.run(fixture.h5(folder, functional("y", pictures(H, W, C), layer(kind, "y", config, List.of("in")))),
        picture);
    assertEquals(List.of(1, channels, height, width),
        List.of(got.shape().extent(0), got.shape().extent(1), got.shape().extent(2), got.shape().extent(3)));
    for (int i = 0; i < height; i++)
      for (int j = 0; j < width; j++)
        for (int c = 0; c < channels; c++)
          assertEquals(wanted.at(i, j, c), got.at(0, c, i, j), TOLERANCE * Math.max(1, Math.abs(wanted.at(i, j, c))),
              kind + " at " + i + ", " + j + ", " + c);
  }

  /** The mean of some numbers and of their squared distance to it. */
  private static double[] moments(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return new double[]{mean, Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow()};
  }

  @Test
  void rescalingWithLists() throws IOException {
    double[] scale = {1, 2, 3, -0.5};
    double[] offset = {-1, 0.5, 1, 4};
    check("Rescaling", "'scale': [1, 2, 3, -0.5], 'offset': [-1, 0.5, 1, 4]", H, W, C,
        (i, j, c) -> x(i, j, c) * scale[c] + offset[c]);
  }

  @Test
  void normalization() throws IOException {
    Tensor mean = fixture.weight("y/y/mean:0", C);
    Tensor variance = fixture.positive("y/y/variance:0", C);
    check("Normalization", "'axis': [-1], 'mean': null, 'variance': null, 'invert': false", H, W, C,
        (i, j, c) -> (x(i, j, c) - mean.cell(c)) / Math.sqrt(variance.cell(c)));
  }

  /** Along the rows: statistics of each row, as the shape of the weights says. */
  @Test
  void normalizationOfRowsInverted() throws IOException {
    Tensor mean = fixture.weight("y/y/mean:0", H);
    Tensor variance = fixture.positive("y/y/variance:0", H);
    check("Normalization", "'axis': [1], 'invert': true", H, W, C,
        (i, j, c) -> x(i, j, c) * Math.sqrt(variance.cell(i)) + mean.cell(i));
  }

  @Test
  void normalizationByNumbers() throws IOException {
    double[] mean = {1, 2, 3, 4};
    check("Normalization", "'axis': [-1], 'mean': [1, 2, 3, 4], 'variance': [4, 4, 4, 0]", H, W, C,
        (i, j, c) -> (x(i, j, c) - mean[c]) / (c == 3 ? 1e-7 : 2));
  }

  @Test
  void batchNormalizationOfColumns() throws IOException {
    Tensor gamma = fixture.weight("y/y/gamma:0", W);
    Tensor beta = fixture.weight("y/y/beta:0", W);
    Tensor mean = fixture.weight("y/y/moving_mean:0", W);
    Tensor variance = fixture.positive("y/y/moving_variance:0", W);
    check("BatchNormalization", "'axis': [2], 'momentum': 0.99, 'epsilon': 0.01", H, W, C,
        (i, j, c) -> gamma.cell(j) * (x(i, j, c) - mean.cell(j)) / Math.sqrt(variance.cell(j) + 0.01) + beta.cell(j));
  }

  @Test
  void layerNormalization() throws IOException {
    Tensor gamma = fixture.weight("y/y/gamma:0", C);
    Tensor beta = fixture.weight("y/y/beta:0", C);
    check("LayerNormalization", "'axis': [3], 'epsilon': 0.1", H, W, C, (i, j, c) -> {
      double[] m = moments(x(i, j, 0), x(i, j, 1), x(i, j, 2), x(i, j, 3));
      return gamma.cell(c) * (x(i, j, c) - m[0]) / Math.sqrt(m[1] + 0.1) + beta.cell(c);
    });
  }

  /** γ has the extents of its axes in their order: [W, C]. */
  @Test
  void layerNormalizationOfTwoAxes() throws IOException {
    Tensor gamma = fixture.weight("y/y/gamma:0", W, C);
    check("LayerNormalization", "'axis': [2, 3], 'center': false", H, W, C, (i, j, c) -> {
      double[] row = new double[W * C];
      for (int k = 0; k < row.length; k++) row[k] = x(i, k / C, k % C);
      double[] m = moments(row);
      return gamma.at(j, c) * (x(i, j, c) - m[0]) / Math.sqrt(m[1] + 1e-3);
    });
  }

  @Test
  void groupNormalization() throws IOException {
    Tensor gamma = fixture.weight("y/y/gamma:0", C);
    Tensor beta = fixture.weight("y/y/beta:0", C);
    check("GroupNormalization", "'groups': 2, 'axis': -1, 'epsilon': 0.02", H, W, C, (i, j, c) -> {
      double[] group = new double[H * W * 2];
      for (int k = 0; k < group.length; k++) group[k] = x(k / 2 / W, k / 2 % W, c / 2 * 2 + k % 2);
      double[] m = moments(group);
      return gamma.cell(c) * (x(i, j, c) - m[0]) / Math.sqrt(m[1] + 0.02) + beta.cell(c);
    });
  }

  /** ConvNeXt's. */
  @Test
  void layerScale() throws IOException {
    Tensor gamma = fixture.weight("y/y/gamma:0", C);
    check("LayerScale", "'init_values': 1e-6, 'projection_dim': 4", H, W, C, (i, j, c) -> gamma.cell(c) * x(i, j, c));
  }

  /** Inception-ResNet's. */
  @Test
  void scaledResidual() throws IOException {
    String net = functional("y", pictures(H, W, C), layer("Permute", "same", "'dims': [1, 2, 3]", List.of("in")),
        layer("CustomScaleLayer", "y", "'scale': 0.17", List.of("in", "same")));
    assertEquals(1.17 * x(1, 2, 3), KerasFixture.run(fixture.h5(folder, net), picture).at(0, 3, 1, 2), TOLERANCE);
  }

  /** A difference and a scaled residual are of two; a third input is not left out in silence. */
  @Test
  void whatTakesTwoInputs() throws IOException {
    for (String kind : List.of("Subtract", "CustomScaleLayer")) {
      String net = functional("y", pictures(H, W, C), layer("Permute", "same", "'dims': [1, 2, 3]", List.of("in")),
          layer(kind, "y", "", List.of("in", "same", "in")));
      String message = String.valueOf(
          assertThrows(WeightsException.class, () -> KerasFixture.run(fixture.h5(folder, net), picture)).getMessage());
      assertTrue(message.contains("'y'") && message.contains("3 inputs"), message);
    }
  }

  /** Along the rows: Σ over i is 1. */
  @Test
  void softmaxOfRows() throws IOException {
    String net = functional("z", pictures(H, W, C), layer("Softmax", "y", "'axis': 1", List.of("in")),
        layer("Activation", "z", "'activation': 'linear'", List.of("y")));
    Tensor got = KerasFixture.run(fixture.h5(folder, net), picture);
    for (int i = 0; i < H; i++) {
      double sum = 0;
      for (int k = 0; k < H; k++) sum += Math.exp(x(k, 3, 2));
      assertEquals(Math.exp(x(i, 3, 2)) / sum, got.at(0, 2, i, 3), TOLERANCE);
    }
  }

  @Test
  void permutations() throws IOException {
    check("Permute", "'dims': [2, 1, 3]", W, H, C, (i, j, c) -> x(j, i, c));
    check("Permute", "'dims': [3, 1, 2]", C, H, W, (i, j, c) -> x(j, c, i));
  }

  @Test
  void centreOfAPicture() throws IOException {
    check("CenterCrop", "'height': 2, 'width': 4", 2, 4, C, (i, j, c) -> x(i + 1, j + 1, c));
  }

  /** 4 × 3 of 5 × 7: the rows and columns at (i + ½)·5/4 − ½ and (j + ½)·7/3 − ½, and the cells nearest to (i + ½)·5/4 and (j + ½)·7/3. */
  @Test
  void resizing() throws IOException {
    check("Resizing", "'height': 4, 'width': 3, 'interpolation': 'bilinear', 'crop_to_aspect_ratio': false", 4, 3, C, (i, j, c) -> {
      double r = (i + 0.5) * 5 / 4 - 0.5;
      double s = (j + 0.5) * 7 / 3 - 0.5;
      int a = (int) r;
      int b = (int) s;
      return (1 - r + a) * ((1 - s + b) * x(a, b, c) + (s - b) * x(a, b + 1, c))
          + (r - a) * ((1 - s + b) * x(a + 1, b, c) + (s - b) * x(a + 1, b + 1, c));
    });
    check("Resizing", "'height': 4, 'width': 3, 'interpolation': 'nearest'", 4, 3, C,
        (i, j, c) -> x((int) ((i + 0.5) * 5 / 4), (int) ((j + 0.5) * 7 / 3), c));
  }

  /** To 4 × 4 the middle 5 × 5 is taken, from column 1, then the nearest cells. */
  @Test
  void resizingOfTheMiddle() throws IOException {
    check("Resizing", "'height': 4, 'width': 4, 'interpolation': 'nearest', 'crop_to_aspect_ratio': true", 4, 4, C,
        (i, j, c) -> x((int) ((i + 0.5) * 5 / 4), 1 + (int) ((j + 0.5) * 5 / 4), c));
  }

  /**
   * A transposed convolution adds x(p, q)·kernel to y at p·stride + u − before: valid has nothing before and (n − 1)·stride + max(kernel,
   * stride) rows; same has n·stride rows and ⌊(kernel − stride)/2⌋ before, for the convolution that leads back has them.
   */
  @ParameterizedTest
  @CsvSource({"valid, 2, 11, 15, 0", "same, 2, 10, 14, 0", "same, 1, 5, 7, 1", "valid, 4, 20, 28, 0"})
  void transposedConvolution(String padding, int stride, int height, int width, int before) throws IOException {
    int outputs = 3;
    Tensor kernel = fixture.weight("y/y/kernel:0", 3, 3, outputs, C);
    Tensor bias = fixture.weight("y/y/bias:0", outputs);
    double[][][] y = new double[height + 4][width + 4][outputs];
    for (int p = 0; p < H; p++)
      for (int q = 0; q < W; q++)
        for (int u = 0; u < 3; u++)
          for (int v = 0; v < 3; v++)
            for (int o = 0; o < outputs; o++)
              for (int c = 0; c < C; c++)
                y[p * stride + u][q * stride + v][o] += x(p, q, c) * kernel.at(u, v, o, c);
    check("Conv2DTranspose",
        "'filters': 3, 'kernel_size': [3, 3], 'strides': [" + stride + ", " + stride + "], 'padding': '" + padding
            + "', 'output_padding': null, 'activation': 'relu'",
        height, width, outputs, (i, j, o) -> Math.max(0, y[i + before][j + before][o] + bias.cell(o)));
  }

  @Test
  void denseOnPictures() throws IOException {
    Tensor kernel = fixture.weight("y/y/kernel:0", C, 2);
    check("Dense", "'units': 2, 'use_bias': false", H, W, 2, (i, j, o) -> {
      double sum = 0;
      for (int c = 0; c < C; c++) sum += x(i, j, c) * kernel.at(c, o);
      return sum;
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{'class_name': 'LeakyReLU', 'config': {'name': 'l', 'trainable': true, 'dtype': 'float32', 'alpha': 0.1}}",
      "{'module': 'keras.layers', 'class_name': 'LeakyReLU', 'config': {'name': 'l', 'negative_slope': 0.1}, 'registered_name': null}"})
  void activationAsAnObject(String activation) throws IOException {
    Tensor kernel = fixture.weight("y/y/kernel:0", 1, 1, C, 2);
    check("Conv2D", "'filters': 2, 'kernel_size': 1, 'use_bias': false, 'activation': " + activation, H, W, 2, (i, j, o) -> {
      double sum = 0;
      for (int c = 0; c < C; c++) sum += x(i, j, c) * kernel.at(0, 0, c, o);
      return sum > 0 ? sum : 0.1 * sum;
    });
  }

  /** A layer that is active in training only hands on what it gets, whatever else it says. */
  @ParameterizedTest
  @ValueSource(strings = {"RandomFlip", "RandomRotation", "RandomZoom", "RandomTranslation", "RandomContrast", "RandomBrightness",
      "GaussianNoise",
      "GaussianDropout", "SpatialDropout2D", "AlphaDropout", "ActivityRegularization"})
  void trainingOnly(String kind) throws IOException {
    check(kind, "'factor': 0.3, 'seed': null, 'anything': [1, 2]", H, W, C, this::x);
  }

  @Test
  void minimumOfAPictureAndItsChannels() throws IOException {
    String net = functional("y", pictures(H, W, C), layer("GlobalMaxPooling2D", "g", "'keepdims': true", List.of("in")),
        layer("Rescaling", "half", "'scale': 0.5, 'offset': 0", List.of("g")), layer("Minimum", "y", "", List.of("in", "half")));
    Tensor got = KerasFixture.run(fixture.h5(folder, net), picture);
    for (int c = 0; c < C; c++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < H * W; k++) most = Math.max(most, x(k / W, k % W, c));
      for (int k = 0; k < H * W; k++) assertEquals(Math.min(x(k / W, k % W, c), 0.5 * most), got.at(0, c, k / W, k % W), TOLERANCE);
    }
  }

  /** Rows of one above rows of the other. */
  @Test
  void concatenationOfRows() throws IOException {
    String net = functional("y", pictures(H, W, C), layer("Rescaling", "half", "'scale': 0.5", List.of("in")),
        layer("Concatenate", "y", "'axis': 1", List.of("in", "half")));
    Tensor got = KerasFixture.run(fixture.h5(folder, net), picture);
    for (int i = 0; i < 2 * H; i++) assertEquals(i < H ? x(i, 2, 3) : 0.5 * x(i - H, 2, 3), got.at(0, 3, i, 2), TOLERANCE);
  }
}
