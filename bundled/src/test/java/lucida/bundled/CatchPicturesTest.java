package lucida.bundled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.architecture.Architectures;
import lucida.layers.training.AdamW;
import lucida.layers.training.Experience.Moments;
import lucida.layers.training.QLearning;
import lucida.layers.training.Schedule;
import lucida.layers.training.TrainingState;
import lucida.pictures.Picture;
import lucida.scenes.Catch.Move;
import lucida.scenes.Catch;
import lucida.scenes.CatchScene;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CatchPicturesTest {
  private static final CatchPictures PICTURES = new CatchPictures();
  private static final List<Catch> STARTS = CatchPictures.starts();

  /** The share of the games that can begin in which somebody who does anything catches the ball, by the chances of each game. */
  private static double byChance() {
    return STARTS.stream().mapToDouble(Catch::byChance).average().orElseThrow();
  }

  /** A picture is the same tensor as the preprocessing makes of it. */
  @Test
  void arePreprocessedAsPicturesAre() {
    Catch moment = new Catch(3, 8, 1);
    byte[] pixels = CatchScene.of(moment, CatchScene.SIZE).pixels();
    int side = CatchScene.SIZE, plane = side * side;
    Picture picture = Picture.painted(side, side, (x, y) -> IntStream.range(0, 3)
        .map(c -> Byte.toUnsignedInt(pixels[c * plane + y * side + x])).reduce(0, (rgb, sample) -> rgb << 8 | sample));
    Tensor wanted = TrainedModel.preprocessing(Architectures.named("catch")).tensor(picture, Precision.FLOAT32);
    assertTrue(wanted.sameAs(PICTURES.of(List.of(moment), Precision.FLOAT32).select(0, 0)));
  }

  /** What is learned from follows the rules: of each moment the next one is that of its action, with its reward. */
  @Test
  void momentsFollowTheRules() {
    Moments moments = PICTURES.moments(RandomStream.of(5), 200, Precision.FLOAT32);
    int ended = 0;
    for (int n = 0; n < 200; n++) {
      Tensor seen = moments.pictures().select(0, n), next = moments.next().select(0, n);
      Catch moment = recognised(seen);
      Catch then = moment.after(Move.of(moments.actions()[n]));
      assertTrue(PICTURES.of(List.of(then), Precision.FLOAT32).select(0, 0).sameAs(next), moment + " " + moments.actions()[n]);
      assertEquals(then.reward(), moments.rewards()[n]);
      assertEquals(then.isOver(), moments.ended()[n]);
      if (moments.ended()[n]) ended++;
    }
    assertTrue(ended > 5, "games end: " + ended);
  }

  private static Catch recognised(Tensor seen) {
    return IntStream.range(0, 900).mapToObj(n -> new Catch(n / 100, n / 10 % 10, n % 10))
        .filter(moment -> PICTURES.of(List.of(moment), Precision.FLOAT32).select(0, 0).sameAs(seen)).findFirst().orElseThrow();
  }

  /**
   * The best player never misses. One who does anything catches as often as chances say: of n = 2000 games, each independent, the share is further than
   * √(ln(2·10⁶)/(2n)) = 0.0602 from its mean with a probability of 10⁻⁶ at most (Hoeffding).
   */
  @Test
  void playersWithoutANetwork() {
    assertEquals(1, CatchPictures.caught(STARTS, CatchPlayer.best(), RandomStream.of(0)));
    double caught = IntStream.range(0, 20)
        .mapToDouble(r -> CatchPictures.caught(STARTS, CatchPlayer.random(), RandomStream.of(8).stream(r)))
        .average().orElseThrow();
    assertEquals(byChance(), caught, 0.0602);
    assertTrue(byChance() > 0.05 && byChance() < 0.2, "" + byChance());
  }

  /**
   * From a seed a network learns to play better than somebody who does anything. If it did not, it would catch t = 33 balls more than those with a
   * probability of exp(−2t²/100) < 10⁻⁹ at most (Hoeffding, 100 independent games).
   */
  @Tag("full")
  @Test
  void learnsToPlay() {
    Network network = Architectures.named("catch");
    QLearning learning = new QLearning(network, AdamW.of(0), PICTURES, 64, 100, 0.9, new Schedule.Cosine(0.005, 60, 1200), 1,
        Executor.float32());
    TrainingState state = learning.step().start(Initial.weights(network, 1, Precision.FLOAT32).tensors(), Precision.FLOAT32);
    while (state.step() < 1200) state = learning.next(state).state();
    CatchPlayer player = CatchPlayer.of(new Model(network, new Weights(state.parameters())), PICTURES, Executor.float32());
    double caught = CatchPictures.caught(STARTS, player, RandomStream.of(0));
    assertTrue(caught >= byChance() + 0.33, "caught " + caught);
  }

  /** The bundled network, trained from a seed by the command that its file names, plays as well as that says: it misses no ball, and one who does anything catches every tenth. */
  @Test
  void theBundledPlayer() {
    TrainedModel trained = Bundled.network("catch");
    double caught = CatchPictures.caught(STARTS, CatchPlayer.of(trained.model(), PICTURES, Executor.float32()), RandomStream.of(0));
    assertEquals(Double.parseDouble(String.valueOf(trained.about().get("accuracy"))), caught, 1e-9);
    assertEquals(1, caught);
    assertEquals("lucida train catch", trained.about().get("command"));
    assertEquals(0.1, byChance(), 0.01);
    assertEquals(List.of("left", "stay", "right"), trained.classes());
  }
}
