package lucida.weights.torch;

import java.util.List;
import java.util.Optional;
import lucida.weights.Dtype;
import lucida.weights.WeightsException;
import lucida.weights.io.PythonExport;

/** What torch.save puts into its pickles: references to storages, and calls that make tensors of them. */
final class TorchPickles {
  private TorchPickles() {}

  /**
   * The storage of a persistent id: ('storage', class, key, location, length[, view]) where a view is (key, offset, length);
   * lengths and offsets count elements of the class.
   */
  static Pickled storage(Pickled id) {
    if (!(id instanceof Pickled.Sequence tuple) || tuple.items().isEmpty())
      throw new WeightsException("it refers to something outside that is not a storage");
    List<Pickled> items = tuple.items();
    if (items.getFirst() instanceof Pickled.Text(String kind) && kind.equals("module"))
      throw new WeightsException(
          "it is a whole model and not its tensors; if you trust it, load it in Python and save its tensors with "
              + "torch.save(model.state_dict(), 'weights.pth'), or export it with torch.onnx.export",
          PythonExport.WHOLE_MODEL.lines());
    if (items.size() < 5 || !(items.get(1) instanceof Pickled.Global type) || type.meaning() != PythonName.STORAGE
        || !(items.get(4) instanceof Pickled.Int(long length)))
      throw new WeightsException("it refers to a storage in a form that torch.save does not use");
    return PythonName.dtype(type.name()).map(dtype -> storage(items, dtype, length))
        .orElseGet(() -> new Pickled.Unreadable("is stored as " + type.name()));
  }

  private static Pickled storage(List<Pickled> items, Dtype dtype, long length) {
    long bytes = bytes(length, dtype);
    String key = key(items.get(2));
    if (items.size() < 6 || items.get(5) == Pickled.Constant.NONE) return new TorchStorage(key, dtype, bytes, 0, bytes);
    if (!(items.get(5) instanceof Pickled.Sequence view) || view.items().size() != 3)
      throw new WeightsException("the storage '" + key + "' has a view in a form that torch.save does not use");
    long from = bytes(integer(view.items().get(1)), dtype);
    long seen = bytes(integer(view.items().get(2)), dtype);
    if (from > bytes || seen > bytes - from)
      throw new WeightsException(
          "a view of " + seen + " bytes from byte " + from + " on leaves the storage '" + key + "' of " + bytes);
    return new TorchStorage(key, dtype, bytes, from, seen);
  }

  private static long bytes(long elements, Dtype dtype) {
    if (elements < 0 || elements > Long.MAX_VALUE / dtype.bytes())
      throw new WeightsException("a storage of " + elements + " elements");
    return elements * dtype.bytes();
  }

  /** The tensor of (storage, offset, extents, strides, gradient, hooks, metadata); what follows the strides may be left out. */
  static Pickled tensor(List<Pickled> arguments) {
    if (arguments.size() < 4) throw new WeightsException("it makes a tensor of " + arguments.size() + " things, and 4 are needed");
    return switch (arguments.getFirst()) {
      case TorchStorage storage -> transformed(arguments, 6).orElseGet(() -> tensor(storage, storage.dtype(), arguments));
      case Pickled.Unreadable unreadable -> unreadable;
      default -> throw new WeightsException("it makes a tensor of something that is not a storage");
    };
  }

  /** A tensor that is not what is stored: its metadata, at this place among the arguments, say that it is negated or conjugated. */
  private static Optional<Pickled> transformed(List<Pickled> arguments, int place) {
    if (arguments.size() <= place || arguments.get(place) == Pickled.Constant.NONE) return Optional.empty();
    if (!(arguments.get(place) instanceof Pickled.Dictionary metadata))
      return Optional.of(new Pickled.Unreadable("has metadata that are not a dictionary"));
    if (metadata.size() != metadata.named().size()) return Optional.of(new Pickled.Unreadable("has metadata without names"));
    return metadata.named().entrySet().stream().filter(entry -> entry.getValue() != Pickled.Constant.FALSE).findFirst()
        .map(entry -> new Pickled.Unreadable("is not what is stored (its metadata have '" + entry.getKey() + "')"));
  }

  /** The tensor of (storage, offset, extents, strides, gradient, hooks, dtype, metadata). */
  static Pickled tensorOfDtype(List<Pickled> arguments) {
    if (arguments.size() < 7 || !(arguments.getFirst() instanceof TorchStorage storage)
        || !(arguments.get(6) instanceof Pickled.Global dtype)
        || dtype.meaning() != PythonName.DTYPE)
      throw new WeightsException("it makes a tensor in a form that torch.save does not use");
    Optional<Pickled> other = transformed(arguments, 7);
    if (other.isPresent()) return other.get();
    return PythonName.dtype(dtype.name()).map(known -> tensor(storage, known, arguments))
        .orElseGet(() -> new Pickled.Unreadable("is stored as " + dtype.name()));
  }

  private static Pickled tensor(TorchStorage storage, Dtype dtype, List<Pickled> arguments) {
    if (arguments.get(2) instanceof Pickled.Sequence extents && arguments.get(3) instanceof Pickled.Sequence strides)
      return new TorchTensor(storage, dtype, integer(arguments.get(1)), extents, strides);
    throw new WeightsException("it makes a tensor whose extents or strides are not a tuple");
  }

  /** An offset, an extent or a stride. */
  static long integer(Pickled value) {
    if (value instanceof Pickled.Int(long integer)) return integer;
    throw new WeightsException("an offset, an extent or a stride is not an integer");
  }

  /** The key of a storage. */
  static String key(Pickled value) {
    return switch (value) {
      case Pickled.Text(String text) -> text;
      case Pickled.Int(long number) -> Long.toString(number);
      default -> throw new WeightsException("the key of a storage is neither a text nor an integer");
    };
  }
}
