package lucida.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lucida.autodiff.run.Executor;
import lucida.core.Tensor;
import lucida.judge.data.PictureSource;
import lucida.judge.neurons.FieldCheck;
import lucida.judge.neurons.Neuron;
import lucida.judge.neurons.UnitPatterns;
import lucida.layers.Model;
import lucida.pictures.Filter;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.pictures.Resize;
import lucida.pictures.SignedView;
import lucida.scenes.Box;

/** Paints what the channels of a layer fire for: of each picture the patch that the unit depends on, and below it what of the patch moves the unit. Checks receptive fields on the way. */
public final class NeuronPictures {
  private static final int TILE = 64;
  private static final int GAP = 3;
  private static final int GROUND = 0x808080;

  private final PictureSource source;
  private final Preprocessing preprocessing;
  private final UnitPatterns guided;
  private final UnitPatterns gradients;
  private FieldCheck check = FieldCheck.NONE;

  /** Of a layer. */
  public NeuronPictures(PictureSource source, Preprocessing preprocessing, Model model, Executor executor, String layer) {
    this.source = source;
    this.preprocessing = preprocessing;
    this.guided = UnitPatterns.guided(model, executor, layer);
    this.gradients = UnitPatterns.gradients(model, executor, layer);
  }

  /** What was seen of receptive fields so far. */
  public FieldCheck check() { return check; }

  /** A strip: patches above, patterns below. */
  Picture strip(Neuron neuron) throws IOException {
    List<Tensor> pictures = new ArrayList<>();
    for (Neuron.Peak peak : neuron.peaks()) pictures.add(source.again(peak.number()).x());
    List<Tensor> patterns = guided.of(pictures, neuron.channel(), neuron.peaks());
    List<Tensor> moved = gradients.of(pictures, neuron.channel(), neuron.peaks());
    List<Picture> tiles = new ArrayList<>(), below = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      Box field = neuron.peaks().get(i).field();
      check = check.with(moved.get(i), field);
      tiles.add(tile(preprocessing.picture(pictures.get(i)), field));
      below.add(tile(pattern(patterns.get(i)), field));
    }
    tiles.addAll(below);
    return joined(tiles, pictures.size());
  }

  private Picture pattern(Tensor R) {
    return R.shape().extent(0) == 3
        ? SignedView.colours(R, preprocessing.order(), MapView.PERCENT)
        : MapView.signed(R.sum(0)).alone(R.shape().extent(2), R.shape().extent(1));
  }

  /** A part of a picture, as large as a tile allows. */
  private static Picture tile(Picture picture, Box field) {
    Picture part = picture.part(field.left(), field.top(), field.width(), field.height());
    double scale = (double) TILE / Math.max(part.width(), part.height());
    int width = Math.max(1, (int) Math.round(scale * part.width())), height = Math.max(1, (int) Math.round(scale * part.height()));
    return scale == 1 ? part : new Resize(width, height, scale > 1 ? Filter.NEAREST : Filter.BICUBIC).of(part);
  }

  private static Picture joined(List<Picture> tiles, int columns) {
    int step = TILE + GAP;
    return Picture.painted(step * columns - GAP, 2 * step - GAP, (x, y) -> {
      Picture tile = tiles.get(y / step * columns + x / step);
      int dx = x % step - (TILE - tile.width()) / 2, dy = y % step - (TILE - tile.height()) / 2;
      boolean inside = dx >= 0 && dy >= 0 && dx < tile.width() && dy < tile.height();
      return inside ? tile.rgb(dx, dy) : GROUND;
    });
  }
}
