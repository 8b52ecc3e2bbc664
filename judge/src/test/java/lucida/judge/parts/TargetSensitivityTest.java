package lucida.judge.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.Unit;
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
 * Three pixels: one of an object of class 1, one of an object of class 0, one of neither; they are 1 or taken away, 0. S^1 = 4·first + bias·second, S^0 = 3·second: with a small bias
 * each class loses its own object most, with a bias of 5 class 1 loses more by the other's.
 */
class TargetSensitivityTest {
  private static final Shape PICTURE = Shape.of(1, 1, 3);

  /** A map for each class. */
  private record ByClass(List<Tensor> maps) implements Method {
    @Override
    public SaliencyMap explain(Probe probe) {
      int c = probe.target() instanceof Target.OfClass(int of) ? of : -1;
      return SaliencyMap.signed(maps.get(c), this, probe, List.of());
    }

    @Override
    public Unit unit() { return Unit.NONE; }

    @Override
    public SequencedMap<String, String> parameters() { return new LinkedHashMap<>(); }
  }

  private static Tensor map(double... cells) {
    return Tensor.of(Shape.of(1, 3), cells);
  }

  private static JudgedMap judged(double bias, Tensor ofZero, Tensor ofOne, int... labels) {
    Subject subject = JudgedMaps.linear(PICTURE, Tensor.of(Shape.of(2, 3), 0, 3, 0, 4, bias, 0), Tensor.vector(0, 0));
    List<ObjectTruth> objects = List.of(object(labels[0], 0), object(labels[1], 1));
    Redrawn redrawn = new Redrawn() {
      @Override
      public Tensor without(Set<String> parts) { return picture(-1); }

      @Override
      public Tensor withoutObjects() { return picture(-1); }

      @Override
      public Tensor withoutObject(int object) { return picture(object); }

      @Override
      public List<Tensor> background() { return List.of(); }

      @Override
      public Tensor withoutBackground(int k) { throw new IndexOutOfBoundsException(k); }
    };
    LabelledPicture picture = new LabelledPicture("x", picture(-1), OptionalInt.of(labels[0]), objects, Optional.empty(),
        Optional.of(redrawn));
    return JudgedMaps.of(subject, picture, new ByClass(List.of(ofZero, ofOne)), JudgedMaps.EXPLAINED);
  }

  private static ObjectTruth object(int label, int pixel) {
    Tensor mask = Tensor.filled(Shape.of(1, 3), Precision.FLOAT64, e -> e == pixel ? 1 : 0);
    return new ObjectTruth(label, new Box(0, pixel, 0, pixel), Optional.of(mask), Map.of(), OptionalDouble.empty());
  }

  private static Tensor picture(int gone) {
    return Tensor.filled(PICTURE, Precision.FLOAT64, e -> e == gone ? 0 : 1);
  }

  private static Judgement judgement(Tensor ofZero, Tensor ofOne) {
    return JudgedMaps.judgement(new TargetSensitivity(), judged(0.5, ofZero, ofOne, 1, 0));
  }

  /** Shares of the maps: of the first pixel 0.6 for class 1 against 0.2 for class 0; of the second 0.1 against 0.3. The unit of a map does not count, negative cells neither. */
  @Test
  void byHand() {
    assertEquals(Judgement.of(100), judgement(map(0.2, 0.3, 0.5), map(0.6, 0.1, 0.3)));
    assertEquals(Judgement.of(100), judgement(map(20, 30, 50), map(0.6, 0.1, 0.3)));
    assertEquals(Judgement.of(50), judgement(map(0.2, 0.1, 0.7), map(0.6, 0.1, 0.3)), "as much on the second: no move there");
    assertEquals(Judgement.of(0), judgement(map(0.6, 0.1, 0.3), map(0.2, 0.3, 0.5)), "the other way round");
    assertEquals(Judgement.of(0), judgement(map(1, 2, 3), map(1, 2, 3)), "the class plays no part");
    assertEquals(Judgement.of(50), judgement(map(-1, -1, -1), map(1, -2, 0)), "a map that is positive nowhere has a share of 0");
  }

  @Test
  void whatTheNetworkDoesNotSeeSoIsLeftOut() {
    Tensor any = map(1, 2, 3);
    assertEquals(Judgement.leftOut("a score does not fall most without what should speak for it"),
        JudgedMaps.judgement(new TargetSensitivity(), judged(5, any, any, 1, 0)));
    Judgement missing = Judgement
        .leftOut("there are not two objects of two classes, one of them explained, in a picture that can be drawn again");
    assertEquals(missing, JudgedMaps.judgement(new TargetSensitivity(), judged(0.5, any, any, 1, 1)));
    assertEquals(missing, JudgedMaps.judgement(new TargetSensitivity(), judged(0.5, any, any, 0, 0)));
    assertEquals(missing, JudgedMaps.judgement(new TargetSensitivity(), JudgedMaps.of(JudgedMaps.map(0))));
  }
}
