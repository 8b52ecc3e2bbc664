package lucida.cli;

import lucida.weights.ClassNames;

/** What the classes of a network are called. */
interface ClassLabels {
  /** The name of a class; its number where it has none. */
  String name(int id);

  /** The class that somebody means by a name or a number. */
  int find(String text);

  /** Classes that are known by their numbers only. */
  record Numbered(int classes) implements ClassLabels {
    @Override
    public String name(int id) { return String.valueOf(id); }

    @Override
    public int find(String text) {
      if (!text.matches("\\d{1,9}"))
        throw new IllegalArgumentException(
            "there is no class '" + text + "' where classes have numbers only; --labels FILE names them");
      int id = Integer.parseInt(text);
      if (id >= classes)
        throw new IllegalArgumentException("there is no class " + id + "; the network has " + classes + ", counted from 0");
      return id;
    }
  }

  /** Classes with a name each. */
  record Named(ClassNames names) implements ClassLabels {
    @Override
    public String name(int id) { return names.get(id).name(); }

    @Override
    public int find(String text) { return names.find(text).index(); }
  }
}
