package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import lucida.judge.LabelledPicture;
import org.junit.jupiter.api.Test;

class AverageDropTest {
  private static final AverageDrop PROPORTIONAL = new AverageDrop(Mutes.IN_PROPORTION, Nothing.ZERO);

  /** S = (0, 2 x_0), x = (1, 0), so Y = 1/(1 + e⁻²); the map (0, 1) leaves nothing of x_0: O = 1/2, the drop 1 − (1 + e⁻²)/2. */
  @Test
  void byHand() {
    assertEquals(100 * (1 - (1 + Math.exp(-2)) / 2), JudgedMaps.value(PROPORTIONAL, linear(0, 1)).value(), 1e-12);
    assertEquals(0, JudgedMaps.value(PROPORTIONAL, linear(1, 0)).value());
  }

  /** With the weight −2 the class is less probable on the picture than on the muted one: no drop. */
  @Test
  void aRiseIsNoDrop() {
    assertEquals(0, JudgedMaps.value(PROPORTIONAL, of(-2, 0, 1)).value());
  }

  private static JudgedMap linear(double... map) { return of(2, map); }

  private static JudgedMap of(double weight, double... map) {
    Shape picture = Shape.of(1, 1, 2);
    Tensor W = Tensor.matrix(new double[]{0, 0}, new double[]{weight, 0});
    LabelledPicture x = new LabelledPicture("x", Tensor.of(picture, 1.0, 0.0), OptionalInt.empty(), List.of());
    return JudgedMaps.of(JudgedMaps.linear(picture, W, Tensor.vector(0, 0)), x,
        new JudgedMaps.Given(Tensor.of(Shape.of(1, 2), map)));
  }

  /** A probability of 0 in float64: S^1 = −2000 against 0. */
  @Test
  void aClassOfProbabilityZeroIsLeftOut() {
    assertEquals("the class has the probability 0 on the picture",
        assertInstanceOf(Judgement.LeftOut.class, JudgedMaps.judgement(PROPORTIONAL, of(-2000, 0, 1))).reason());
  }

  /** The same rise: Y = 1/(1 + e²), O = 1/2, of what Y lacks of 1 the part (O − Y)/(1 − Y) is gained; and of +2 nothing is. */
  @Test
  void gainsByHand() {
    double Y = 1 / (1 + Math.exp(2));
    AverageGain gain = new AverageGain(Mutes.IN_PROPORTION, Nothing.ZERO);
    ConfidenceChange change = new ConfidenceChange(Mutes.IN_PROPORTION, Nothing.ZERO);
    assertEquals(100 * (0.5 - Y) / (1 - Y), JudgedMaps.value(gain, of(-2, 0, 1)).value(), 1e-12);
    assertEquals(0, JudgedMaps.value(gain, of(2, 0, 1)).value());
    assertEquals(0.5 - Y, JudgedMaps.value(change, of(-2, 0, 1)).value(), 1e-15);
    assertEquals(Y - 0.5, JudgedMaps.value(change, of(2, 0, 1)).value(), 1e-15, "1/(1 + e⁻²) = 1 − Y");
    assertInstanceOf(Judgement.LeftOut.class, JudgedMaps.judgement(gain, of(2000, 0, 1)));
  }

  /** What stands where the picture is muted: of x = (1, 0) the mean is ½, black is given as −1. */
  @Test
  void whatStandsThereByHand() {
    assertEquals("average-drop-mean", new AverageDrop(Mutes.IN_PROPORTION, Nothing.MEAN).name());
    assertEquals("increase-half-black", new Increase(Mutes.HALF, Nothing.BLACK).name());
    double Y = 1 / (1 + Math.exp(-2)), O = 1 / (1 + Math.exp(-1));
    assertEquals(100 * (Y - O) / Y, JudgedMaps.value(new AverageDrop(Mutes.IN_PROPORTION, Nothing.MEAN), linear(0, 1)).value(),
        1e-12);
    AverageDrop black = new AverageDrop(Mutes.IN_PROPORTION, Nothing.BLACK);
    assertEquals("what a black pixel is for the network is not known",
        assertInstanceOf(Judgement.LeftOut.class, JudgedMaps.judgement(black, linear(0, 1))).reason());
    JudgedMap judged = linear(0, 1);
    JudgedMap known = JudgedMaps.of(judged.probe().subject(), judged.picture().withBlack(Tensor.vector(-1)),
        new JudgedMaps.Given(judged.map().map()));
    assertEquals(100 * (1 - (1 + Math.exp(-2)) / (1 + Math.exp(2))), JudgedMaps.value(black, known).value(), 1e-12,
        "O = 1/(1 + e²)");
  }

  /** [ME 1] in plain loops. */
  @Test
  void asThePaperWritesIt() {
    for (int number = 0; number < 4; number++) {
      JudgedMap judged = JudgedMaps.of(JudgedMaps.map(number));
      double[] L = judged.shown().toDoubles(), kept = new double[L.length];
      double least = IntStream.range(0, L.length).mapToDouble(e -> L[e]).min().orElseThrow();
      double most = IntStream.range(0, L.length).mapToDouble(e -> L[e]).max().orElseThrow();
      for (int e = 0; e < L.length; e++) kept[e] = (L[e] - least) / (most - least);
      Tensor muted = Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64, e -> judged.x().cell(e) * kept[e % L.length]);
      double Y = JudgedMaps.probability(judged, judged.x()), O = JudgedMaps.probability(judged, muted);
      Judgement.Value value = JudgedMaps.value(PROPORTIONAL, judged);
      assertEquals(100 * Math.max(0, Y - O) / Y, value.value(), 1e-10);
      assertEquals(Y, value.curve().get(0), 1e-12);
      assertEquals(O, value.curve().get(1), 1e-12);
      assertEquals(O > Y ? 100 : 0, JudgedMaps.value(new Increase(Mutes.IN_PROPORTION, Nothing.ZERO), judged).value());
    }
  }
}
