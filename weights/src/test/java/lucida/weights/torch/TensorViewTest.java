package lucida.weights.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.weights.Dtype;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TensorViewTest {
  private static final long SEED = 20261121;

  private static Pickled.Sequence tuple(List<Long> values) {
    return Pickled.Sequence.tuple(values.stream().map(value -> (Pickled) new Pickled.Int(value)).toList());
  }

  private static TensorView view(long elements, long offset, List<Long> extents, List<Long> strides) {
    TorchStorage storage = new TorchStorage("0", Dtype.F64, 8 * elements, 0, 8 * elements);
    return TensorView.of(new TorchTensor(storage, Dtype.F64, offset, tuple(extents), tuple(strides)));
  }

  private static List<Long> longs(String words) {
    return words == null ? List.of() : Stream.of(words.split(" ")).map(Long::valueOf).toList();
  }

  /** Random extents and strides, 0 among them, against the definition: cell (i₀, …) is element offset + Σ i·stride. */
  @Test
  void gathersByTheDefinition() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int trial = 0; trial < 500; trial++) {
      List<Long> extents = new ArrayList<>();
      List<Long> strides = new ArrayList<>();
      for (int rank = random.nextInt(5); rank > 0; rank--) {
        extents.add(random.nextLong(5));
        strides.add(random.nextLong(20));
      }
      TensorView view = view(400, random.nextLong(10), extents, strides);
      Storage span = Precision.FLOAT64.allocate((int) view.span());
      for (int i = 0; i < span.length(); i++) span.set(i, (double) (view.offset() + i));
      Storage gathered = view.gather(span);
      assertEquals(view.count(), gathered.length());
      for (int cell = 0; cell < gathered.length(); cell++)
        assertEquals((double) element(view, cell), gathered.get(cell), "seed " + SEED + " trial " + trial + " " + view);
      assertEquals(isIdentity(gathered, view.offset()) && view.span() == view.count(), view.isDense() || view.count() == 0,
          view.toString());
    }
  }

  private static long element(TensorView view, int cell) {
    long element = view.offset();
    for (int axis = view.extents().size() - 1, rest = cell; axis >= 0; axis--) {
      element += rest % view.extents().get(axis) * view.strides().get(axis);
      rest /= view.extents().get(axis);
    }
    return element;
  }

  private static boolean isIdentity(Storage gathered, long offset) {
    for (int i = 0; i < gathered.length(); i++) if (gathered.get(i) != offset + i) return false;
    return true;
  }

  /** Twelve elements: the last cell may be the last element. */
  @ParameterizedTest
  @CsvSource({"0, 3 4, 4 1", "1, 3 3, 4 1", "11, , ", "12, 0 5, 5 1", "11, 5 1, 0 99", "0, 2, 11"})
  void takesWhatIsInside(long offset, String extents, String strides) {
    TensorView view = view(12, offset, longs(extents), longs(strides));
    assertTrue(view.offset() + view.span() <= 12, view.toString());
  }

  @ParameterizedTest
  @CsvSource({"0, 3 5, 5 1", "4, 3 3, 4 1", "12, , ", "-1, 2, 1", "13, 0, 1", "0, 2, 12", "0, 2 2, 6 6", "0, 2, -1", "0, -2, 1",
      "0, 4294967296, 0", "0, 3, 9223372036854775807", "9223372036854775807, 1, 1", "0, 2147483647 2147483647, 1 2147483647",
      "0, 1 2, 1"})
  void refusesWhatIsNot(long offset, String extents, String strides) {
    assertThrows(WeightsException.class, () -> view(12, offset, longs(extents), longs(strides)));
  }
}
