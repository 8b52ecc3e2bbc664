package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lucida.bundled.Bundled;
import lucida.bundled.TrainedModel;
import lucida.pictures.Picture;
import lucida.scenes.Catch;
import lucida.scenes.CatchScene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlayCommandTest {
  @TempDir
  private Path folder;

  private Result play(String out, String... more) {
    List<String> all = new ArrayList<>(List.of("play", "catch", "--out", folder.resolve(out).toString()));
    all.addAll(List.of(more));
    return Result.of(all.toArray(String[]::new));
  }

  private Result train(String file, String... more) {
    List<String> all = new ArrayList<>(
        List.of("train", "catch", "--epochs", "2", "--steps", "2", "--batch", "4", "--out", folder.resolve(file).toString()));
    all.addAll(List.of(more));
    return Result.of(all.toArray(String[]::new));
  }

  /** The bundled network catches every ball; maps are judged, and a page, strips and tables written, the same ones again. */
  @Test
  void playsAndIsJudged() throws IOException {
    Result result = play("a", "--games", "6", "--show", "2", "--method", "gradcam,cam,gradient");
    assertEquals(3, result.code(), result.err());
    assertTrue(result.err().contains("cam, value is left out: CAM needs a head of global average pooling"), result.err());
    assertTrue(result.out().startsWith("caught: the network 100.0 %, a player who moves at random "), result.out());
    JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve("a/play.json")));
    assertEquals(1, json.get("caught").get("the network").asDouble());
    assertEquals(5 * 3, json.get("maps").size(), "gradcam and gradient of two numbers, and random maps, at three places");
    JsonNode ball = json.get("maps").get(0);
    assertEquals("gradcam, value", ball.get("map").asString());
    assertEquals(54, ball.get("hits").get("moments").asInt());
    assertTrue(Files.exists(folder.resolve("a/film.png")));
    String page = Files.readString(folder.resolve("a/report.html"));
    assertEquals(2, page.split("class=\"game\"", -1).length - 1);
    assertEquals(18, page.split("class=\"moment\"", -1).length - 1);
    play("b", "--games", "6", "--show", "2", "--method", "gradcam,cam,gradient", "--threads", "1");
    for (String file : List.of("play.json", "play.csv", "report.html", "film.png"))
      assertArrayEquals(Files.readAllBytes(folder.resolve("a").resolve(file)),
          Files.readAllBytes(folder.resolve("b").resolve(file)), file);
  }

  @Test
  void printsJsonAlone() {
    Result result = play("j", "--games", "1", "--show", "0", "--json");
    assertEquals("", result.err());
    assertEquals(0, result.code());
    assertTrue(JsonMapper.shared().readTree(result.out()).has("maps"));
    assertFalse(Files.exists(folder.resolve("j/film.png")));
  }

  /** Stopped after each step and gone on with: the same file as of a training in one go. It plays, too. */
  @Test
  void trainingGoesOnToTheSameBits() throws IOException {
    Result whole = train("whole.safetensors");
    assertEquals(0, whole.code(), whole.err());
    assertTrue(
        whole.out().matches(
            "(?s)epoch 1 of 2: loss [0-9.]+, caught [0-9.]+ %.*the ball is caught in \\d+ of the 100 games that can begin\\s*"),
        whole.out());
    train("parts.safetensors", "--minutes", "0");
    for (int step = 1; Files.exists(folder.resolve("parts.safetensors.checkpoint")); step++) {
      assertTrue(step < 5, "it does not come to an end");
      Result part = train("parts.safetensors", "--minutes", "0", "--resume", "--threads", "1");
      assertEquals(0, part.code(), part.err());
    }
    assertArrayEquals(Files.readAllBytes(folder.resolve("whole.safetensors")),
        Files.readAllBytes(folder.resolve("parts.safetensors")));
    Result played = play("p", "--weights", folder.resolve("whole.safetensors").toString(), "--games", "2", "--show", "1");
    assertEquals(0, played.code(), played.err());
    Result other = train("parts.safetensors", "--minutes", "0", "--seed", "2");
    assertEquals(0, other.code());
    Result mixed = train("parts.safetensors", "--resume", "--seed", "3");
    assertTrue(mixed.code() == 2 && mixed.err().contains("was made with --seed 2, not 3"), mixed.err());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"play chess | there is no game 'chess'; ", "play catch --games 0 | --games 0: ",
      "play catch --show 41 | --show 41: ", "play catch --margin 41 | --margin 41: ",
      "play catch --method gradcm | There is no method 'gradcm'; did you mean 'gradcam'",
      "play catch --layer relu1,relu2 | --layer: maps of one layer are judged, not of relu1, relu2",
      "play catch --layer nowhere | has no layer 'nowhere'",
      "play catch --json --quiet | --quiet prints nothing and --json what was found",
      "play catch --weights nowhere.safetensors | nowhere.safetensors", "train catch --epochs 0 | --epochs 0: ",
      "train catch --batch 5000 | --batch 5000: ", "train catch --rate NaN | --rate NaN: it is a number above 0",
      "train catch --discount 1.1 | --discount 1.1: it is 0 to 1",
      "train catch --resume --out nowhere.safetensors | --resume: there is no checkpoint",
      "train catch --minutes NaN | --minutes NaN: it is a number, 0 or more",
      "train --epochs 3 catch | --epochs before 'catch' is for networks of scenes",
      "train | Missing required parameter: 'ARCHITECTURE'"})
  void saysWhatIsWrong(String line, String message) {
    Result result = Result.of(line.split(" "));
    assertEquals(2, result.code(), result.out());
    assertTrue(result.err().contains(message), result.err());
  }

  /** A network of scenes does not play. */
  @Test
  void weightsOfAnotherNetwork() throws Exception {
    Path scenes = folder.resolve("scenes.safetensors");
    TrainedModel resnet = Bundled.network("scenes-resnet");
    TrainedModel.write(scenes, resnet.model(), resnet.classes(), Map.of());
    Result result = play("s", "--weights", scenes.toString());
    assertEquals(2, result.code());
    assertTrue(result.err().contains("a network that plays catch scores left, stay, right"), result.err());
    assertFalse(Files.exists(folder.resolve("s")));
  }

  /** The bundled player is a network as any other: its frames can be explained. */
  @Test
  void isANetworkAsAnyOther() throws IOException {
    Path frame = folder.resolve("frame.png");
    byte[] pixels = CatchScene.of(new Catch(4, 2, 6), 40).pixels();
    Picture.painted(40, 40, (x, y) -> (pixels[y * 40 + x] & 255) << 16 | (pixels[1600 + y * 40 + x] & 255) << 8
        | pixels[3200 + y * 40 + x] & 255).write(frame);
    Result result = Result.of("explain", frame.toString(), "--model", "catch", "--method", "gradcam", "--class", "left", "--out",
        folder.resolve("out").toString());
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("left"), result.out());
  }
}
