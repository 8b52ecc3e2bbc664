package lucida.judge.bias;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.pictures.Filter;
import lucida.pictures.Picture;
import lucida.pictures.Resize;

/**
 * A picture and where the map of its class is strong, in the size in which cues are searched: the longer side has {@value #SIDE} pixels.
 *
 * @param number of the picture in its source
 * @param name its name
 * @param label its class
 * @param pixels samples from 0 to 1, [3, h, w]
 * @param energy what of the map's positive values lies in each pixel outside of the objects, [h, w]: their sum is the share of the map that is outside
 * @param free 1 outside of the objects, else 0, [h, w]
 * @param cue the share of each pixel that a known cue covers, [h, w], if there is one
 */
public record MappedPicture(int number, String name, int label, Tensor pixels, Tensor energy, Tensor free, Optional<Tensor> cue) {
  /** Pixels of the longer side. */
  public static final int SIDE = 32;

  /**
   * Of a picture and its map.
   *
   * @param seen the picture as people see it, of the size of x
   * @param map [H, W], of the size of x
   * @param margin how far around an object the map may still be its, in pixels of x: a cell of the map
   */
  public static MappedPicture of(int number, LabelledPicture picture, Picture seen, Tensor map, int margin) {
    int H = map.shape().extent(0), W = map.shape().extent(1), longer = Math.max(H, W);
    int h = Math.max(1, Math.round((float) SIDE * H / longer)), w = Math.max(1, Math.round((float) SIDE * W / longer));
    Resize resize = new Resize(w, h, Filter.BILINEAR);
    Tensor free = free(picture.objects(), H, W, margin), L = map.to(Precision.FLOAT64).relu();
    double all = L.sum();
    Tensor outside = all > 0 ? L.times(free) : L.scale(0);
    Tensor small = resize.of(outside).relu();
    double scale = small.sum() > 0 ? outside.sum() / all / small.sum() : 0;
    Picture shown = resize.of(seen);
    Tensor pixels = Tensor.filled(small.shape().insert(0, 3), Precision.FLOAT32,
        e -> shown.sample(e % w, e / w % h, e / (w * h)) / 255.0);
    return new MappedPicture(number, picture.name(), picture.label().orElseThrow(), pixels, small.scale(scale), resize.of(free),
        picture.cue().map(cue -> resize.of(cue.to(Precision.FLOAT64))));
  }

  /** 1 outside of the objects and of a margin around them, [H, W]. */
  private static Tensor free(List<ObjectTruth> objects, int H, int W, int margin) {
    boolean[] near = new boolean[H * W];
    IntStream.range(0, H * W).filter(e -> objects.stream().anyMatch(object -> object.contains(e / W, e % W))).forEach(e -> {
      for (int i = Math.max(0, e / W - margin); i <= Math.min(H - 1, e / W + margin); i++)
        for (int j = Math.max(0, e % W - margin); j <= Math.min(W - 1, e % W + margin); j++) near[i * W + j] = true;
    });
    return Tensor.filled(Shape.of(H, W), Precision.FLOAT64, e -> near[e] ? 0 : 1);
  }

  /** Rows. */
  int height() { return energy.shape().extent(0); }

  /** Columns. */
  int width() { return energy.shape().extent(1); }

  /** The share of the map in a spot. */
  double energyIn(Spot spot) {
    return sum(energy, spot);
  }

  /** What of a spot lies outside of objects, 0 to 1. */
  double freeIn(Spot spot) {
    return sum(free, spot) / ((double) spot.side() * spot.side());
  }

  /** What of a spot a known cue covers, 0 to 1; 0 without one. */
  double cueIn(Spot spot) {
    return cue.map(of -> sum(of, spot) / ((double) spot.side() * spot.side())).orElse(0.0);
  }

  private double sum(Tensor plane, Spot spot) {
    double sum = 0;
    for (int i = Math.max(0, spot.top()); i < Math.min(height(), spot.top() + spot.side()); i++)
      for (int j = Math.max(0, spot.left()); j < Math.min(width(), spot.left() + spot.side()); j++)
        sum += plane.cell(i * width() + j);
    return sum;
  }

  /** The spot of a size in which the map is strongest; the first of equal ones. */
  Spot strongest(int side) {
    Spot best = new Spot(0, 0, Math.min(side, Math.min(width(), height())));
    double most = -1;
    for (int top = 0; top + best.side() <= height(); top++)
      for (int left = 0; left + best.side() <= width(); left++) {
        Spot spot = new Spot(left, top, best.side());
        double energy = energyIn(spot);
        if (energy > most) {
          most = energy;
          best = spot;
        }
      }
    return best;
  }
}
