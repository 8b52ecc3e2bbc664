package lucida.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.cam.Target;
import lucida.core.Tensor;
import lucida.layers.Names;
import lucida.layers.ScoreKind;
import lucida.layers.score.OneBox;
import lucida.layers.score.Vocabulary;
import lucida.report.ClassScore;
import lucida.weights.ClassNames;

/** What the classes of a network are called. */
sealed interface ClassLabels {
  /** What speaks against the one class of a network with one score. */
  String AGAINST = "against";
  /** The class with the highest score. */
  String BEST = "top1";

  /** The scores S, [classes], each with its class; of one score that is for one class and against another, both sides. */
  List<ClassScore> scores(Tensor S, ScoreKind kind);

  /** How many scores the network has. */
  int count();

  /** In how many groups there is a best class, of which a picture has one. */
  default int groups() {
    return 1;
  }

  /** Whether a score is of a class of a group. */
  default boolean isIn(int group, int id) {
    return true;
  }

  /** The class of the first group with the highest score of S, [scores]. */
  default int best(Tensor S) {
    return IntStream.range(0, count()).filter(id -> isIn(0, id)).reduce((a, b) -> S.cell(b) > S.cell(a) ? b : a).orElseThrow();
  }

  /** What the class of a number is called. */
  String label(int id);

  /** What is explained where nothing is asked for: the class with the highest score. */
  default List<String> usual() {
    return List.of(BEST);
  }

  /** Finds the class with a name or a number, or what speaks against it. */
  Target.Side find(String text);

  /** The same, of each group where the text does not say which. */
  default List<Target.Side> all(String text) {
    return List.of(find(text));
  }

  private static Target.Side against(int scores) {
    if (scores > 1)
      throw new IllegalArgumentException("--class " + AGAINST + " is for networks of one score; this one has " + scores);
    return new Target.Against(0);
  }

  /** Classes that are known by their numbers only. */
  record Numbered(int count) implements ClassLabels {
    @Override
    public List<ClassScore> scores(Tensor S, ScoreKind kind) { return ClassScore.of(S, kind, String::valueOf); }

    @Override
    public String label(int id) { return "class " + id; }

    @Override
    public Target.Side find(String text) {
      if (text.equals(AGAINST)) return against(count);
      if (!text.matches("-?\\d{1,9}"))
        throw new IllegalArgumentException(
            "there is no class '" + text + "' where classes have numbers only; --labels FILE names them");
      int id = Integer.parseInt(text);
      if (id < 0 || id >= count)
        throw new IllegalArgumentException("there is no class " + id + "; the network has "
            + (count == 1 ? "1 class, numbered 0" : count + " classes, numbered from 0"));
      return new Target.OfClass(id);
    }
  }

  /** Classes with a name each. */
  record Named(ClassNames names) implements ClassLabels {
    @Override
    public int count() { return names.size(); }

    @Override
    public List<ClassScore> scores(Tensor S, ScoreKind kind) { return ClassScore.of(S, kind, this::label); }

    @Override
    public String label(int id) { return names.get(id).name(); }

    @Override
    public Target.Side find(String text) {
      boolean other = text.equals(AGAINST) && names.classes().stream().noneMatch(known -> known.name().equals(text));
      return other ? against(names.size()) : new Target.OfClass(names.find(text).index());
    }
  }

  /**
   * The classes of boxes of a network that detects, their objectness and their overlap with where they were.
   *
   * @param classes those of the network
   * @param boxes their numbers
   */
  record Boxed(ClassLabels classes, List<Integer> boxes) implements ClassLabels {
    /** The numbers are kept as they are now. */
    public Boxed {
      boxes = List.copyOf(boxes);
    }

    /** Scores of a box. */
    private int each() { return classes.count() + OneBox.BESIDE_CLASSES.size(); }

    @Override
    public int count() { return boxes.size() * each(); }

    @Override
    public int groups() { return boxes.size(); }

    @Override
    public boolean isIn(int group, int id) { return id / each() == group && id % each() < classes.count(); }

    @Override
    public List<ClassScore> scores(Tensor S, ScoreKind kind) {
      return ClassScore.of(S, kind, id -> id < classes.count() && classes instanceof Numbered && boxes.size() == 1
          ? String.valueOf(id)
          : label(id)).stream().map(score -> boxes.size() == 1 ? score : score.labelled(label(score.id()))).toList();
    }

    @Override
    public String label(int id) {
      int of = id % each();
      String one = of < classes.count() ? classes.label(of) : OneBox.BESIDE_CLASSES.get(of - classes.count());
      return boxes.size() == 1 ? one : "box " + boxes.get(id / each()) + ": " + one;
    }

    /** Of several boxes with the number in front: "2:cat". */
    @Override
    public Target.Side find(String text) {
      List<Target.Side> all = all(text);
      if (all.size() > 1)
        throw new IllegalArgumentException("--class " + text + " is of " + all.size() + " boxes: say which, as "
            + boxes.getFirst() + ":" + text);
      return all.getFirst();
    }

    @Override
    public List<Target.Side> all(String text) {
      int colon = text.indexOf(':');
      String front = text.substring(0, Math.max(0, colon)).strip();
      if (boxes.stream().map(String::valueOf).anyMatch(front::equals))
        return List.of(of(boxes.indexOf(Integer.valueOf(front)), text.substring(colon + 1).strip()));
      return IntStream.range(0, boxes.size()).mapToObj(box -> of(box, text)).toList();
    }

    private Target.Side of(int box, String text) {
      int beside = OneBox.BESIDE_CLASSES.indexOf(text);
      return new Target.OfClass(box * each() + (beside < 0 ? classes.find(text).id() : classes.count() + beside));
    }
  }

  /**
   * The words of a caption, each by its number or, where it is there once, by itself, and the whole of it.
   *
   * @param words the last is its end, if it came to one
   */
  record Words(List<String> words) implements ClassLabels {
    private static final String CAPTION = "caption";

    /** The words are kept as they are now. */
    public Words {
      words = List.copyOf(words);
    }

    @Override
    public int count() { return words.size() + 1; }

    @Override
    public String label(int id) { return id < words.size() ? words.get(id) : CAPTION; }

    @Override
    public List<ClassScore> scores(Tensor S, ScoreKind kind) { return ClassScore.of(S, kind, this::label); }

    /** Every word but the end, and the whole. */
    @Override
    public List<String> usual() {
      return IntStream.range(0, count()).filter(t -> !label(t).equals(Vocabulary.STOP)).mapToObj(String::valueOf).toList();
    }

    @Override
    public Target.Side find(String text) {
      List<Integer> at = IntStream.range(0, count()).filter(t -> text.equals(label(t)) || text.equals(String.valueOf(t))).boxed()
          .toList();
      if (at.size() == 1) return new Target.OfClass(at.getFirst());
      if (at.isEmpty())
        throw new IllegalArgumentException("the caption '" + String.join(" ", words) + "' has no word "
            + (text.matches("\\d+")
                ? text + "; its words are numbers 0 to " + (words.size() - 1) + ", and " + words.size() + " is the whole"
                : "'" + text + "'; " + Names.suggestion(text, words)));
      throw new IllegalArgumentException(
          "the caption '" + String.join(" ", words) + "' has '" + text + "' more than once: say which by "
              + at.stream().map(String::valueOf).collect(Collectors.joining(" or ")) + ", its number from 0");
    }
  }

  /** Two names for one score: a high one speaks for the second and against the first. */
  record Sides(ClassNames names) implements ClassLabels {
    @Override
    public int count() { return 1; }

    @Override
    public String label(int id) { return name(1); }

    private String name(int id) { return names.get(id).name(); }

    @Override
    public List<ClassScore> scores(Tensor S, ScoreKind kind) { return ClassScore.sides(S, kind, name(0), name(1)); }

    @Override
    public Target.Side find(String text) {
      if (text.matches("\\d+"))
        throw new IllegalArgumentException("--class " + text + " could mean two things where two names share one score: say "
            + name(1) + ", which it is for, or " + name(0) + ", which it is against");
      boolean against = text.equals(AGAINST) || names.find(text).index() == 0;
      return against ? new Target.Against(0) : new Target.OfClass(0);
    }
  }
}
