package lucida.weights.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.weights.WeightsException;
import tools.jackson.databind.JsonNode;

/** Indexing as Python writes it, x[..., ::-1]: slices, whole numbers and one ellipsis, one for each of Keras' axes. */
final class KerasSlices {
  private KerasSlices() {}

  static KerasRead read(KerasOperation op) {
    JsonNode index = op.other(1).orElseGet(() -> op.settings().node("slice_spec"));
    List<JsonNode> parts = new ArrayList<>();
    for (JsonNode part : index.isArray()
        ? index
        : index.path("config").path("items").isArray() ? index.path("config").path("items") : List.of(index))
      parts.add(part);
    for (JsonNode part : parts)
      if (!isSlice(part) && !isEllipsis(part) && !part.isIntegralNumber())
        throw new WeightsException(
            op.settings().layer() + " is indexed with " + part + "; read are slices, whole numbers and an ellipsis");
    if (parts.stream().filter(KerasSlices::isEllipsis).count() > 1)
      throw new WeightsException(op.settings().layer() + " is indexed with two ellipses");
    return KerasRead.plain(x -> indexed(x, parts));
  }

  private static Expr indexed(Expr x, List<JsonNode> parts) {
    Expr y = KerasAxes.there(x);
    int axis = 0;
    for (JsonNode part : parts) {
      if (isEllipsis(part)) {
        axis += x.shape().rank() - (parts.size() - 1);
        continue;
      }
      // whole numbers take their axis away: the axes left before this one say where it now is
      int gone = x.shape().rank() - y.shape().rank();
      y = one(y, axis++ - gone, part);
    }
    return KerasAxes.here(y);
  }

  private static Expr one(Expr y, int axis, JsonNode part) {
    int extent = y.shape().extent(axis);
    if (part.isIntegralNumber()) {
      if (axis == 0) throw new WeightsException("one picture of a batch is taken, which is not read");
      return y.at(axis, part.asInt() < 0 ? part.asInt() + extent : part.asInt());
    }
    int[] cells = cells(part, extent);
    if (cells.length == extent && IntStream.range(0, extent).allMatch(i -> cells[i] == i)) return y;
    if (axis == 0) throw new WeightsException("part of a batch is taken, which is not read");
    return y.gather(axis, IntStream.of(cells).boxed().toList());
  }

  /** The cells that Python's start:stop:step names. */
  private static int[] cells(JsonNode slice, int extent) {
    JsonNode own = slice.has("config") ? slice.path("config") : slice;
    int step = own.path("step").asInt(1);
    if (step == 0) throw new WeightsException("a slice with a step of 0 is not read");
    int first = bound(own.path("start"), extent, step > 0 ? 0 : extent - 1, step);
    int end = bound(own.path("stop"), extent, step > 0 ? extent : -1, step);
    int count = Math.max(0, step > 0 ? Math.ceilDiv(end - first, step) : Math.ceilDiv(first - end, -step));
    return IntStream.range(0, count).map(i -> first + i * step).toArray();
  }

  private static int bound(JsonNode node, int extent, int open, int step) {
    if (!node.isIntegralNumber()) return open;
    long from = node.asLong() < 0 ? node.asLong() + extent : node.asLong();
    return Math.clamp(from, step > 0 ? 0 : -1, step > 0 ? extent : extent - 1);
  }

  private static boolean isSlice(JsonNode part) {
    JsonNode own = part.has("config") ? part.path("config") : part;
    return own.has("start") && own.has("stop") && own.has("step");
  }

  private static boolean isEllipsis(JsonNode part) { return KerasConfig.text(part, "class_name").equals("__ellipsis__"); }

}
