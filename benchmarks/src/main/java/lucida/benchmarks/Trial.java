package lucida.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lucida.core.Precision;

/** A benchmark method with a value for each of its parameters. */
record Trial(String type, String method, Map<String, String> parameters) {
  /** The parameter that names kernels. */
  static final String KERNELS = "kernels";
  /** The parameters whose values are the columns of a table; a benchmark has one of them at most. */
  static final List<String> COLUMNS = List.of(KERNELS, "algorithm");

  /** The name of the kernels; "" if the trial has none. */
  String kernels() { return parameters.getOrDefault(KERNELS, ""); }

  /** What is compared with others in a row of a table; "" if nothing is. */
  String column() {
    return COLUMNS.stream().map(name -> parameters.getOrDefault(name, "")).collect(Collectors.joining());
  }

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
