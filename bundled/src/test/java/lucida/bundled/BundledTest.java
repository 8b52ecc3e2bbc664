package lucida.bundled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.layers.BatchNorm;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Network;
import lucida.layers.training.Accuracy;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BundledTest {
  private static final int SCENES = 320;
  private static final double GOOD_ENOUGH = 0.97;
  private static final int MOST_BYTES = 1_500_000;

  private static SceneSet held(SceneKind kind, int size) { return new SceneSet(kind, Split.TEST, 0, SCENES, size); }

  /**
   * On the first scenes of the test split a network is as good as its file says it is on more of them. What n scenes say of a share p
   * deviates by √(p(1 − p)/n); three of these.
   */
  @ParameterizedTest
  @MethodSource("lucida.bundled.Bundled#networks")
  void isAsGoodAsItsFileSays(String name) {
    TrainedModel trained = Bundled.network(name);
    double said = Double.parseDouble(Objects.requireNonNull(trained.about().get("accuracy")));
    assertTrue(said >= GOOD_ENOUGH, name + ": " + said);
    double is = Accuracy.of(trained.model(), new SceneExamples(held(new SceneKind.Single(), 64)), 64, Executor.float32());
    assertEquals(said, is, 3 * Math.sqrt(said * (1 - said) / SCENES), name);
  }

  /** The same of the words of captions, each behind those before it; those of one scene are taken for one. */
  @Test
  void captionsAreAsGoodAsTheirFileSays() {
    TrainedModel trained = Bundled.text("captions");
    double said = Double.parseDouble(Objects.requireNonNull(trained.about().get("accuracy")));
    assertTrue(said >= 0.9, "captions: " + said);
    assertEquals(TextExamples.vocabulary().words(), trained.classes());
    double is = Accuracy.of(trained.model(), TextExamples.captions(held(new SceneKind.Related(), 64)), 64, Executor.float32());
    assertEquals(said, is, 3 * Math.sqrt(said * (1 - said) / SCENES));
  }

  /** Answers, of scenes of the validation split: it has no combination that was not learned, of which the test split has, and so the share of right answers is no smaller. */
  @Test
  void answersAreAsGoodAsTheirFileSays() {
    TrainedModel trained = Bundled.text("vqa");
    double said = Double.parseDouble(Objects.requireNonNull(trained.about().get("accuracy")));
    assertTrue(said >= 0.75, "vqa: " + said);
    assertEquals(TextExamples.vocabulary().words(), trained.classes());
    double is = Accuracy.of(trained.model(), TextExamples.questions(held(new SceneKind.Related(), 64)), 64, Executor.float32());
    assertTrue(is >= said - 3 * Math.sqrt(said * (1 - said) / SCENES), "vqa: " + is);
  }

  @ParameterizedTest
  @MethodSource("lucida.bundled.Bundled#networks")
  void sayWhatTheyAre(String name) {
    TrainedModel trained = Bundled.network(name);
    assertEquals(name, trained.model().network().name());
    assertEquals(held(new SceneKind.Single(), 64).classes(), trained.classes());
    assertEquals(Preprocessing.SCENES, trained.preprocessing());
    for (Network.Node node : trained.model().network().nodes()) assertTrue(!(node.layer() instanceof BatchNorm), node.name());
    assertTrue(Objects.requireNonNull(trained.about().get("command")).startsWith("lucida train " + name));
  }

  /** The residual network ends as class activation maps want it, the other one in two dense layers; both with maps of 8×8. */
  @Test
  void oneForClassActivationMaps() {
    Network resnet = Bundled.network("scenes-resnet").model().network();
    assertTrue(resnet.nodes().get(resnet.nodes().size() - 2).layer() instanceof GlobalAveragePool);
    assertTrue(resnet.nodes().getLast().layer() instanceof Dense);
    Network vgg = Bundled.network("scenes-vgg").model().network();
    assertEquals(2, vgg.nodes().stream().filter(node -> node.layer() instanceof Dense).count());
    for (Network network : new Network[]{resnet, vgg})
      assertEquals(8, Objects.requireNonNull(network.shapes().get(network.resolve("features"))).extent(1));
  }

  @Test
  void areSmall() throws IOException {
    for (String name : Stream.concat(Bundled.networks().stream(), Bundled.texts().stream()).toList())
      try (InputStream in = Objects.requireNonNull(Bundled.class.getResourceAsStream(name + ".safetensors"))) {
        int bytes = in.readAllBytes().length;
        assertTrue(bytes <= MOST_BYTES, name + ": " + bytes + " bytes");
      }
  }

  /** The pictures are the scenes they are said to be, pixel by pixel. */
  @ParameterizedTest
  @CsvSource({"owl, false, 15", "snail, false, 13", "car-and-cat, true, 25"})
  void picturesAreScenes(String name, boolean two, int scene) {
    Picture picture = Bundled.picture(name);
    byte[] pixels = held(two ? new SceneKind.Pair() : new SceneKind.Single(), 256).pixels(scene);
    int plane = 256 * 256;
    assertEquals(picture, Picture.painted(256, 256, (x, y) -> IntStream.range(0, 3)
        .map(c -> Byte.toUnsignedInt(pixels[c * plane + y * 256 + x])).reduce(0, (rgb, sample) -> rgb << 8 | sample)));
  }

  /** A scene is the same tensor to a training as the picture of it to the preprocessing. */
  @Test
  void examplesArePreprocessedAsPicturesAre() {
    SceneSet scenes = held(new SceneKind.Single(), 64);
    byte[] pixels = scenes.pixels(5);
    Picture picture = Picture.painted(64, 64, (x, y) -> IntStream.range(0, 3)
        .map(c -> Byte.toUnsignedInt(pixels[c * 4096 + y * 64 + x])).reduce(0, (rgb, sample) -> rgb << 8 | sample));
    SceneExamples examples = new SceneExamples(scenes);
    Tensor batch = examples.pictures(new int[]{3, 5}, Precision.FLOAT32);
    assertTrue(batch.select(0, 1).sameAs(Preprocessing.SCENES.tensor(picture, Precision.FLOAT32)));
    assertEquals(scenes.label(5), examples.labels(new int[]{3, 5})[1]);
  }

  @Test
  void unknownNamesAreToldApart() {
    assertEquals("No bundled network is named 'scenes-vg'; did you mean 'scenes-vgg'?",
        assertThrows(IllegalArgumentException.class, () -> Bundled.network("scenes-vg")).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Bundled.picture("cat"));
  }
}
