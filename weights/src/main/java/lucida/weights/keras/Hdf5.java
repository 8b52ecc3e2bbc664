package lucida.weights.keras;

import java.util.function.Supplier;
import lucida.weights.WeightsException;

/** Every question to the reader of HDF5 goes through here: it throws whatever the trees of a damaged file lead it to. */
final class Hdf5 {
  private Hdf5() {}

  /** The answer, or one sentence. */
  static <T> T read(Supplier<T> question) {
    try {
      return question.get();
    } catch (WeightsException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw WeightsException.because("is damaged or not a Keras file", e);
    }
  }
}
