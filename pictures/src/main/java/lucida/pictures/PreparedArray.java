package lucida.pictures;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;

/** Pictures as arrays, preprocessed by another program. */
public final class PreparedArray {
  /** What rounding to float16 may add to a value of ±255. */
  private static final double SLACK = 0.125;
  /** Samples that are all smaller are those of a black picture; prepared values are as small, but where a preset subtracts whole greys. */
  private static final double DARK = 4;

  private PreparedArray() {}

  /**
   * An array that was preprocessed elsewhere, [C, H, W] or [N, C, H, W], as [N, C, H, W]; [H, W] too where C is 1.
   *
   * @param channels C
   * @throws ShapeException if it has another number of channels
   */
  public static Tensor batch(Tensor x, int channels) {
    Shape shape = x.shape();
    if (shape.rank() == 4 && shape.extent(1) == channels) return x;
    if (shape.rank() == 3 && shape.extent(0) == channels) return x.reshape(shape.insert(0, 1));
    if (shape.rank() == 2 && channels == 1) return x.reshape(shape.insert(0, 1).insert(0, 1));
    int axis = shape.rank() - 3;
    String has = axis == 0 || axis == 1
        ? shape.extent(axis) + (shape.extent(axis) == 1 ? " channel" : " channels")
        : "no axis of channels";
    boolean last = axis >= 0 && shape.extent(shape.rank() - 1) == channels;
    throw new ShapeException("it has the shape " + shape + ", " + has + ", and the network expects " + channels + ": [" + channels
        + ", H, W] or [N, " + channels + ", H, W]" + (last ? "; its last axis seems to be the channels: transpose it" : ""));
  }

  /**
   * Checks that pictures were prepared. Whole numbers of 0 to 255 are samples as files hold them, unless that is what the network takes.
   *
   * @param x [N, C, H, W]
   * @return what should be told of the values: that no picture gives them
   * @throws IllegalArgumentException if they are samples that were not prepared
   */
  public static Optional<String> checked(Tensor x, Preprocessing preprocessing) {
    if (preprocessing.order() == ChannelOrder.OTHER || x.size() == 0) return Optional.empty();
    int channels = x.shape().extent(1);
    double least = IntStream.range(0, channels).mapToDouble(c -> preprocessing.value(c, 0)).min().orElse(0);
    double greatest = IntStream.range(0, channels).mapToDouble(c -> preprocessing.value(c, 255)).max().orElse(0);
    if ((least != 0 || greatest != 255) && areSamples(x))
      throw new IllegalArgumentException("it holds whole numbers from " + (int) x.min() + " to " + (int) x.max()
          + ", samples of a picture that was not prepared, and the network expects " + preprocessing
          + ": prepare it so, give the picture itself, or say --scale 0..255 if the network takes samples as they are");
    return x.min() < least - SLACK || x.max() > greatest + SLACK
        ? Optional.of(String.format(Locale.ROOT,
            "its values run from %.4g to %.4g, outside the range %.4g to %.4g that pictures have after %s: was it prepared another way?",
            x.min(), x.max(), least, greatest, preprocessing.name()))
        : Optional.empty();
  }

  private static boolean areSamples(Tensor x) {
    return x.min() >= 0 && x.max() > DARK && x.max() <= 255
        && IntStream.range(0, x.size()).allMatch(i -> x.cell(i) == Math.rint(x.cell(i)));
  }
}
