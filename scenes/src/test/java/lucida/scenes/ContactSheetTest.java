package lucida.scenes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;

/** The picture in README.md shows what the code draws. After a change that is meant, copy target/scenes.png over scenes.png. */
class ContactSheetTest {
  private static final int COLUMNS = 12;
  private static final int STEP = 66;

  /** Two rows of single objects, then half a row each of several, pairs, tail fins, and lanterns. */
  private static List<byte[]> pictures() {
    List<byte[]> pictures = new ArrayList<>();
    SceneSet single = SceneSet.of(new SceneKind.Single(), Split.TEST, 24);
    for (int i = 0; i < 24; i++) pictures.add(single.pixels(i));
    for (SceneKind kind : List.of(new SceneKind.Several(), new SceneKind.Pair(), new SceneKind.FineGrained(),
        new SceneKind.Biased(3, 0)))
      for (int i = 0; i < 6; i++)
        pictures.add(SceneSet.of(kind, kind instanceof SceneKind.Biased ? Split.TRAINING : Split.TEST, 6).pixels(i));
    return pictures;
  }

  @Test
  void thePictureInTheReadmeIsWhatIsDrawn() throws IOException, DataFormatException {
    List<byte[]> pictures = pictures();
    int width = COLUMNS * STEP;
    int height = pictures.size() / COLUMNS * STEP;
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 0xFF);
    for (int p = 0; p < pictures.size(); p++)
      for (int k = 0; k < 3 * 64 * 64; k++) {
        int i = p / COLUMNS * STEP + 1 + k / 64 % 64;
        int j = p % COLUMNS * STEP + 1 + k % 64;
        rgb[3 * (i * width + j) + k / 4096] = pictures.get(p)[k];
      }
    Files.write(Path.of("target/scenes.png"), new Png(width, height, rgb).bytes());
    assertArrayEquals(rgb, Png.of(Files.readAllBytes(Path.of("scenes.png"))).rgb());
  }
}
