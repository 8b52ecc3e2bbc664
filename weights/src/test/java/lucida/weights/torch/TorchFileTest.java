package lucida.weights.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import lucida.weights.model.Fixture;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.model.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PyTorch's own files, against what PyTorch itself holds in them. */
final class TorchFileTest {
  @ParameterizedTest
  @CsvSource({"dtypes.pt, dtypes", "dtypes_legacy.pt, dtypes", "views.pt, views", "views_legacy.pt, views",
      "checkpoint.pt, checkpoint",
      "checkpoint_legacy.pt, checkpoint", "checkpoint_protocol3.pt, checkpoint", "checkpoint_protocol4.pt, checkpoint",
      "checkpoint_protocol5.pt, checkpoint", "checkpoint_legacy_protocol4.pt, checkpoint", "checkpoint_deflated.pt, checkpoint",
      "checkpoint_zip64.pt, checkpoint", "parameters.pt, parameters", "parameters_legacy.pt, parameters", "calls.pt, calls",
      "calls_legacy.pt, calls", "storage_views_legacy.pt, storage_views", "big_endian.pt, big_endian", "cycle.pt, cycle"})
  void holdsWhatPyTorchHolds(String file, String expected) { Fixture.assertHolds(expected, Fixture.read(file)); }

  /** The same part of the same storage is the same tensor; another part of it is not. */
  @ParameterizedTest
  @ValueSource(strings = {"views.pt", "views_legacy.pt"})
  void tiedTensorsAreOne(String file) {
    NamedTensors views = Fixture.read(file);
    assertSame(views.get("whole"), views.get("tied"));
    assertSame(views.get("row"), views.get("tied_row"));
    assertNotSame(views.get("whole"), views.get("transposed"));
  }

  @ParameterizedTest
  @CsvSource({"checkpoint.pt, PyTorch zip", "checkpoint_legacy.pt, PyTorch legacy"})
  void tellsWhatElseACheckpointSays(String file, String format) {
    assertEquals(Map.of("epoch", "12", "arch", "tiny", "done", "true", "loss", "0.125"),
        Fixture.read(file).metadata());
    assertEquals(format, Fixture.read(file).format());
  }

  @Test
  void readsTheDictionaryThatIsAskedFor() {
    assertEquals(1, Fixture.read("several.pt", "generator").get("w").item());
    assertEquals(0, Fixture.read("several.pt", "discriminator").get("w").item());
    assertEquals(9, Fixture.read("checkpoint.pt", "state_dict").size());
  }

  @Test
  void takesThePrefixOfDataParallelOff() {
    NamedTensors plain = Fixture.read("checkpoint.pt").strip("module.");
    assertEquals(
        List.of("0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked", "3.weight",
            "3.bias"),
        plain.names());
  }

  /** The lines that load a whole model say that this runs what is in it; nothing is said of how to run a file that is no model. */
  @ParameterizedTest
  @CsvSource({"module.pt, true", "module_legacy.pt, true", "evil.pt, false"})
  void saysHowAWholeModelIsExported(String file, boolean model) {
    String remedy = assertThrows(WeightsException.class, () -> Fixture.read(file)).remedy();
    assertEquals(model ? 3 : 0, remedy.lines().count());
    assertEquals(model, remedy.contains("weights_only=False)  # runs what is in the file"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
      "module.pt; a whole model, with the class 'torch.nn.modules.container.Sequential'; torch.save(model.state_dict()",
      "module_legacy.pt; a whole model; torch.save(model.state_dict()",
      "several.pt; several dictionaries; 'generator', 'discriminator'",
      "sparse.pt; tensor 's'; sparse",
      "quantised.pt; tensor 'q'; quantised",
      "complex.pt; tensor 'c'; torch.ComplexFloatStorage",
      "complex_legacy.pt; tensor 'c'; torch.ComplexFloatStorage",
      "tensor.pt; one tensor; without a name",
      "list.pt; a list; of 2 values",
      "nothing.pt; no dictionary of tensors; 'epoch'",
      "evil.pt; os.system; if you trust the file",
      "evil_legacy.pt; os.system; if you trust the file"})
  void refuses(String file, String what, String why) { Fixture.assertRefused(file, Fixture.bytes(file), what, why); }
}
