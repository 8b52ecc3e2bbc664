package lucida.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import lucida.pictures.Picture;
import lucida.pictures.Region;

/** A page of many pictures of noise, in a process of its own with little memory. */
final class ManyPictures {
  private ManyPictures() {}

  public static void main(String[] arguments) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    try (ReportPage page = ReportPage.begin(Path.of(arguments[0]), "Many", new LinkedHashMap<>())) {
      for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
        Picture noise = Picture.painted(400, 400, (_, _) -> random.nextInt(1 << 24));
        page.add(new ExplainedPicture("picture " + i, new Shown(noise, Region.all(noise)), List.of(Sample.SCORE),
            List.of(Sample.rectified("gradcam")), List.of()));
      }
      page.finish();
    }
  }
}
