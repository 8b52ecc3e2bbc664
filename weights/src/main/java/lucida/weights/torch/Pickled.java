package lucida.weights.torch;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a pickle, as data: nothing is imported, nothing is called. Lists and dictionaries may contain themselves; they are
 * compared by identity and never walked by recursion.
 */
sealed interface Pickled permits Pickled.Constant, Pickled.Int, Pickled.BigInt, Pickled.Real, Pickled.Text, Pickled.Global,
    Pickled.Opaque, Pickled.NumpyArray, Pickled.Unreadable, Pickled.Sequence, Pickled.Dictionary, TorchStorage, TorchTensor {
  /** Python's constants. */
  enum Constant implements Pickled { NONE, TRUE, FALSE }

  /** An integer that a long holds. */
  record Int(long value) implements Pickled {}

  /** A longer integer. */
  record BigInt(BigInteger value) implements Pickled {}

  /** A float. */
  record Real(double value) implements Pickled {}

  /** A string. */
  record Text(String value) implements Pickled {}

  /** A class or a function of the allow-list, by its name. */
  record Global(String name, PythonName meaning) implements Pickled {}

  /** Something that may be there and is not looked at: sets, NumPy scalars, arguments of a training run. */
  record Opaque(String what) implements Pickled {}

  /** A NumPy array, which is no tensor. */
  record NumpyArray() implements Pickled {}

  /** A tensor or a storage that cannot be read, and why. */
  record Unreadable(String why) implements Pickled {}

  /** A tuple or a list. */
  final class Sequence implements Pickled {
    private final List<Pickled> items;
    private final boolean growing;

    private Sequence(List<Pickled> items, boolean growing) {
      this.items = items;
      this.growing = growing;
    }

    static Sequence tuple(List<Pickled> items) { return new Sequence(items, false); }

    static Sequence list(List<Pickled> items) { return new Sequence(new ArrayList<>(items), true); }

    List<Pickled> items() { return items; }

    /** Whether it is a list, to which more may be appended. */
    boolean growing() { return growing; }
  }

  /** A dictionary. */
  final class Dictionary implements Pickled {
    private final List<Pickled> keys = new ArrayList<>();
    private final List<Pickled> values = new ArrayList<>();

    void put(Pickled key, Pickled value) {
      keys.add(key);
      values.add(value);
    }

    int size() { return keys.size(); }

    List<Pickled> keys() { return keys; }

    /** The entries whose key is a text, in order; of equal keys the last. */
    Map<String, Pickled> named() {
      Map<String, Pickled> named = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) if (keys.get(i) instanceof Text(String name)) named.put(name, values.get(i));
      return named;
    }
  }
}
