package lucida.judge.data;

/** Finds the classes that files speak of. */
@FunctionalInterface
public interface ClassLookup {
  /**
   * The number of the class with this number, name or id.
   *
   * @throws IllegalArgumentException if there is none, in words that name it
   */
  int index(String text);

  /** Classes that have numbers only, from 0. */
  static ClassLookup numbered(int classes) {
    return text -> {
      if (!text.matches("\\d{1,9}"))
        throw new IllegalArgumentException("there is no class '" + text + "' where classes have numbers only");
      int index = Integer.parseInt(text);
      if (index >= classes)
        throw new IllegalArgumentException("there is no class " + index + " among " + classes + ", numbered from 0");
      return index;
    };
  }
}
