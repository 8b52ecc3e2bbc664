package lucida.weights.torch;

import java.util.List;
import lucida.weights.WeightsException;

/** What calls in a pickle are taken to return. Nothing is called. */
final class PythonCalls {
  private PythonCalls() {}

  /** The description of callee(arguments). */
  static Pickled call(Pickled.Global callee, List<Pickled> arguments) {
    return switch (callee.meaning()) {
      case DICTIONARY -> dictionaryOf(arguments);
      case TENSOR -> TorchPickles.tensor(arguments);
      case TENSOR_OF_DTYPE -> TorchPickles.tensorOfDtype(arguments);
      case WRAPPER -> first(callee, arguments);
      case SUBCLASS -> subclass(arguments);
      case UNREADABLE -> new Pickled.Unreadable("is made by " + callee.name() + " (sparse, quantised or without values)");
      case ARRAY -> new Pickled.NumpyArray();
      case INERT -> new Pickled.Opaque(callee.name());
      case STORAGE, DTYPE ->
        throw new WeightsException("it calls '" + callee.name() + "', which is not called in a file of weights");
    };
  }

  /** What an object becomes that is given a state: attributes of dictionaries and tensors are not looked at. */
  static void setState(Pickled state, Pickled of) {
    if (of instanceof Pickled.Dictionary || of instanceof Pickled.Opaque || of instanceof Pickled.NumpyArray
        || of instanceof TorchTensor
        || of instanceof Pickled.Unreadable)
      return;
    throw new WeightsException("it gives attributes (" + state.getClass().getSimpleName() + ") to something that has none");
  }

  static Pickled.Dictionary dictionary(List<Pickled> keysAndValues) {
    Pickled.Dictionary dictionary = new Pickled.Dictionary();
    put(dictionary, keysAndValues);
    return dictionary;
  }

  static void put(Pickled.Dictionary dictionary, List<Pickled> keysAndValues) {
    if (keysAndValues.size() % 2 != 0) throw new WeightsException("a dictionary has a key without a value");
    for (int i = 0; i < keysAndValues.size(); i += 2) dictionary.put(keysAndValues.get(i), keysAndValues.get(i + 1));
  }

  /** How many things a dictionary copies out of its arguments. */
  static int copied(List<Pickled> arguments) {
    return !arguments.isEmpty() && arguments.getFirst() instanceof Pickled.Sequence pairs ? pairs.items().size() : 0;
  }

  /** OrderedDict(), OrderedDict([[key, value], …]), Counter({…}), defaultdict(class). */
  private static Pickled dictionaryOf(List<Pickled> arguments) {
    Pickled.Dictionary dictionary = new Pickled.Dictionary();
    if (arguments.isEmpty()) return dictionary;
    return switch (arguments.getFirst()) {
      case Pickled.Dictionary given -> given;
      case Pickled.Sequence pairs -> {
        for (Pickled pair : pairs.items()) {
          if (!(pair instanceof Pickled.Sequence two) || two.items().size() != 2)
            throw new WeightsException("a dictionary is made of things that are not pairs");
          put(dictionary, two.items());
        }
        yield dictionary;
      }
      default -> dictionary;
    };
  }

  private static Pickled first(Pickled.Global callee, List<Pickled> arguments) {
    if (arguments.isEmpty()) throw new WeightsException("it calls '" + callee.name() + "' without arguments");
    return arguments.getFirst();
  }

  /** _rebuild_from_type_v2(function, type, arguments, state) where the function makes a plain tensor. */
  private static Pickled subclass(List<Pickled> arguments) {
    if (arguments.size() >= 3 && arguments.get(0) instanceof Pickled.Global function && function.meaning() != PythonName.SUBCLASS
        && arguments.get(2) instanceof Pickled.Sequence inner)
      return call(function, inner.items());
    throw new WeightsException("it makes a subclass of tensor out of something else");
  }
}
