package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.pictures.ChannelOrder;
import lucida.pictures.ColourMap;
import lucida.pictures.ColourScale;
import lucida.pictures.Picture;
import org.junit.jupiter.api.Test;

class MapViewTest {
  /** Neither for nor against: as 0 is where others have both signs, the middle of the signed colours alone, hardly anything over a picture; words say what it is. */
  @Test
  void aFlatMapIsNeutralAndSaysSo() {
    int middle = MapView.signed(Tensor.matrix(new double[]{-1, 0, 1})).alone(3, 1).rgb(1, 0);
    int over = MapView.signed(Tensor.matrix(new double[]{-1, 0, 0, 0, 1})).over(Sample.shown()).rgb(150, 130);
    Tensor zero = Tensor.matrix(new double[]{0, 0}), three = Tensor.matrix(new double[]{3, 3});
    for (MapView flat : List.of(MapView.signed(zero), MapView.heat(zero, ColourMap.DAWN, ColourScale.max(zero)),
        MapView.magnitude(Tensor.of(Shape.of(3, 1, 2), new double[6]), ColourMap.GREY), view("rise", three, three))) {
      assertInstanceOf(MapView.Flat.class, flat);
      assertEquals(middle, flat.alone(2, 1).rgb(1, 0), flat.look());
      assertEquals(over, flat.over(Sample.shown()).rgb(150, 130), flat.look());
      assertTrue(flat.bar().isEmpty() && !flat.takesColours() && !flat.isLighterWhereStronger(), flat.look());
    }
    assertEquals("0 everywhere", MapView.signed(zero).look());
    assertEquals("3.00 everywhere", view("rise", three, three).look());
  }

  /** Where there is no value chequers stay, and are not called 0. */
  @Test
  void aFlatMapWithGaps() {
    Tensor gaps = Tensor.matrix(new double[]{0, 0, Double.NaN, Double.NaN}), none = gaps.map(_ -> Double.NaN);
    assertEquals("0 wherever it has a value", MapView.signed(gaps).look());
    assertEquals("no value anywhere", MapView.signed(none).look());
    Tensor signs = Tensor.matrix(new double[]{-1, 1, Double.NaN, Double.NaN});
    assertEquals(MapView.signed(signs).alone(4, 1).rgb(3, 0), MapView.signed(gaps).alone(4, 1).rgb(3, 0));
  }

  /** On a scale from 0 a constant has a colour of its own; beside the key words say that there is no other. */
  @Test
  void aConstantOnAScaleFromZeroKeepsItsColour() {
    Tensor four = Tensor.matrix(new double[]{4, 4});
    MapView view = view("gradcam", four, four.relu());
    assertEquals(new ColourScale(0, 4), scale(view));
    assertEquals("0 to its maximum: 4.00 everywhere", view.look());
    assertEquals("red for, blue against, the same scale on both sides of 0: −4.00 everywhere",
        MapView.signed(four.negate()).look());
  }

  /** One colour needs no key. */
  @Test
  void aMapOfNothingHasNoBar() {
    for (double nothing : new double[]{0, Double.NaN}) {
      Tensor map = Tensor.matrix(new double[]{nothing, nothing});
      assertTrue(MapView.heat(map, ColourMap.DAWN, ColourScale.max(map)).bar().isEmpty());
      assertTrue(MapView.signed(map).bar().isEmpty());
    }
  }

  private static MapView view(String method, Tensor signed, Tensor map) {
    return MapView.of(Sample.map(method, signed, map), ColourMap.JET, ChannelOrder.RGB);
  }

  private static ColourScale scale(MapView view) { return view.bar().orElseThrow().scale(); }

  /** At the map's own extents a cell is a pixel: 0 and below have the first colour, the maximum the last. */
  @Test
  void aMapAfterItsReluGoesFromZeroToItsMaximum() {
    MapView view = view("gradcam", Sample.MAP, Sample.MAP.relu());
    assertEquals(new ColourScale(0, 4), scale(view));
    assertEquals(ColourMap.JET.rgb(0), view.alone(2, 2).rgb(0, 0));
    assertEquals(ColourMap.JET.rgb(0.5), view.alone(2, 2).rgb(1, 0));
    assertEquals(ColourMap.JET.rgb(1), view.alone(2, 2).rgb(1, 1));
  }

  @Test
  void aMapWithBothSignsIsSymmetric() {
    MapView view = view("cam", Sample.MAP, Sample.MAP);
    assertEquals(new ColourScale(-4, 4), scale(view));
    assertEquals(ColourMap.DIVERGING.rgb(1), view.alone(2, 2).rgb(1, 1));
    assertEquals(ColourMap.DIVERGING.rgb(3 / 8.0), view.alone(2, 2).rgb(0, 0));
  }

  /** A map of positive means, as RISE gives, would look flat from 0 on. */
  @Test
  void aPositiveMapWithoutAReluGoesFromItsMinimum() {
    Tensor positive = Sample.MAP.map(v -> v + 10);
    assertEquals(new ColourScale(9, 14), scale(view("rise", positive, positive)));
  }

  @Test
  void pixelsByTheirMagnitude() {
    Tensor pixels = Tensor.of(Shape.of(3, 1, 2), 1.0, -2, 3, 0, -5, 0);
    MapView.Plane view = assertInstanceOf(MapView.Plane.class, view("gradient", pixels, pixels));
    assertTrue(view.map().sameAs(Tensor.matrix(new double[]{9, 2})));
  }

  /** Zero everywhere is grey; 100 % of the scale is white. */
  @Test
  void guidedBackpropInColours() {
    Tensor pixels = Tensor.of(Shape.of(3, 1, 2), 0.0, 4, 0, 0, 0, -4);
    MapView view = assertInstanceOf(MapView.Colours.class, view("guided-backprop", pixels, pixels));
    assertEquals(0x808080, view.alone(2, 1).rgb(0, 0));
    assertEquals(0xFF8000, view.alone(2, 1).rgb(1, 0));
    assertTrue(view.bar().isEmpty());
    assertEquals("each colour by itself: dark −4.00, grey 0, bright 4.00", view.look());
    Tensor zero = pixels.scale(0);
    assertEquals("each colour by itself, grey for 0: 0 everywhere", view("guided-backprop", zero, zero).look());
  }

  /** Every overlay is as large as the picture, so that those of one picture can be laid over each other; the network saw its middle. */
  @Test
  void overlaysHaveTheExtentsOfWhatTheyCover() {
    Shown shown = Sample.shown();
    assertEquals("300×260", view("gradcam", Sample.MAP, Sample.MAP.relu()).over(shown).toString());
    Tensor pixels = Tensor.of(Shape.of(3, 1, 2), new double[6]);
    Picture drawn = view("deconvnet", pixels, pixels).over(shown);
    assertEquals("300×260", drawn.toString());
    assertEquals(0x808080, drawn.rgb(150, 130));
    assertEquals(view("gradcam", Sample.MAP, Sample.MAP.relu()).over(shown).rgb(2, 130), drawn.rgb(2, 130), "outside");
  }
}
