package lucida.pictures;

import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;

/** Pictures as arrays, preprocessed by another program. */
public final class PreparedArray {
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
    throw new ShapeException("it has the shape " + shape + ", " + has + ", and the network wants " + channels + ": [" + channels
        + ", H, W] or [N, " + channels + ", H, W]" + (last ? "; its last axis seems to be the channels: transpose it" : ""));
  }
}
