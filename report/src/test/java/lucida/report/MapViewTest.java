package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.pictures.ChannelOrder;
import lucida.pictures.ColourMap;
import lucida.pictures.ColourScale;
import lucida.pictures.Picture;
import org.junit.jupiter.api.Test;

class MapViewTest {
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
