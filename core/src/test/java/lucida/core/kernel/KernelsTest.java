package lucida.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelsTest {
  /** What a provider leaves out is computed by the definition; had the definition left it out too, it would call itself for ever. */
  @Test
  void theDefinitionOverridesEveryDefault() {
    List<String> missing = Arrays.stream(Kernels.class.getMethods()).filter(m -> m.isDefault() && m.getReturnType() == void.class)
        .filter(m -> !isDefined(m))
        .map(Method::toString).toList();
    assertEquals(List.of(), missing);
  }

  private static boolean isDefined(Method kernel) {
    return Arrays.stream(ScalarKernels.class.getDeclaredMethods())
        .anyMatch(m -> m.getName().equals(kernel.getName()) && Arrays.equals(m.getParameterTypes(), kernel.getParameterTypes()));
  }
}
