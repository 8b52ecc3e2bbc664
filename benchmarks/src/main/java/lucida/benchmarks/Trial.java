package lucida.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;
import lucida.core.Precision;

/** A benchmark method with a value for each of its parameters. */
record Trial(String type, String method, Map<String, String> parameters) {
  /** The parameter whose values are the columns of a table. */
  static final String KERNELS = "kernels";

  /** The name of the kernels; "" if the trial has none. */
  String kernels() { return parameters.getOrDefault(KERNELS, ""); }

  /** The precision that the method or a parameter names, or else FLOAT32. */
  Precision precision() {
    return method.equals("float64") || "FLOAT64".equals(parameters.get("precision")) ? Precision.FLOAT64 : Precision.FLOAT32;
  }

  /** The work of one call, if the benchmark is {@link Counted}. */
  Optional<WorkPerCall> count() {
    try {
      Object benchmark = Class.forName(type).getDeclaredConstructor().newInstance();
      return benchmark instanceof Counted counted ? Optional.of(counted.count(method, parameters)) : Optional.empty();
    } catch (ClassNotFoundException | NoSuchMethodException | InstantiationException | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("benchmark " + type + " cannot be constructed without arguments", e);
    }
  }

  @Override
  public String toString() { return type.substring(type.lastIndexOf('.') + 1) + "." + method + " " + parameters; }
}
