package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.Map;
import lucida.core.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every method of {@link Kernels}, chapter by chapter. A provider extends this class and says how its kernels are made; if they cannot
 * be made every test fails, none is skipped. Whoever is not the definition takes the {@link FusedContract} too, which compares with it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class KernelsContract
    implements
      CellwiseContract,
      ElementaryContract,
      MovingContract,
      ChoosingContract,
      ResamplingContract,
      ConvolutionContract,
      MatrixContract {
  private final Map<Integer, Kernels> made = new HashMap<>();

  /** For subclasses. */
  protected KernelsContract() {}

  /** Makes the kernels under test, once for each number of threads. */
  protected abstract Kernels create(int threads);

  @Override
  public final Kernels kernels(int threads) {
    return made.computeIfAbsent(threads, this::create);
  }

  @Test
  void theySayWhatTheyAre() {
    assertFalse(kernels(1).name().isBlank());
    assertFalse(kernels(1).description().isBlank());
  }
}
