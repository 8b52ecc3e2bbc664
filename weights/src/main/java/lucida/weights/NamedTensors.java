package lucida.weights;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lucida.core.Tensor;
import lucida.layers.Names;

/** The tensors of a file by name, in the order of the file, and what else it says of itself. Immutable. */
public final class NamedTensors implements Iterable<NamedTensor> {
  private final String source;
  private final String format;
  private final Map<String, String> metadata;
  private final Map<String, NamedTensor> tensors;

  private NamedTensors(String source, String format, Map<String, String> metadata, Map<String, NamedTensor> tensors) {
    this.source = source;
    this.format = format;
    this.metadata = Collections.unmodifiableMap(metadata);
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * These tensors in this order.
   *
   * @param source what they come from, for people: a file name
   * @throws WeightsException if two have the same name
   */
  public static NamedTensors of(String source, Map<String, String> metadata, Collection<NamedTensor> tensors) {
    return of(source, "tensors", metadata, tensors);
  }

  /** The same of a file of this format. */
  public static NamedTensors of(String source, String format, Map<String, String> metadata, Collection<NamedTensor> tensors) {
    Map<String, NamedTensor> byName = new LinkedHashMap<>();
    for (NamedTensor t : tensors)
      if (byName.put(t.name(), t) != null) throw new WeightsException(source + ": two tensors have the name '" + t.name() + "'");
    return new NamedTensors(source, format, new LinkedHashMap<>(metadata), byName);
  }

  /** What they come from: a file name. */
  public String source() { return source; }

  /** Whose file it is: "PyTorch zip", "safetensors". */
  public String format() { return format; }

  /** What the file says of itself, such as its format and the other entries of a checkpoint. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The names, in the order of the file. */
  public List<String> names() { return List.copyOf(tensors.keySet()); }

  /** How many tensors there are. */
  public int size() { return tensors.size(); }

  /** Whether there is a tensor of this name. */
  public boolean has(String name) { return tensors.containsKey(name); }

  /**
   * The tensor of this name.
   *
   * @throws WeightsException if there is none, listing those there are
   */
  public Tensor get(String name) { return entry(name).tensor(); }

  /** The tensor of this name and how the file stores it. Throws as {@link #get} does. */
  public NamedTensor entry(String name) {
    NamedTensor found = tensors.get(name);
    if (found == null)
      throw new WeightsException(
          source + " has no tensor '" + name + "'"
              + (tensors.isEmpty() ? ": it has none" : ", only " + Names.listed(tensors.keySet())));
    return found;
  }

  @Override
  public Iterator<NamedTensor> iterator() { return tensors.values().iterator(); }

  /**
   * The prefix taken off every name that begins with it: {@code strip("module.")} for networks saved inside a DataParallel.
   *
   * @throws WeightsException if two names become the same
   */
  public NamedTensors strip(String prefix) {
    Map<String, NamedTensor> stripped = new LinkedHashMap<>();
    for (NamedTensor t : this) {
      String name = t.name().startsWith(prefix) ? t.name().substring(prefix.length()) : t.name();
      if (stripped.put(name, t.renamed(name)) != null)
        throw new WeightsException(
            source + " has both '" + name + "' and '" + prefix + name + "': '" + prefix + "' cannot be taken off");
    }
    return new NamedTensors(source, format, metadata, stripped);
  }

  /**
   * Those whose names begin with the set's name and a dot, without them.
   *
   * @throws WeightsException if there are none, naming the sets that there are
   */
  public NamedTensors under(String set) {
    NamedTensors under = filter(name -> name.startsWith(set + "."));
    if (under.size() == 0)
      throw new WeightsException(
          "has no tensors of a set '" + set + "'; their names begin with " + Names.listed(tensors.keySet().stream()
              .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name).distinct().toList()));
    return under.strip(set + ".");
  }

  /** Those whose names are wanted. */
  public NamedTensors filter(Predicate<String> wanted) {
    Map<String, NamedTensor> kept = new LinkedHashMap<>(tensors);
    kept.keySet().removeIf(wanted.negate());
    return new NamedTensors(source, format, metadata, kept);
  }

  /** The tensors, in the order of the file. */
  public Stream<NamedTensor> stream() { return tensors.values().stream(); }

  /** The names of the tensors with a cell that is NaN or infinite. Looks at every cell. */
  public List<String> nonFinite() {
    return tensors.values().parallelStream().filter(NamedTensor::hasNonFinite).map(NamedTensor::name).toList();
  }

  @Override
  public String toString() { return source + ": " + size() + " tensors"; }
}
