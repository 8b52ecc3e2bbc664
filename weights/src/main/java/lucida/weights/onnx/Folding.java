package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lucida.core.Shape;
import lucida.weights.WeightsException;

/** Operators on whole numbers that are known at import: how exporters write the shape that a Reshape wants. */
final class Folding {
  private static final Set<String> NAMES = Set.of("Shape", "Size", "Constant", "ConstantOfShape", "Gather", "Unsqueeze", "Squeeze",
      "Concat", "Cast", "Slice", "Add", "Sub", "Mul",
      "Div", "Mod", "Min", "Max", "Neg", "Identity", "Reshape", "Range", "ReduceProd", "Floor", "Ceil");

  private Folding() {}

  static Set<String> names() { return NAMES; }

  /** The result, if this operator can be folded. */
  static Optional<Whole> fold(OnnxNode node, List<Whole> in) {
    return Optional.ofNullable(switch (node.op()) {
      case "Identity", "Cast", "Floor", "Ceil" -> in.getFirst();
      case "Neg" -> in.getFirst().with(Whole.of(Shape.SCALAR, 0), (a, b) -> b - a, "Neg");
      case "Add" -> in.getFirst().with(in.getLast(), Long::sum, "Add");
      case "Sub" -> in.getFirst().with(in.getLast(), (a, b) -> a - b, "Sub");
      case "Mul" -> in.getFirst().with(in.getLast(), (a, b) -> a * b, "Mul");
      case "Div" -> in.getFirst().with(in.getLast(), (a, b) -> b == 0 ? 0 : a / b, "Div");
      case "Mod" -> in.getFirst().with(in.getLast(), (a, b) -> b == 0 ? 0 : node.flag("fmod", false) ? a % b : Math.floorMod(a, b), "Mod");
      case "Min" -> in.getFirst().with(in.getLast(), Math::min, "Min");
      case "Max" -> in.getFirst().with(in.getLast(), Math::max, "Max");
      case "Gather" -> gather(in.getFirst(), in.getLast());
      case "Concat" -> concat(in);
      case "Unsqueeze" -> in.getFirst().reshape(Shape.of(in.getFirst().size()));
      case "Squeeze" -> in.getFirst().size() == 1 ? in.getFirst().reshape(Shape.SCALAR) : in.getFirst();
      case "Reshape" -> in.getFirst().reshape(Shape.of(in.getFirst().size()));
      case "Slice" -> slice(node, in);
      case "ReduceProd" -> product(in.getFirst());
      case "Range" -> range(in);
      default -> null;
    });
  }

  /** The product of all. */
  static Whole product(Whole all) {
    return IntStream.range(0, all.size()).mapToObj(i -> all.pick(Shape.SCALAR, i)).reduce(Whole.of(Shape.SCALAR, 1),
        (a, b) -> a.with(b, (u, v) -> u * v, "ReduceProd"));
  }

  private static Whole gather(Whole data, Whole index) {
    int[] cells = Arrays.stream(index.at(1)).mapToInt(i -> (int) (i < 0 ? i + data.size() : i)).toArray();
    for (int cell : cells)
      if (cell < 0 || cell >= data.size()) throw new WeightsException("Gather: no number " + cell + " among " + data.size());
    return data.pick(index.shape(), cells);
  }

  private static Whole concat(List<Whole> parts) {
    List<Long> fixed = new ArrayList<>();
    List<Long> perPicture = new ArrayList<>();
    for (Whole part : parts) {
      Arrays.stream(part.fixed()).forEach(fixed::add);
      Arrays.stream(part.perPicture()).forEach(perPicture::add);
    }
    return new Whole(Shape.of(fixed.size()), fixed.stream().mapToLong(Long::longValue).toArray(),
        perPicture.stream().mapToLong(Long::longValue).toArray());
  }

  private static Whole slice(OnnxNode node, List<Whole> in) {
    int n = in.getFirst().size();
    long start = in.size() > 1 ? in.get(1).at(1)[0] : node.numbers("starts", 0)[0];
    long end = in.size() > 2 ? in.get(2).at(1)[0] : node.numbers("ends", n)[0];
    long step = in.size() > 4 ? in.get(4).at(1)[0] : 1;
    if (step < 1) throw new WeightsException("Slice: a step of " + step + " through whole numbers is not read");
    int from = Math.clamp(start < 0 ? start + n : start, 0, n);
    int to = Math.clamp(end < 0 ? end + n : end, from, n);
    int[] cells = IntStream.iterate(from, i -> i < to, i -> i + (int) step).toArray();
    return in.getFirst().pick(Shape.of(cells.length), cells);
  }

  private static Whole range(List<Whole> in) {
    long from = in.get(0).at(1)[0];
    long to = in.get(1).at(1)[0];
    long step = in.get(2).at(1)[0];
    if (step == 0 || (to - from) / step > 1 << 20)
      throw new WeightsException("Range: " + from + " to " + to + " in steps of " + step + " is not read");
    long[] values = LongStream.iterate(from, i -> step > 0 ? i < to : i > to, i -> i + step).toArray();
    return Whole.of(Shape.of(values.length), values);
  }
}
