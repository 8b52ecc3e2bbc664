package lucida.weights.torch;

import static lucida.weights.model.Fixture.assertRefused;
import static lucida.weights.model.Fixture.joined;
import static lucida.weights.model.Fixture.latin;
import static lucida.weights.model.Fixture.littleEndian;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import lucida.weights.model.Fixture;
import lucida.weights.NamedTensors;
import lucida.weights.model.Fixture;
import org.junit.jupiter.api.Test;

public final class TorchLegacyTest {
  private static final String MAGIC = "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.";
  private static final String VERSION = "\u0080\u0002M\u00e9\u0003.";

  /** A file whose third pickle is empty and whose fourth is this. */
  public static byte[] legacy(String pickle) {
    return latin(MAGIC + VERSION + "}." + pickle);
  }

  /** {'w': a tensor} over a storage '0' of so many floats, its extents and strides as pickled tuples. */
  public static String oneTensor(int floats, String offset, String extents, String strides) {
    return "}U\u0001wctorch._utils\n_rebuild_tensor\n((U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpuK" + (char) floats
        + "NtQ" + offset
        + extents + strides + "tRs.";
  }

  private static final byte[] TWO_CELLS = joined(legacy(oneTensor(2, "K\u0000", "K\u0002\u0085", "K\u0001\u0085")),
      latin("]U\u00010a."),
      littleEndian(2L), littleEndian(Float.floatToIntBits(1.5f)), littleEndian(Float.floatToIntBits(-2f)));

  @Test
  void reads() {
    NamedTensors tensors = Fixture.read("x.pt", TWO_CELLS);
    assertEquals(1.5, tensors.get("w").at(0));
    assertEquals(-2, tensors.get("w").at(1));
  }

  @Test
  void refusesWhatIsNotPyTorchs() {
    assertRefused("x.pkl", latin("\u0080\u0002}."), "not one that torch.save made");
    assertRefused("x.pt", latin(MAGIC + "\u0080\u0002K\u0001."), "version");
  }

  /** Cut off at every byte. */
  @Test
  void refusesEveryTruncation() {
    for (int n = 0; n < TWO_CELLS.length; n++) assertRefused("x.pt", Arrays.copyOf(TWO_CELLS, n));
  }

  @Test
  void refusesStoragesOfAnotherLength() {
    int at = TWO_CELLS.length - 16;
    assertRefused("x.pt", Fixture.patched(TWO_CELLS, at, littleEndian(3L)), "should have 2 elements and has 3");
    assertRefused("x.pt", Fixture.patched(TWO_CELLS, at, littleEndian(-1L)), "should have 2 elements and has -1");
    assertRefused("x.pt", Fixture.patched(TWO_CELLS, at, littleEndian(Long.MAX_VALUE)), "should have 2 elements");
  }

  @Test
  void refusesStoragesThatAreNotThere() {
    byte[] start = legacy(oneTensor(2, "K\u0000", "K\u0002\u0085", "K\u0001\u0085"));
    assertRefused("x.pt", joined(start, latin("].")), "not all of its storages are there");
    assertRefused("x.pt", joined(start, latin("]U\u00011a."), littleEndian(0L)), "the storage '1'");
  }

  @Test
  void refusesTensorsOutsideTheirStorage() {
    byte[] end = Arrays.copyOfRange(TWO_CELLS, TWO_CELLS.length - 16 - 6, TWO_CELLS.length);
    for (List<String> n : List.of(List.of("K\u0001", "K\u0002\u0085", "K\u0001\u0085"),
        List.of("K\u0000", "K\u0003\u0085", "K\u0001\u0085"),
        List.of("K\u0000", "K\u0002\u0085", "K\u0002\u0085"),
        List.of("J\u00ff\u00ff\u00ff\u00ff", "K\u0002\u0085", "K\u0001\u0085"),
        List.of("K\u0000", "K\u0002\u0085", ")"), List.of("K\u0000", "J\u00ff\u00ff\u00ff\u00ff\u0085", "K\u0001\u0085")))
      assertRefused("x.pt", joined(legacy(oneTensor(2, n.get(0), n.get(1), n.get(2))), end), "tensor 'w'");
  }

  /** An expanded tensor repeats one element: 2 billion cells cost a sentence, not 8 GB. */
  @Test
  void refusesToExpandWithoutBound() {
    byte[] end = Arrays.copyOfRange(TWO_CELLS, TWO_CELLS.length - 16 - 6, TWO_CELLS.length);
    byte[] bomb = joined(legacy(oneTensor(2, "K\u0000", "J\u00ff\u00ff\u00ff\u007f\u0085", "K\u0000\u0085")), end);
    assertRefused("x.pt", bomb, "tensor 'w'", "2147483647 · 4 bytes");
    byte[] product = joined(
        legacy(oneTensor(2, "K\u0000", "J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007f\u0086", "K\u0000K\u0000\u0086")), end);
    assertRefused("x.pt", product, "tensor 'w'");
  }
}
