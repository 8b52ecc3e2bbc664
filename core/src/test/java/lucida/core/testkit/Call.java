package lucida.core.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Kernels;

/** One call of one kernel on given inputs, which can be repeated on other kernels and on other numbers. */
public record Call(String name, List<Storage> inputs, int results, Body body) {
  /** Calls the kernel. */
  public interface Body {
    /** On these kernels and inputs, into this result. */
    void run(Kernels kernels, List<Storage> inputs, Storage result);
  }

  /** With one input. */
  public static Call of(String name, Storage x, int results, One one) {
    return new Call(name, List.of(x), results, (kernels, in, y) -> one.run(kernels, in.get(0), y));
  }

  /** With two inputs. */
  public static Call of(String name, Storage x, Storage y, int results, Two two) {
    return new Call(name, List.of(x, y), results, (kernels, in, z) -> two.run(kernels, in.get(0), in.get(1), z));
  }

  /** A kernel with one input. */
  public interface One {
    /** Runs it. */
    void run(Kernels kernels, Storage x, Storage y);
  }

  /** A kernel with two inputs. */
  public interface Two {
    /** Runs it. */
    void run(Kernels kernels, Storage x, Storage y, Storage z);
  }

  /** The precision of its cells. */
  public Precision precision() { return inputs.get(0).precision(); }

  /** The same call on other inputs. */
  public Call with(UnaryOperator<Storage> change) {
    return new Call(name, inputs.stream().map(change).toList(), results, body);
  }

  /**
   * The result on these kernels. The cells handed over hold NaN, which shows in what a kernel leaves out or adds to; the inputs must
   * come back as they were.
   */
  public Storage on(Kernels kernels) {
    List<Storage> given = new ArrayList<>();
    for (Storage x : inputs) given.add(Samples.of(x.precision(), x.length(), x::get));
    Storage result = Samples.of(precision(), results, i -> Double.NaN);
    body.run(kernels, given, result);
    for (int i = 0; i < given.size(); i++)
      Agreement.identical(name + ": input " + i + " after the call", inputs.get(i), given.get(i));
    return result;
  }
}
