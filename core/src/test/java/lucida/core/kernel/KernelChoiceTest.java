package lucida.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** In this module the scalar kernels are the only ones. */
class KernelChoiceTest {
  private static String refusal(Executable call) { return assertThrows(IllegalArgumentException.class, call).getMessage(); }

  @Test
  void isMadeByName() {
    KernelChoice choice = KernelChoice.named("scalar", 1);
    assertEquals("scalar", choice.kernels().name());
    assertEquals("scalar kernels: asked for by name", choice.reason());
  }

  @Test
  void namesTheKernelsThereAre() {
    assertEquals("no kernels named 'cuda'; there are [scalar]", refusal(() -> KernelChoice.named("cuda", 1)));
    assertTrue(KernelChoice.names().contains("scalar"));
  }

  @Test
  void fallsBackToTheScalarKernels() {
    KernelChoice choice = KernelChoice.best(2);
    assertEquals("scalar", choice.kernels().name());
    assertEquals("scalar kernels: the fastest that can run here", choice.reason());
    assertSame(KernelChoice.standard(), KernelChoice.standard());
  }

  /** A silent factor of some hundred is the worst default: who did not ask for plain loops is told the way out, who did is not. */
  @Test
  void warnsOfSlowKernelsThatNobodyAskedFor() {
    String warning = KernelChoice.best(1).warning().orElseThrow();
    assertTrue(warning.contains("lucida-kernels-vector") && warning.contains("--add-modules jdk.incubator.vector"), warning);
    assertTrue(KernelChoice.named("scalar", 1).warning().isEmpty());
  }

  @Test
  void wantsAThread() {
    assertEquals("kernels run on at least 1 thread, not on 0", refusal(() -> KernelChoice.named("scalar", 0)));
    assertEquals("kernels run on at least 1 thread, not on -1", refusal(() -> KernelChoice.best(-1)));
  }

  /** Memory is taken for each: a mistyped number is a sentence, not an exhausted process. */
  @Test
  void wantsNoMillionsOfThreads() {
    assertEquals("kernels run on at most 1024 threads, not on 99999999", refusal(() -> KernelChoice.named("scalar", 99_999_999)));
    assertEquals("kernels run on at most 1024 threads, not on 2147483647", refusal(() -> KernelChoice.best(Integer.MAX_VALUE)));
    assertEquals("kernels run on at most 1024 threads, not on 1025", refusal(() -> KernelChoice.asked("", "1025")));
    assertEquals("scalar", KernelChoice.best(1024).kernels().name());
  }

  @Test
  void readsTheProperties() {
    assertEquals("scalar kernels: asked for by name", KernelChoice.asked("scalar", "2").reason());
    assertEquals("scalar kernels: the fastest that can run here", KernelChoice.asked("", "").reason());
    assertEquals("lucida.threads is a number of threads, not 'many'", refusal(() -> KernelChoice.asked("", "many")));
    assertEquals("kernels run on at least 1 thread, not on 0", refusal(() -> KernelChoice.asked("", "0")));
  }
}
