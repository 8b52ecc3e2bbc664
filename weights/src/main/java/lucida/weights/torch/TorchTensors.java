package lucida.weights.torch;

import static java.util.Objects.requireNonNull;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.weights.NamedTensor;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.CellReader;
import lucida.weights.io.ImportBudget;

/**
 * Fetches the values of described tensors, storage by storage. Tensors that are the same part of the same storage (tied weights)
 * become one, and count as many: written down again they are as many.
 */
final class TorchTensors {
  private final Function<TorchStorage, Bytes> storages;
  private final ByteOrder order;
  private final ImportBudget budget;

  /** With what finds the bytes of a storage. */
  TorchTensors(Function<TorchStorage, Bytes> storages, ByteOrder order, ImportBudget budget) {
    this.storages = storages;
    this.order = order;
    this.budget = budget;
  }

  /** The tensors, in the given order. */
  List<NamedTensor> read(Map<String, TorchTensor> described) {
    Map<TorchStorage, Map<String, TorchTensor>> byStorage = new LinkedHashMap<>();
    described.forEach((name, t) -> byStorage.computeIfAbsent(t.storage(), s -> new LinkedHashMap<>()).put(name, t));
    Map<String, Tensor> read = new HashMap<>();
    byStorage.forEach((storage, tensors) -> read(storage, tensors, read));
    return described.entrySet().stream()
        .map(e -> new NamedTensor(e.getKey(), e.getValue().dtype(), requireNonNull(read.get(e.getKey())))).toList();
  }

  private void read(TorchStorage storage, Map<String, TorchTensor> tensors, Map<String, Tensor> into) {
    Bytes bytes = storages.apply(storage).slice(storage.viewFrom(), storage.viewLength());
    Map<TensorView, Tensor> views = new HashMap<>();
    tensors.forEach((name, t) -> {
      try {
        TensorView view = TensorView.of(t);
        budget.take(view.count(), view.dtype().bytesInMemory(), "its cells");
        into.put(name, views.computeIfAbsent(view, v -> read(v, bytes)));
      } catch (WeightsException e) {
        throw new WeightsException("tensor '" + name + "': " + e.getMessage());
      }
    });
  }

  private Tensor read(TensorView view, Bytes storage) {
    if (!view.isDense()) budget.take(view.span(), view.dtype().bytesInMemory(), "the storage that it is a view of");
    if (Math.max(view.count(), view.span()) > Integer.MAX_VALUE - 8)
      throw new WeightsException("has shape " + view.extents() + ", more cells than one tensor holds");
    Storage span = CellReader.read(storage, view.offset() * view.dtype().bytes(), view.dtype(), (int) view.span(), order);
    return Tensor.of(view.shape(), view.isDense() ? span : view.gather(span));
  }
}
