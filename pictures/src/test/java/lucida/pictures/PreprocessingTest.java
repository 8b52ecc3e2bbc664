package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
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
        new Case("torchvision-bicubic", Shape.of(3, 224, 224), (200 / 255.0 - 0.485) / 0.229, (100 / 255.0 - 0.456) / 0.224,
            (50 / 255.0 - 0.406) / 0.225),
        new Case("caffe", Shape.of(3, 224, 224), 50 - 104, 100 - 117, 200 - 123),
        new Case("keras", Shape.of(3, 224, 224), 50 - 103.939, 100 - 116.779, 200 - 123.68),
        new Case("cifar", Shape.of(3, 32, 32), (200 / 255.0 - 0.485) / 0.229, (100 / 255.0 - 0.456) / 0.224,
            (50 / 255.0 - 0.406) / 0.225),
        new Case("grey", Shape.of(1, 28, 28), Math.floor((19595 * 200 + 38470 * 100 + 7471 * 50 + 32768) / 65536.0) / 255),
        new Case("none", Shape.of(3, 20, 30), 200 / 255.0, 100 / 255.0, 50 / 255.0))
        .map(c -> DynamicTest.dynamicTest(c.name, () -> {
          Picture picture = Picture.painted(30, 20, (x, y) -> 0xC86432);
          for (Precision precision : Precision.values()) {
            Tensor x = Preprocessing.named(c.name).tensor(picture, precision);
            assertEquals(c.shape, x.shape());
            assertEquals(precision, x.precision());
            for (int k = 0; k < x.size(); k++)
              assertEquals(precision.round(c.channels[k / (x.size() / c.channels.length)]), x.cell(k));
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
      Picture seen = p.geometry().of(p.order() == ChannelOrder.GREY ? noise.grey() : noise);
      for (Precision precision : Precision.values()) assertEquals(seen, p.picture(p.tensor(noise, precision)));
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
    assertEquals(Shape.of(1, 3, 4, 5), PreparedArray.batch(one, 3).shape());
    assertSame(many, PreparedArray.batch(many, 3));
    assertEquals(Shape.of(1, 1, 4, 5), PreparedArray.batch(one.select(0, 0), 1).shape());
    assertEquals("it has the shape [4, 4, 5], 4 channels, and the network expects 3: [3, H, W] or [N, 3, H, W]",
        assertThrows(ShapeException.class, () -> PreparedArray.batch(Tensor.zeros(Shape.of(4, 4, 5), Precision.FLOAT32), 3))
            .getMessage());
  }

  /** Samples are no prepared picture, whatever their precision, unless the network takes samples; other values are told of. */
  @Test
  void arraysThatWereNotPrepared() {
    Tensor samples = Tensor.filled(Shape.of(1, 3, 4, 5), Precision.FLOAT64, i -> 4 * i);
    for (Preprocessing p : List.of(Preprocessing.TORCHVISION, Preprocessing.CAFFE, Preprocessing.NONE))
      for (Tensor x : List.of(samples, samples.to(Precision.FLOAT32))) {
        String message = assertThrows(IllegalArgumentException.class, () -> PreparedArray.checked(x, p)).getMessage();
        assertTrue(message.startsWith("it holds whole numbers from 0 to 236, samples of a picture that was not prepared, and the "
            + "network expects " + p), message);
      }
    Preprocessing asTheyAre = new Preprocessing("none, changed", Preprocessing.NONE.geometry(), ChannelOrder.RGB, 1,
        List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    assertEquals(Optional.empty(), PreparedArray.checked(samples, asTheyAre));
    assertEquals(Optional.empty(), PreparedArray.checked(samples.scale(1 / 255.0), Preprocessing.NONE));
    assertEquals(Optional.of(
        "its values run from 0.000 to 118.0, outside the range 0.000 to 1.000 that pictures have after none: was it prepared another way?"),
        PreparedArray.checked(samples.scale(0.5).map(v -> v + (v == 2 ? 0.5 : 0)), Preprocessing.NONE));
    Picture picture = Fixtures.noise(256, 256, 7);
    for (Preprocessing p : List.of(Preprocessing.TORCHVISION, Preprocessing.CAFFE, Preprocessing.KERAS, Preprocessing.SCENES)) {
      Tensor x = p.tensor(picture, Precision.FLOAT32);
      assertEquals(Optional.empty(), PreparedArray.checked(x.reshape(x.shape().insert(0, 1)), p), p.name());
    }
  }

  /** Equal means are those of the grey picture too; ImageNet's are not; two channels are no colours. */
  @Test
  void otherNumbersOfChannels() {
    Preprocessing grey = Preprocessing.SCENES.forChannels(1);
    Picture noise = Fixtures.noise(64, 64, 6);
    Tensor x = grey.tensor(noise, Precision.FLOAT64);
    for (int i = 0; i < 64; i++)
      for (int j = 0; j < 64; j++) assertEquals((noise.grey().sample(j, i, 0) / 255.0 - 0.5) / 0.25, x.at(0, i, j));
    assertEquals("preprocessing caffe is for 3 channels, the network expects 1",
        assertThrows(IllegalArgumentException.class, () -> Preprocessing.CAFFE.forChannels(1)).getMessage());
    Preprocessing arrays = Preprocessing.GREY.forChannels(2);
    assertEquals("arrays as they are; shown is the mean of the 2 channels in greys", arrays.toString());
    assertThrows(IllegalArgumentException.class, () -> arrays.tensor(noise, Precision.FLOAT32));
  }

  /** Means −1, 0 and 3 of the two channels: black, a quarter of the way (255/4 rounded), white. */
  @Test
  void channelsThatAreNoColoursAreShownByTheirMean() {
    Tensor x = Tensor.of(Shape.of(2, 1, 3), -3.0, 1, 2, 1.0, -1, 4);
    assertEquals(Picture.painted(3, 1, (column, row) -> new int[]{0, 0x404040, 0xFFFFFF}[column]),
        Preprocessing.GREY.forChannels(2).picture(x));
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals(
        "There is no preprocessing imagenet; there are torchvision, torchvision-bicubic, caffe, keras, cifar, scenes, grey, none",
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
