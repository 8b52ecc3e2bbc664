package lucida.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;
import lucida.core.Precision;

/** One benchmark method with one value for each of its parameters. */
record Trial(String type, String method, Map<String, String> parameters) {
  /** The parameter that becomes the columns of a table. */
  static final String KERNELS = "kernels";

  /** The kernels that run, "" if it is not about kernels. */
  String kernels() { return parameters.getOrDefault(KERNELS, ""); }

  /** FLOAT32 unless the method or a parameter says otherwise. */
  Precision precision() {
    return method.equals("float64") || "FLOAT64".equals(parameters.get("precision")) ? Precision.FLOAT64 : Precision.FLOAT32;
  }

  /** What one call does, if its benchmark knows. */
  Optional<WorkPerCall> count() {
    try {
      Object benchmark = Class.forName(type).getDeclaredConstructor().newInstance();
      return benchmark instanceof Counted counted ? Optional.of(counted.count(method, parameters)) : Optional.empty();
    } catch (ClassNotFoundException | NoSuchMethodException | InstantiationException | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("benchmark " + type + " cannot be made without arguments", e);
    }
  }

  @Override
  public String toString() { return type.substring(type.lastIndexOf('.') + 1) + "." + method + " " + parameters; }
}
