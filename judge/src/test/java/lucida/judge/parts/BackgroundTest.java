package lucida.judge.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import lucida.cam.Subject;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.judge.Redrawn;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

/**
 * A picture of six pixels, which are 1 or taken away, 0: parts a and b of one object, four objects of the background, of which the last is hidden. The scores are 0 and
 * 4a + 3b + 2c + 0.2d − e: 8.2 with all of them. Without c the score falls by 2 of 8.2, a quarter; without d by 0.2, less than 5 %, which are 0.41; without e it rises.
 */
class BackgroundTest {
  private static final Shape PICTURE = Shape.of(1, 1, 6);
  private static final Shape PLANE = Shape.of(1, 6);

  private static Tensor mask(int pixel) {
    return Tensor.filled(PLANE, Precision.FLOAT64, e -> e == pixel ? 1 : 0);
  }

  private static Tensor without(Set<Integer> pixels) {
    return Tensor.filled(PICTURE, Precision.FLOAT64, e -> pixels.contains(e) ? 0 : 1);
  }

  private static JudgedMap judged(double... map) {
    Tensor W = Tensor.of(Shape.of(2, 6), 0, 0, 0, 0, 0, 0, 4, 3, 2, 0.2, -1, 0);
    Subject subject = JudgedMaps.linear(PICTURE, W, Tensor.vector(0, 0));
    Map<String, Tensor> parts = new LinkedHashMap<>(Map.of("a", mask(0)));
    parts.put("b", mask(1));
    ObjectTruth object = new ObjectTruth(JudgedMaps.EXPLAINED, new Box(0, 0, 0, 1), Optional.empty(), parts,
        OptionalDouble.empty());
    Redrawn redrawn = new Redrawn() {
      @Override
      public Tensor without(Set<String> gone) {
        return BackgroundTest.without(gone.stream().map("ab"::indexOf).collect(Collectors.toSet()));
      }

      @Override
      public Tensor withoutObjects() { return BackgroundTest.without(Set.of(0, 1)); }

      @Override
      public Tensor withoutObject(int number) { return withoutObjects(); }

      @Override
      public List<Tensor> background() { return List.of(mask(2), mask(3), mask(4), mask(5).scale(0)); }

      @Override
      public Tensor withoutBackground(int k) { return BackgroundTest.without(Set.of(k + 2)); }
    };
    LabelledPicture picture = new LabelledPicture("x", without(Set.of()), OptionalInt.of(JudgedMaps.EXPLAINED), List.of(object),
        Optional.empty(), Optional.of(redrawn));
    return JudgedMaps.of(subject, picture, new JudgedMaps.Given(Tensor.of(PLANE, map)));
  }

  /** One of three objects that are seen counts; over two pictures, one with one object of one that counts, it would be 2 of 4. */
  @Test
  void independenceIsOfTheNetwork() {
    BackgroundIndependence metric = new BackgroundIndependence();
    Judgement.Value value = JudgedMaps.value(metric, judged(1, 0, 0, 0, 0, 0));
    assertEquals(new Judgement.Value(100 * 2.0 / 3, List.of(1.0, 3.0), List.of()), value);
    assertEquals(value, JudgedMaps.value(metric, judged(0, 1, 2, 3, 4, 5)), "whatever the map");
    Judgement.Value other = new Judgement.Value(0, List.of(1.0, 1.0), List.of());
    assertEquals(50, metric.summary(List.of(value, other)), 1e-12);
  }

  /**
   * What counts for nothing is d and e, a and b do. A map with 0.3 of it on d calls d important below 0.3, at the 47 thresholds 0.01 + 0.49 k/79 with k ≤ 46.7, and e never: 1 − ½ there, 1
   * elsewhere. On a and b alone it is distracted by nothing.
   */
  @Test
  void distractionIsByTheBackground() {
    PartCheck metric = new PartCheck(PartCheck.Check.DISTRACTIBILITY);
    assertEquals(100 * (80 - 47 / 2.0) / 80, JudgedMaps.value(metric, judged(0.5, 0.2, 0, 0.3, 0, 0)).value(), 1e-12);
    assertEquals(100, JudgedMaps.value(metric, judged(0.5, 0.2, 0.3, 0, 0, 0)).value(), 1e-12, "c counts");
    assertEquals(100, JudgedMaps.value(metric, judged(0.5, 0.2, 0, 0, 0, 0.3)).value(), 1e-12, "it is hidden");
  }
}
