package lucida.weights.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.weights.WeightsException;

/**
 * The input of a graph: a batch of pictures.
 *
 * @param name of the value
 * @param batch the number of pictures that the graph was written for, 0 where it is left open
 * @param picture the extents of one picture as the graph reads it
 */
record PictureInput(String name, long batch, Shape picture) {
  private static final long MOST_CELLS = 1 << 24;
  private static final int OPEN = -1;
  /** What types are numbered, of which the file need not name one. */
  private static final int FLOAT32 = 1;

  /**
   * Of the declaration of a value.
   *
   * @param size the height and width, for a graph that leaves them open
   * @throws WeightsException if it is no batch of pictures, or of another size
   */
  static PictureInput of(Message input, Optional<Shape> size) {
    String name = input.text(1);
    List<Message> dims = input.message(2).message(1).message(2).messages(1);
    long type = input.message(2).message(1).number(1, FLOAT32);
    if (!OnnxTensors.isReal(type))
      throw new WeightsException("the input '" + name + "' is of type " + type
          + ", which holds no real numbers: pictures are given as float32, so export the network without the cast in front");
    if (dims.size() < 2) throw new WeightsException("the input '" + name + "' is no batch of pictures");
    int[] extents = dims.stream().skip(1).mapToLong(dim -> dim.number(1, OPEN)).mapToInt(e -> extent(name, e)).toArray();
    size.ifPresent(hw -> fill(name, extents, hw));
    if (Arrays.stream(extents).anyMatch(e -> e == OPEN))
      throw new WeightsException("the input '" + name + "' is " + shown(extents)
          + ", which leaves the size of pictures open: say it, as --size 224x224");
    if (Arrays.stream(extents).asLongStream().reduce(1, (a, b) -> Math.min(a * b, 1L << 40)) > MOST_CELLS)
      throw new WeightsException("the input '" + name + "' is of " + Arrays.toString(extents) + ", too large for a picture");
    return new PictureInput(name, Math.max(0, dims.getFirst().number(1, 0)), Shape.of(extents));
  }

  private static int extent(String name, long extent) {
    if (extent > MOST_CELLS) throw new WeightsException("the input '" + name + "' has an extent of " + extent);
    return extent < 1 ? OPEN : (int) extent;
  }

  /** Puts height and width where they are open, and checks them where they are not. Modifies the extents. */
  private static void fill(String name, int[] extents, Shape size) {
    int rows = extents.length == 3 && (extents[0] == OPEN || extents[2] != OPEN && channels(extents[2]) && !channels(extents[0]))
        ? 0
        : extents.length - 2;
    boolean open = IntStream.range(0, extents.length).anyMatch(a -> extents[a] == OPEN && a != rows && a != rows + 1);
    if (rows < 0 || open)
      throw new WeightsException(
          "the input '" + name + "' is " + shown(extents) + ", which leaves more open than height and width");
    String declared = shown(extents);
    for (int a = 0; a < 2; a++) {
      if (extents[rows + a] != OPEN && extents[rows + a] != size.extent(a))
        throw new WeightsException("the input '" + name + "' is " + declared + ", so --size " + size.extent(0) + "x"
            + size.extent(1) + " does not fit");
      extents[rows + a] = size.extent(a);
    }
  }

  private static boolean channels(int extent) { return extent == 1 || extent == 3 || extent == 4; }

  private static String shown(int[] extents) {
    return Arrays.toString(Arrays.stream(extents).mapToObj(e -> e == OPEN ? "?" : String.valueOf(e)).toArray());
  }
}
