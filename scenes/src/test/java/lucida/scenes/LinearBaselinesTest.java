package lucida.scenes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scenes need vision: neither their colours nor their coarse layout tells the class to a linear classifier. */
class LinearBaselinesTest {
  private static final double LIMIT = 0.40;

  private interface Features {
    /** From [3, 64, 64] bytes to numbers, the last one left 0 for the bias. */
    double[] of(byte[] pixels);
  }

  /** The share of pixels in each of 6 × 6 × 6 boxes of colours. */
  private static double[] histogram(byte[] pixels) {
    double[] share = new double[217];
    for (int k = 0; k < 4096; k++) {
      int bin = 0;
      for (int c = 0; c < 3; c++) bin = 6 * bin + Byte.toUnsignedInt(pixels[4096 * c + k]) * 6 / 256;
      share[bin] += 1 / 4096.0;
    }
    return share;
  }

  /** The mean colours of 8 × 8 squares. */
  private static double[] thumbnail(byte[] pixels) {
    double[] mean = new double[193];
    for (int c = 0; c < 3; c++)
      for (int i = 0; i < 64; i++)
        for (int j = 0; j < 64; j++)
          mean[(8 * c + i / 8) * 8 + j / 8] += Byte.toUnsignedInt(pixels[(64 * c + i) * 64 + j]) / (64 * 255.0);
    return mean;
  }

  private record Result(double training, double test) {}

  /** The accuracies after the step, of every 25, that does best on the test scenes: in favour of the classifier. */
  private static Result fit(SceneKind kind, Features features, int training, int test, int steps) {
    SceneSet fitted = SceneSet.of(kind, Split.TRAINING, training);
    SceneSet held = SceneSet.of(kind, Split.TEST, test);
    double[][] x = IntStream.range(0, training).parallel().mapToObj(i -> features.of(fitted.pixels(i))).toArray(double[][]::new);
    double[][] z = IntStream.range(0, test).parallel().mapToObj(i -> features.of(held.pixels(i))).toArray(double[][]::new);
    LinearProbe.standardise(x, z);
    int[] labels = IntStream.range(0, training).map(fitted::label).toArray();
    int[] heldLabels = IntStream.range(0, test).map(held::label).toArray();
    LinearProbe probe = new LinearProbe(x, labels, fitted.classes().size());
    double step = probe.step();
    Result best = new Result(0, 0);
    for (int k = 0; k < steps; k += 25) {
      probe.descend(25, step);
      Result now = new Result(probe.accuracy(x, labels), probe.accuracy(z, heldLabels));
      if (now.test() > best.test()) best = now;
    }
    return best;
  }

  @Test
  void linearClassifiersFailOnFewScenes() {
    for (Features features : List.<Features>of(LinearBaselinesTest::histogram, LinearBaselinesTest::thumbnail)) {
      Result result = fit(new SceneKind.Single(), features, 800, 400, 50);
      assertTrue(result.test() < LIMIT, result.toString());
    }
  }

  /** The table in README.md, made anew. It is written to target/linear-baselines.md too. */
  @Tag("full")
  @Test
  void linearClassifiersFailAndTheTableSaysByHowMuch() throws IOException {
    StringBuilder table = new StringBuilder(
        "| scenes | classes | chance | colour histograms (216) | thumbnails (8 × 8 × 3) |\n|---|---|---|---|---|\n");
    for (SceneKind kind : List.of(new SceneKind.Single(), new SceneKind.Several(), new SceneKind.FineGrained())) {
      int classes = SceneSet.of(kind, Split.TEST, 1).classes().size();
      Result colours = fit(kind, LinearBaselinesTest::histogram, 6000, 2000, 200);
      Result layout = fit(kind, LinearBaselinesTest::thumbnail, 6000, 2000, 200);
      table.append(String.format(Locale.ROOT, "| %s | %d | %.1f %% | %.1f %% (training %.1f %%) | %.1f %% (training %.1f %%) |%n",
          kind.getClass().getSimpleName(),
          classes, 100.0 / classes, 100 * colours.test(), 100 * colours.training(), 100 * layout.test(), 100 * layout.training()));
      assertTrue(Math.max(colours.test(), layout.test()) < LIMIT, table.toString());
    }
    Files.writeString(Path.of("target/linear-baselines.md"), table.toString());
    assertTrue(Files.readString(Path.of("README.md")).contains(table), () -> "README.md should say\n" + table);
  }
}
