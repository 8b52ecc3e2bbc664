package lucida.judge.pasted;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
import lucida.judge.Control;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.judge.Redrawn;
import lucida.layers.Model;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

/** Pictures of 1 × 4 pixels, the first two of them an object; S = (0, w·x), and the map of a network is w ⊙ x: input × gradient by hand. */
class ModelContrastTest {
  private static final Shape PICTURE = Shape.of(1, 1, 4);

  /** w ⊙ x of the class that is explained, at the first column of the weights' rows. */
  private record ByHand() implements Method {
    @Override
    public SaliencyMap explain(Probe probe) {
      Tensor w = probe.subject().model().weights().tensors().get("fc.weight");
      return SaliencyMap.signed(
          w.select(0, JudgedMaps.EXPLAINED).times(probe.picture().reshape(Shape.of(4))).reshape(Shape.of(1, 4)), this,
          probe, List.of());
    }

    @Override
    public Unit unit() { return Unit.NONE; }
  }

  private static Subject network(double... w) {
    double[] rows = new double[8];
    System.arraycopy(w, 0, rows, 4, 4);
    return JudgedMaps.linear(PICTURE, Tensor.of(Shape.of(2, 4), rows), Tensor.vector(0, 0));
  }

  private static JudgedMap judged(Subject subject, Tensor x, Tensor without) {
    ObjectTruth object = new ObjectTruth(JudgedMaps.EXPLAINED, new Box(0, 0, 0, 1),
        Optional.of(Tensor.of(Shape.of(1, 4), 1.0, 1.0, 0.0, 0.0)));
    Redrawn redrawn = new Redrawn() {
      @Override
      public Tensor without(Set<String> parts) { return x; }

      @Override
      public Tensor withoutObjects() { return without; }

      @Override
      public Tensor withoutObject(int object) { return without; }

      @Override
      public List<Tensor> background() { return List.of(); }

      @Override
      public Tensor withoutBackground(int k) { throw new IndexOutOfBoundsException(k); }
    };
    LabelledPicture picture = new LabelledPicture("x", x, OptionalInt.of(JudgedMaps.EXPLAINED), List.of(object), Optional.empty(),
        Optional.of(redrawn));
    return JudgedMaps.of(subject, picture, new ByHand());
  }

  private static Tensor picture(double... cells) {
    return Tensor.of(PICTURE, cells);
  }

  /** The classes of two networks have numbers in common, not things: the true mask has no contrast, not one of 0. */
  @Test
  void theTruthHasNoContrast() {
    Subject objects = network(1, 2, 3, 4);
    LabelledPicture picture = judged(objects, picture(1, 1, 1, 1), picture(0, 0, 1, 1)).picture();
    Probe probe = objects.probe(picture.x(), Target.ofClass(JudgedMaps.EXPLAINED));
    ModelContrast metric = new ModelContrast(network(4, 3, 2, 1).model());
    assertEquals(Judgement.leftOut("the true mask is of no class of the other network, whatever its number"),
        JudgedMaps.judgement(metric, JudgedMaps.of(objects, picture, Control.TRUTH.of(picture, probe))));
    assertEquals(0, JudgedMaps.value(metric, JudgedMaps.of(objects, picture, Control.RANDOM.of(picture, probe))).value());
  }

  /** On the object the map of the first network has 1 and ½ of its largest, mean ¾, that of the other 0 and ¼, mean ⅛; the same network has no contrast. */
  @Test
  void contrastIsOfTwoNetworks() {
    Tensor ones = Tensor.filled(PICTURE, Precision.FLOAT64, _ -> 1);
    JudgedMap judged = judged(network(4, 2, 1, -5), ones, ones);
    Model backdrops = network(-3, 1, 4, 4).model();
    assertEquals(0.75 - 0.125, JudgedMaps.value(new ModelContrast(backdrops), judged).value(), 1e-15);
    JudgedMap same = judged(network(4, 2, 1, -5), ones, ones);
    assertEquals(0, JudgedMaps.value(new ModelContrast(network(4, 2, 1, -5).model()), same).value());
  }

  /** The object's place has (1 + ½)/2 of the map's maximum; brighter without the object (1 + 1)/2, darker 0. A map without positive cells has 0 everywhere. */
  @Test
  void dependenceIsOnTheObject() {
    Tensor x = picture(2, 1, 1, 1);
    assertEquals(Judgement.of(100),
        JudgedMaps.judgement(new InputDependence(), judged(network(1, 1, 1, 1), x, picture(2, 2, 1, 1))));
    assertEquals(Judgement.of(0), JudgedMaps.judgement(new InputDependence(), judged(network(1, 1, 1, 1), x, picture(0, 0, 1, 1))));
    assertEquals(Judgement.of(0), JudgedMaps.judgement(new InputDependence(), judged(network(1, 1, 1, 1), x, x)), "no change");
    assertEquals(Judgement.of(0),
        JudgedMaps.judgement(new InputDependence(), judged(network(-1, -1, -1, -1), x, picture(0, 0, 1, 1))), "no positive cell");
  }

  /**
   * Independence: (1 + ½)/2 of the maximum with the object, without it (1 + 0.4)/2 or (1 + 0.3)/2: 0.05 of 0.7 is less than a tenth, 0.1 of 0.65 more. The probabilities are those of S = (0, 0.02 · Σ …),
   * so that the object changes none by 0.05; with S = (0, Σ …) it does.
   */
  @Test
  void independenceIsOfWhatMeansNothing() {
    InputIndependence metric = new InputIndependence(0.1);
    Tensor x = picture(2, 1, 1, 1);
    double w = 0.02;
    assertEquals(Judgement.of(100), JudgedMaps.judgement(metric, judged(network(w, w, w, w), x, picture(2, 0.8, 1, 1))));
    assertEquals(Judgement.of(0), JudgedMaps.judgement(metric, judged(network(w, w, w, w), x, picture(2, 0.6, 1, 1))));
    assertEquals(Judgement.leftOut("the object means something to the network"),
        JudgedMaps.judgement(metric, judged(network(0.5, 0.5, 0.5, 0.5), x, picture(0, 0, 1, 1))));
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    JudgedMap unknown = JudgedMaps.of(JudgedMaps.map(0));
    assertEquals(Judgement.leftOut("no object of the picture is known"), JudgedMaps.judgement(new InputDependence(), unknown));
    Tensor ones = Tensor.filled(PICTURE, Precision.FLOAT64, _ -> 1);
    JudgedMap drawn = judged(network(4, 2, 1, -5), ones, ones);
    LabelledPicture picture = drawn.picture();
    JudgedMap taken = JudgedMaps.of(network(4, 2, 1, -5), new LabelledPicture("x", ones, picture.label(), picture.objects()),
        new ByHand());
    assertEquals(Judgement.leftOut("the picture cannot be drawn again without its object"),
        JudgedMaps.judgement(new InputDependence(), taken));
    assertEquals(0.75 - 0.125, JudgedMaps.value(new ModelContrast(network(-3, 1, 4, 4).model()), taken).value(), 1e-15,
        "needs no drawing");
  }
}
