package lucida.scenes.art;

import java.util.List;

/**
 * Marks in painting order, the first at the bottom.
 *
 * @param shadows the shadows on marks that belong to no object
 */
public record Painting(List<Mark> marks, List<Shadow> shadows) {
  /** Samples along one side of a pixel: each pixel is the mean of {@value}² samples. */
  public static final int SAMPLES = 4;

  /** Copies the lists. */
  public Painting {
    marks = List.copyOf(marks);
    shadows = List.copyOf(shadows);
  }

  /** The visible mark at each sample of a picture of size × size pixels. */
  public Raster raster(int size) {
    Raster raster = new Raster(SAMPLES * size);
    for (int mark = 0; mark < marks.size(); mark++) raster.lay(marks.get(mark).outline(), mark);
    return raster;
  }

  /** The picture, [3, size, size] with red first, 8 bits of sRGB. */
  public byte[] develop(Raster raster) {
    int size = raster.side() / SAMPLES;
    byte[] pixels = new byte[3 * size * size];
    Light[] lights = marks.stream().map(Light::over).toArray(Light[]::new);
    double[] sum = new double[3];
    for (int i = 0; i < size; i++)
      for (int j = 0; j < size; j++) {
        sum[0] = sum[1] = sum[2] = 0;
        for (int u = 0; u < SAMPLES; u += 2)
          for (int v = 0; v < SAMPLES; v += 2) quad(raster, lights, SAMPLES * i + u, SAMPLES * j + v, sum);
        for (int c = 0; c < 3; c++) pixels[(c * size + i) * size + j] = Srgb.encode(sum[c] / (SAMPLES * SAMPLES));
      }
    return pixels;
  }

  /** Adds the light of 2 × 2 samples; a mark's paint is evaluated once for all of them, at their centre. */
  private void quad(Raster raster, Light[] lights, int i, int j, double[] sum) {
    double x = (j + 1.0) / raster.side();
    double y = (i + 1.0) / raster.side();
    int a = raster.at(i, j);
    int b = raster.at(i, j + 1);
    int c = raster.at(i + 1, j);
    int d = raster.at(i + 1, j + 1);
    if (a == b && a == c && a == d) {
      shade(a, lights[a], x, y, 4, sum);
      return;
    }
    shade(a, lights[a], x, y, 1, sum);
    shade(b, lights[b], x, y, 1, sum);
    shade(c, lights[c], x, y, 1, sum);
    shade(d, lights[d], x, y, 1, sum);
  }

  private void shade(int id, Light light, double x, double y, double weight, double[] sum) {
    Mark mark = marks.get(id);
    Paint paint = mark.paint();
    double t = paint.pattern().at(mark.texture().x(x, y), mark.texture().y(x, y));
    double w = weight * Math.clamp(light.at(x, y), 0.5, 1.5);
    if (mark.owner() < 0) for (Shadow shadow : shadows) w *= shadow.at(x, y);
    sum[0] += w * (paint.first().red() + t * (paint.second().red() - paint.first().red()));
    sum[1] += w * (paint.first().green() + t * (paint.second().green() - paint.first().green()));
    sum[2] += w * (paint.first().blue() + t * (paint.second().blue() - paint.first().blue()));
  }
}
