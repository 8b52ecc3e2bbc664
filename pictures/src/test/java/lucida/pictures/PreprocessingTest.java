package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PreprocessingTest {
  /** One colour everywhere stays itself under any geometry, so every cell is the formula's value: red 200, green 100, blue 50. */
  @TestFactory
  Stream<DynamicTest> formulaByHand() {
    record Case(String name, Shape shape, double... channels) {}
    return Stream.of(
        new Case("torchvision", Shape.of(3, 224, 224), (200 / 255.0 - 0.485) / 0.229, (100 / 255.0 - 0.456) / 0.224,
            (50 / 255.0 - 0.406) / 0.225),
        new Case("caffe", Shape.of(3, 224, 224), 50 - 104, 100 - 117, 200 - 123),
        new Case("keras", Shape.of(3, 224, 224), 50 - 103.939, 100 - 116.779, 200 - 123.68),
        new Case("cifar", Shape.of(3, 32, 32), (200 / 255.0 - 0.485) / 0.229, (100 / 255.0 - 0.456) / 0.224,
            (50 / 255.0 - 0.406) / 0.225),
        new Case("none", Shape.of(3, 20, 30), 200 / 255.0, 100 / 255.0, 50 / 255.0))
        .map(c -> DynamicTest.dynamicTest(c.name, () -> {
          Picture picture = Picture.painted(30, 20, (x, y) -> 0xC86432);
          for (Precision precision : Precision.values()) {
            Tensor x = Preprocessing.named(c.name).tensor(picture, precision);
            assertEquals(c.shape, x.shape());
            assertEquals(precision, x.precision());
            for (int k = 0; k < x.size(); k++) assertEquals(precision.round(c.channels[k / (x.size() / 3)]), x.cell(k));
          }
        }));
  }

  /** Rows are rows and columns are columns: cell [c, i, j] is pixel (j, i). */
  @Test
  void rowsAndColumns() {
    Picture noise = Fixtures.noise(7, 5, 1);
    Tensor x = Preprocessing.NONE.tensor(noise, Precision.FLOAT64);
    for (int c = 0; c < 3; c++)
      for (int i = 0; i < 5; i++) for (int j = 0; j < 7; j++) assertEquals(noise.sample(j, i, c) / 255.0, x.at(c, i, j));
  }

  /** The display of an input is the picture the network sees, exactly: rounding to float32 moves a sample by far less than half a level. */
  @TestFactory
  Stream<DynamicTest> inverse() {
    Picture noise = Fixtures.noise(301, 257, 5);
    return Preprocessing.PRESETS.stream().map(p -> DynamicTest.dynamicTest(p.name(), () -> {
      for (Precision precision : Precision.values()) assertEquals(p.geometry().of(noise), p.picture(p.tensor(noise, precision)));
    }));
  }

  /** Values that no picture has are shown as the nearest that one has. */
  @Test
  void inverseClamps() {
    Tensor x = Tensor.of(Shape.of(3, 1, 2), -1.0, 2, 0.5, 0.2, Double.NaN, 1);
    assertEquals(Picture.painted(2, 1, (column, row) -> column == 0 ? 0x008000 : 0xFF33FF), Preprocessing.NONE.picture(x));
  }

  /** load_img's nearest pixel: doubling repeats pixels, halving takes every second one, the later of two. */
  @Test
  void kerasTakesTheNearestPixel() {
    Picture small = Fixtures.noise(112, 112, 2), large = Fixtures.noise(448, 448, 3);
    assertEquals(Picture.painted(224, 224, (x, y) -> small.rgb(x / 2, y / 2)), Preprocessing.KERAS.geometry().of(small));
    assertEquals(Picture.painted(224, 224, (x, y) -> large.rgb(2 * x + 1, 2 * y + 1)), Preprocessing.KERAS.geometry().of(large));
  }

  @Test
  void cifarTakesItsOwnAsTheyAre() {
    Picture picture = Fixtures.noise(32, 32, 4);
    assertEquals(picture, Preprocessing.CIFAR.geometry().of(picture));
  }

  /** Another geometry, the same numbers: one colour becomes the same three values. */
  @Test
  void otherExtents() {
    Picture picture = Picture.painted(30, 20, (x, y) -> 0xC86432);
    Tensor x = Preprocessing.TORCHVISION.with(new Geometry.Stretch(5, 4, Filter.BILINEAR)).tensor(picture, Precision.FLOAT64);
    assertEquals(Shape.of(3, 4, 5), x.shape());
    assertEquals((100 / 255.0 - 0.456) / 0.224, x.at(1, 3, 2));
  }

  @Test
  void batches() {
    Tensor one = Tensor.zeros(Shape.of(3, 4, 5), Precision.FLOAT32), many = Tensor.zeros(Shape.of(2, 3, 4, 5), Precision.FLOAT32);
    assertEquals(Shape.of(1, 3, 4, 5), Preprocessing.batch(one).shape());
    assertSame(many, Preprocessing.batch(many));
    assertEquals("A preprocessed picture has the shape [3, H, W] or [N, 3, H, W], not [4, 4, 5]",
        assertThrows(ShapeException.class, () -> Preprocessing.batch(Tensor.zeros(Shape.of(4, 4, 5), Precision.FLOAT32)))
            .getMessage());
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals("There is no preprocessing imagenet; there are torchvision, caffe, keras, cifar, scenes, none",
        assertThrows(IllegalArgumentException.class, () -> Preprocessing.named("imagenet")).getMessage());
    assertEquals("Preprocessing mine divides by 0", assertThrows(IllegalArgumentException.class,
        () -> new Preprocessing("mine", new Geometry.AsIs(), ChannelOrder.RGB, 0, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)))
        .getMessage());
    assertEquals("Preprocessing mine: a picture has 3 channels, there are 1 means and 3 deviations",
        assertThrows(IllegalArgumentException.class,
            () -> new Preprocessing("mine", new Geometry.AsIs(), ChannelOrder.RGB, 1, List.of(0.0), List.of(1.0, 1.0, 1.0)))
            .getMessage());
  }
}
