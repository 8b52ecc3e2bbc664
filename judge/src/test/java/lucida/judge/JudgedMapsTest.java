package lucida.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import lucida.core.RandomStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/** The small networks of this room's tests are what they say. */
class JudgedMapsTest {
  /** S = W x + b in plain loops; 4·n·ulp for the sum of n products. */
  @Test
  void theLinearNetworkIsWxPlusB() {
    Shape picture = Shape.of(2, 3, 2);
    Tensor W = RandomStream.of(1).gaussian(Shape.of(3, 12), Precision.FLOAT64, 0, 1), b = Tensor.vector(0.5, -1, 2);
    Tensor x = RandomStream.of(2).gaussian(picture, Precision.FLOAT64, 0, 1);
    JudgedMap judged = JudgedMaps.of(JudgedMaps.linear(picture, W, b), new LabelledPicture("x", x, OptionalInt.empty(), List.of()),
        new JudgedMaps.Given(Tensor.zeros(Shape.of(3, 2), Precision.FLOAT64)));
    for (int m = 0; m < 3; m++) {
      double S = b.cell(m);
      for (int e = 0; e < 12; e++) S += W.at(m, e) * x.cell(e);
      assertEquals(S, judged.probe().logits().cell(m), 1e-14);
      assertEquals(S, JudgedMaps.scores(judged, x).cell(m), 1e-14);
    }
  }

  @Test
  void theMapShownIsTheGivenOne() {
    Tensor map = JudgedMaps.map(0);
    JudgedMap judged = JudgedMaps.of(map);
    assertEquals(map.shape(), judged.shown().shape());
    for (int e = 0; e < map.size(); e++) assertEquals(map.cell(e), judged.shown().cell(e));
  }
}
