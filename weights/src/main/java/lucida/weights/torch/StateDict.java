package lucida.weights.torch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lucida.layers.Names;
import lucida.weights.WeightsException;

/**
 * The dictionary of tensors inside whatever was saved: the one dictionary that has tensors, and not more
 * containers than tensors, under names. States of optimisers are passed over: they are under integers, beside 'param_groups'.
 */
final class StateDict {
  private static final int DEEPEST = 8;
  private static final int LONGEST_LIST = 100;
  private static final int LONGEST_NAME = 1000;
  private static final int LONGEST_REMARK = 200;
  private static final int MOST_REMARKS = 100;

  private StateDict() {}

  /** A dictionary and the way to it from the top, keys joined by slashes. */
  record Found(String path, Map<String, Pickled> entries) {
    /** Every network has a filter or a matrix; what has none are scores of a training, weights of classes, states of generators. */
    boolean hasMatrix() {
      return entries.values().stream().anyMatch(
          value -> value instanceof Pickled.Unreadable || value instanceof TorchTensor t && t.extents().items().size() > 1);
    }
  }

  private record Place(Pickled value, List<String> keys) {
    Place under(String key, Pickled inner) {
      List<String> longer = new ArrayList<>(keys);
      longer.add(key);
      return new Place(inner, longer);
    }

    String path() { return keys.isEmpty() ? "the top level" : String.join("/", keys); }
  }

  /** The dictionary at the wanted path; else the only one of weights, whose names may begin as is wanted. */
  static Found find(Pickled root, Optional<String> wanted) {
    List<Found> all = candidates(root);
    Optional<Found> named = all.stream().filter(found -> wanted.filter(found.path::equals).isPresent()).findFirst();
    if (named.isPresent()) return named.get();
    if (all.isEmpty()) throw new WeightsException("has no dictionary of tensors by name: it holds " + described(root));
    List<Found> weights = all.stream().anyMatch(Found::hasMatrix) ? all.stream().filter(Found::hasMatrix).toList() : all;
    if (weights.size() == 1) return weights.getFirst();
    String paths = Names.listed(weights.stream().map(Found::path).toList());
    throw new WeightsException(wanted.map(path -> "has no dictionary of tensors '" + path + "', only " + paths)
        .orElse("has several dictionaries of tensors: say which by --tensors, " + paths));
  }

  /** The tensors of a dictionary that was found. Its other values are passed over, but not tensors that cannot be read. */
  static Map<String, TorchTensor> tensors(Found found) {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    found.entries.forEach((name, value) -> {
      if (name.length() > LONGEST_NAME) throw new WeightsException("a tensor has a name of " + name.length() + " letters");
      switch (value) {
        case TorchTensor t -> tensors.put(name, t);
        case Pickled.NumpyArray _ -> throw new WeightsException("holds a NumPy array '" + name
            + "' among its tensors, and only tensors are read: save torch.from_numpy(array) in its place");
        case Pickled.Unreadable(String why) -> throw new WeightsException("tensor '" + name + "' " + why + ", which is not read");
        default -> {}
      }
    });
    return tensors;
  }

  /** The short texts and numbers at the top of a checkpoint: epoch, architecture, accuracy. */
  static Map<String, String> remarks(Pickled root) {
    Map<String, String> remarks = new LinkedHashMap<>();
    if (root instanceof Pickled.Dictionary dictionary)
      dictionary.named().forEach((name, value) -> remark(value)
          .filter(text -> remarks.size() < MOST_REMARKS && text.length() <= LONGEST_REMARK && name.length() <= LONGEST_REMARK)
          .ifPresent(text -> remarks.put(name, text)));
    return remarks;
  }

  private static Optional<String> remark(Pickled value) {
    return switch (value) {
      case Pickled.Int(long number) -> Optional.of(Long.toString(number));
      case Pickled.Real(double number) -> Optional.of(Double.toString(number));
      case Pickled.Text(String text) -> Optional.of(text);
      case Pickled.Constant.TRUE -> Optional.of("true");
      case Pickled.Constant.FALSE -> Optional.of("false");
      default -> Optional.empty();
    };
  }

  private static List<Found> candidates(Pickled root) {
    List<Found> found = new ArrayList<>();
    Set<Pickled> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Place> next = new ArrayDeque<>(List.of(new Place(root, List.of())));
    seen.add(root);
    while (!next.isEmpty()) {
      Place place = next.remove();
      Map<String, Pickled> inside = inside(place.value);
      if (place.value instanceof Pickled.Dictionary && isMostlyTensors(inside)) found.add(new Found(place.path(), inside));
      if (place.keys.size() < DEEPEST) inside.forEach((key, inner) -> {
        if (isContainer(inner) && seen.add(inner)) next.add(place.under(key, inner));
      });
    }
    return found;
  }

  private static Map<String, Pickled> inside(Pickled container) {
    return switch (container) {
      case Pickled.Dictionary dictionary when dictionary.named().containsKey("param_groups") -> Map.of();
      case Pickled.Dictionary dictionary -> dictionary.named();
      case Pickled.Sequence sequence -> {
        Map<String, Pickled> numbered = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(LONGEST_LIST, sequence.items().size()); i++)
          numbered.put(Integer.toString(i), sequence.items().get(i));
        yield numbered;
      }
      default -> Map.of();
    };
  }

  private static boolean isContainer(Pickled value) {
    return value instanceof Pickled.Dictionary || value instanceof Pickled.Sequence;
  }

  /** Texts and numbers beside the tensors do not count; other containers do. */
  private static boolean isMostlyTensors(Map<String, Pickled> named) {
    long tensors = named.values().stream().filter(value -> value instanceof TorchTensor || value instanceof Pickled.Unreadable)
        .count();
    return tensors > 0 && tensors >= named.values().stream().filter(StateDict::isContainer).count();
  }

  private static String described(Pickled root) {
    return switch (root) {
      case Pickled.Dictionary dictionary when dictionary.named().isEmpty() -> "a dictionary without names";
      case Pickled.Dictionary dictionary when dictionary.named().values().stream().anyMatch(Pickled.NumpyArray.class::isInstance) ->
        "NumPy arrays, as " + Names.listed(dictionary.named().entrySet().stream()
            .filter(entry -> entry.getValue() instanceof Pickled.NumpyArray).map(Map.Entry::getKey).toList())
            + ", and torch.from_numpy makes a tensor of one";
      case Pickled.Dictionary dictionary -> "a dictionary with the keys " + Names.listed(dictionary.named().keySet());
      case Pickled.Sequence sequence -> "a list of " + sequence.items().size() + " values";
      case TorchTensor _ -> "one tensor without a name";
      case Pickled.Opaque(String what) -> what;
      default -> "a single value";
    };
  }
}
