package lucida.judge.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.channels.GradCam;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.pictures.Filter;
import lucida.pictures.Normalisation;
import lucida.scenes.Catch;
import lucida.scenes.CatchScene;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlayTableTest {
  private static final int SIDE = CatchScene.SIZE;

  /**
   * Q is linear in how orange each pixel is: A = relu(red − green − 0.27), which only the ball is, and Q^m = w_m Σ_ij A_ij + b_m with w > 0. Grad-CAM's
   * map is w_m A, so that all of it lies on the ball and nothing on the paddle; its largest cell does too.
   */
  private static Subject looksAtTheBall() {
    NetworkBuilder net = new NetworkBuilder("orange", Shape.of(3, SIDE, SIDE));
    net.add("orange", Conv2d.of(3, 1, 1, 1, 0));
    net.add("relu", Activation.RELU);
    net.add("flatten", new Flatten());
    net.add("Q", Dense.of(SIDE * SIDE, 3));
    Network network = net.build();
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("orange.weight", Tensor.of(Shape.of(1, 3, 1, 1), 1, -1, 0));
    weights.put("orange.bias", Tensor.vector(-0.27));
    weights.put("Q.weight", Tensor.filled(Shape.of(3, SIDE * SIDE), Precision.FLOAT64, e -> 1 + e / (SIDE * SIDE)));
    weights.put("Q.bias", Tensor.vector(0, -1, 2));
    return Subject.of(new Model(network, new Weights(weights)), "relu", Executor.float64());
  }

  private static List<Glance> glances(String map, int game, Catch moment) {
    CatchScene scene = CatchScene.of(moment, SIDE);
    Tensor x = Tensor.filled(Shape.of(3, SIDE, SIDE), Precision.FLOAT64, k -> Byte.toUnsignedInt(scene.pixels()[k]) / 255.0);
    Probe probe = looksAtTheBall().probe(x, Target.ofClass(1));
    return Glance.of(map, game, Place.masks(scene, 0),
        new GradCam(Score.LOGIT).explain(probe).shown(Normalisation.NONE, SIDE, SIDE, Filter.BILINEAR));
  }

  @Test
  void aNetworkThatLooksAtTheBallAlone() {
    for (int row = 0; row < Catch.MOVES; row++) {
      Catch moment = new Catch(row, 6, 3);
      List<Glance> glances = glances("orange", 0, moment);
      CatchScene scene = CatchScene.of(moment, SIDE);
      double[] energy = {1, 0, 1}, hits = {1, 0, 1};
      int[] area = {scene.ball().area(), scene.paddle().area(), scene.ball().area() + scene.paddle().area()};
      List<Place> places = List.of(Place.values());
      for (int n = 0; n < places.size(); n++) {
        Place place = places.get(n);
        Glance glance = glances.get(n);
        assertEquals(place, glance.place());
        assertEquals(energy[n], glance.energy().orElseThrow(), 1e-12, place + " in row " + row);
        assertEquals(hits[n], glance.hit(), place + " in row " + row);
        assertEquals((double) area[n] / (SIDE * SIDE), glance.area(), 1e-15);
      }
    }
  }

  /** Of a map of one value everywhere the energy is the area, and so is the share of its largest cells; of 0 there is no energy. */
  @Test
  void flatMaps() {
    CatchScene scene = CatchScene.of(new Catch(2, 2, 5), SIDE);
    for (Glance glance : Glance.of("flat", 0, Place.masks(scene, 0), Tensor.filled(Shape.of(SIDE, SIDE), Precision.FLOAT64, 3))) {
      assertEquals(glance.area(), glance.energy().orElseThrow(), 1e-12);
      assertEquals(glance.area(), glance.hit(), 1e-12);
    }
    for (Glance glance : Glance.of("none", 0, Place.masks(scene, 0), Tensor.zeros(Shape.of(SIDE, SIDE), Precision.FLOAT64))) {
      assertEquals(OptionalDouble.empty(), glance.energy());
      assertEquals(glance.area(), glance.hit(), 1e-12);
    }
  }

  /** A ball of 4×4 pixels at (8, 28) with two around it is rows 6 to 13 and columns 26 to 33; at the upper left corner there is nothing around two sides. */
  @Test
  void aroundThings() {
    Tensor ball = Place.masks(CatchScene.of(new Catch(2, 7, 1), SIDE), 2).getFirst();
    for (int i = 0; i < SIDE; i++)
      for (int j = 0; j < SIDE; j++) {
        boolean corner = (i < 7 || i > 12) && (j < 27 || j > 32); // the ball is round
        if (!corner) assertEquals(i >= 6 && i <= 13 && j >= 26 && j <= 33 ? 1 : 0, ball.at(i, j), i + ", " + j);
      }
    assertEquals(1, Place.masks(CatchScene.of(new Catch(0, 0, 9), SIDE), 2).getFirst().at(0, 5));
    assertEquals(0, Place.masks(CatchScene.of(new Catch(0, 0, 9), SIDE), 2).getFirst().at(0, 6));
  }

  private static PlayTable table() {
    List<Glance> all = new ArrayList<>();
    for (int game = 0; game < 3; game++)
      for (int row = 0; row < 2; row++) {
        Catch moment = new Catch(row, game, 7);
        all.addAll(glances("orange", game, moment));
        Tensor random = RandomStream.of(4).stream(game * 2 + row).uniform(Shape.of(SIDE, SIDE), Precision.FLOAT64, 0, 1);
        all.addAll(Glance.of(PlayTable.RANDOM, game, Place.masks(CatchScene.of(moment, SIDE), 0), random));
      }
    return new PlayTable(new LinkedHashMap<>(Map.of("game", "catch")), new LinkedHashMap<>(Map.of("the network", 0.5)), all,
        new LinkedHashMap<>(Map.of("cam, value", "it needs \"another\" head")), 0);
  }

  /** All six moments have the same energy: the interval is that point. What it has more than random maps is 1 less their mean. */
  @Test
  void meansOverGames() {
    List<PlayTable.Line> lines = table().lines();
    assertEquals(6, lines.size());
    PlayTable.Line ball = lines.getFirst(), random = lines.get(3);
    assertEquals("orange", ball.map());
    assertEquals(6, ball.energy().n());
    assertEquals(1, ball.energy().mean(), 1e-12);
    assertEquals(1, ball.energy().interval().low(), 1e-12);
    assertEquals(1, ball.energy().interval().high(), 1e-12);
    assertEquals(PlayTable.RANDOM, random.map());
    assertEquals(1 - random.energy().mean(), ball.more().mean(), 1e-12);
    assertTrue(ball.more().interval().low() < ball.more().mean() && ball.more().mean() < ball.more().interval().high());
    assertEquals(0, random.more().mean(), 0);
    assertEquals(random.area(), random.energy().mean(), 0.2 * random.area());
  }

  @Test
  void forProgramsAndSpreadsheets() {
    JsonNode json = JsonMapper.shared().readTree(table().json());
    assertEquals("catch", json.get("game").asString());
    assertEquals(0.5, json.get("caught").get("the network").asDouble());
    assertEquals("it needs \"another\" head", json.get("left out").get("cam, value").asString());
    assertEquals(6, json.get("maps").size());
    assertEquals(1, json.get("maps").get(0).get("energy").get("mean").asDouble(), 1e-12);
    assertEquals("ball", json.get("maps").get(0).get("place").asString());
    List<String> csv = table().csv().lines().toList();
    assertEquals(7, csv.size());
    assertTrue(csv.get(1).startsWith("\"orange\",ball,"), csv.get(1));
    assertTrue(csv.stream().allMatch(line -> line.split(",").length == csv.getFirst().split(",").length));
  }
}
