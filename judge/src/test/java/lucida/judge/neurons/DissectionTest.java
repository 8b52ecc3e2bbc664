package lucida.judge.neurons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import lucida.autodiff.run.Executor;
import lucida.cam.Progress;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.judge.data.DataException;
import lucida.judge.data.PictureSource;
import lucida.judge.data.SourcedPicture;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

/**
 * A network whose channels are known: one is red minus green, so that it fires on red and not on blue, white or black; one finds the left edges of what is red; one never fires. Pictures of 8×8 are blue
 * with a red square of 4×4, in picture n at column n, and the square is a thing of class 0 with a part.
 */
class DissectionTest {
  private static final int SIZE = 8;
  private static final int RED = 0xff0000;
  private static final int BLUE = 0x0000ff;
  private static final Model MODEL = model();

  private static Model model() {
    NetworkBuilder net = new NetworkBuilder("known", Shape.of(3, SIZE, SIZE));
    net.add("conv", Conv2d.of(3, 3, 3, 1, 1));
    net.add("relu", Activation.RELU);
    net.add("gap", new GlobalAveragePool());
    Network network = net.build();
    double[] w = new double[3 * 3 * 9];
    w[4] = 1; // red − green at the middle
    w[9 + 4] = -1;
    w[27 + 4] = 1; // red here, and none at the left
    w[27 + 3] = -1;
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("conv.weight", Tensor.of(Shape.of(3, 3, 3, 3), w));
    tensors.put("conv.bias", Tensor.vector(0, 0, -1));
    return new Model(network, new Weights(tensors));
  }

  private static boolean isRed(int n, int x, int y) { return x >= n && x < n + 4 && y >= 2 && y < 6; }

  /** Four pictures; the last cannot be read. */
  private record Squares(boolean haveObjects) implements PictureSource {
    @Override
    public int count() { return 5; }

    @Override
    public String name(int i) { return "square-" + i; }

    @Override
    public SourcedPicture get(int i) throws DataException {
      if (i == 4) throw new DataException("square-4 is damaged");
      Picture drawn = Picture.painted(SIZE, SIZE, (x, y) -> isRed(i, x, y) ? RED : BLUE);
      Tensor mask = Tensor.filled(Shape.of(SIZE, SIZE), Precision.FLOAT64, e -> isRed(i, e % SIZE, e / SIZE) ? 1 : 0);
      Tensor edge = Tensor.filled(Shape.of(SIZE, SIZE), Precision.FLOAT64,
          e -> isRed(i, e % SIZE, e / SIZE) && e % SIZE == i ? 1 : 0);
      ObjectTruth square = new ObjectTruth(0, new Box(2, i, 5, i + 3), Optional.of(mask), Map.of("edge", edge),
          java.util.OptionalDouble.of(1));
      return new SourcedPicture(new LabelledPicture(name(i), Preprocessing.NONE.tensor(drawn, Precision.FLOAT64), OptionalInt.of(0),
          haveObjects ? List.of(square) : List.of()), List.of());
    }

    @Override
    public List<String> notes() { return List.of(); }
  }

  private static Dissection.Found found(boolean haveObjects, double share) {
    Squares source = new Squares(haveObjects);
    return new Dissection(new LayerRun(MODEL, Executor.definition(), List.of("relu")),
        new ConceptMasks(source, Preprocessing.NONE, _ -> "square"), share, 2, 3).of(Progress.NONE);
  }

  /** A quarter of all pixels are red, 64 of 256: above the threshold of a third lies exactly red, since all else is 0, and its IoU with red is 1. */
  @Test
  void aColourDetectorIsCalledByItsColour() {
    Dissection.Found found = found(false, 1 / 3.0);
    assertEquals(4, found.pictures());
    assertEquals(List.of("square-4 is damaged"), found.leftOut());
    Neuron red = found.layers().getFirst().neurons().getFirst();
    assertEquals(0, red.threshold());
    assertEquals(1, red.maximum());
    assertEquals(new Neuron.Match(new Concept(Concept.Category.COLOUR, "red"), 1), red.detects().orElseThrow());
    assertEquals(List.of("square-0", "square-1"), red.peaks().stream().map(Neuron.Peak::picture).toList());
    Neuron.Peak peak = red.peaks().getLast();
    assertEquals(2, peak.row());
    assertEquals(1, peak.column());
    assertEquals(new Box(1, 0, 3, 2), peak.field());
  }

  /** What is red is the square: the object is named, since it says more than its colour. The edge of 4 of 16 pixels in each picture is the other channel's, with an IoU of 1. */
  @Test
  void objectsAndPartsAreNamed() {
    DissectedLayer layer = found(true, 1 / 3.0).layers().getFirst();
    assertEquals(List.of("square", "red"), layer.neurons().getFirst().matches().stream().filter(match -> match.iou() == 1)
        .map(match -> match.concept().name()).toList());
    Neuron edge = layer.neurons().get(1);
    assertEquals(new Neuron.Match(new Concept(Concept.Category.OBJECT, "square"), 0.25), edge.matches().stream()
        .filter(match -> match.concept().category() == Concept.Category.OBJECT).findFirst().orElseThrow());
    assertEquals(2, layer.detectors().size());
    assertEquals(1, layer.unique(), "both are of the square: the edge of scenes alone is known where it is not");
    assertEquals(Optional.of("square"), layer.name(0));
    assertEquals(Optional.empty(), layer.name(2));
  }

  /** Three detect red, two blue, one nothing: the best of each, the second ones, the third, the one without a name. */
  @Test
  void differentThingsComeFirst() {
    List<Neuron> neurons = List.of(named(0, "red", 0.5), named(1, "red", 0.9), named(2, "blue", 0.2), named(3, "red", 0.1),
        named(4, "blue", 0.3), named(5, "green", 0.01));
    assertEquals(List.of(1, 4, 0, 2, 3, 5),
        new DissectedLayer("conv", Shape.of(6, 1, 1), neurons).byName().stream().map(Neuron::channel).toList());
  }

  private static Neuron named(int channel, String colour, double iou) {
    return new Neuron(channel, 0, 1, List.of(new Neuron.Match(new Concept(Concept.Category.COLOUR, colour), iou)), List.of());
  }

  /** The share of 1 / 32 is 8 of 256 values, and all 64 of red are equal to the threshold: nothing is above it. */
  @Test
  void aThresholdIsAbove() {
    Neuron red = found(false, 1 / 32.0).layers().getFirst().neurons().getFirst();
    assertEquals(1, red.threshold());
    assertEquals(Optional.empty(), red.detects());
  }

  /** Through its ReLU a unit is moved by its filter, at its place: of the edge finder red here and no red at the left. Guided Backprop shows the same, for no other ReLU lies below. */
  @Test
  void thePatternOfAUnitIsItsFilter() throws DataException {
    Tensor x = new Squares(false).get(1).picture().x();
    Neuron.Peak peak = found(false, 1 / 3.0).layers().getFirst().neurons().get(1).peaks().stream()
        .filter(at -> at.number() == 1).findFirst().orElseThrow();
    for (UnitPatterns patterns : List.of(UnitPatterns.guided(MODEL, Executor.definition(), "relu"),
        UnitPatterns.gradients(MODEL, Executor.definition(), "relu"))) {
      Tensor R = patterns.of(List.of(x), 1, List.of(peak)).getFirst();
      assertEquals(1, R.at(0, peak.row(), peak.column()));
      assertEquals(-1, R.at(0, peak.row(), peak.column() - 1));
      assertEquals(2, R.abs().sum());
    }
  }

  @Test
  void aLayerWithoutPlacesIsRefused() {
    assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class,
        () -> new LayerRun(MODEL, Executor.definition(), List.of("gap"))).getMessage()).contains("need [channels, rows, columns]"));
  }

  /** The pure colours of sRGB have their names, and greys have none of a hue. */
  @Test
  void colours() {
    Map<Integer, ColourTerm> named = Map.ofEntries(Map.entry(RED, ColourTerm.RED), Map.entry(BLUE, ColourTerm.BLUE),
        Map.entry(0x00ff00, ColourTerm.GREEN), Map.entry(0xffff00, ColourTerm.YELLOW), Map.entry(0xffa500, ColourTerm.ORANGE),
        Map.entry(0x00ffff, ColourTerm.CYAN), Map.entry(0x800080, ColourTerm.PURPLE), Map.entry(0xff69b4, ColourTerm.PINK),
        Map.entry(0, ColourTerm.BLACK), Map.entry(0xffffff, ColourTerm.WHITE), Map.entry(0x808080, ColourTerm.GREY));
    named.forEach((rgb, term) -> assertEquals(term, ColourTerm.of(rgb), Integer.toHexString(rgb)));
  }

  /** Against sorting all of them. */
  @Test
  void theLargestOfManyNumbers() {
    TopValues top = new TopValues(11);
    for (int i = 0; i < 1000; i++) top.add((i * 389) % 1000);
    assertEquals(999, top.max());
    assertEquals(989, top.threshold(0.01), "ten numbers of a thousand are above");
  }
}
