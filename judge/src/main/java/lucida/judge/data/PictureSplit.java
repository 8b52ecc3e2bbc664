package lucida.judge.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.core.RandomStream;
import lucida.judge.LabelledPicture;
import lucida.judge.data.PictureExamples.Example;

/**
 * Pictures of a source to learn from, and others, of each class the same share, to see what was learned.
 *
 * @param training to learn from
 * @param heldBack the others
 * @param unlabelled how many are in neither, for their class is not stated
 */
public record PictureSplit(PictureExamples training, PictureExamples heldBack, int unlabelled) {
  private static final int NAMED = 3;

  /** What was read of a picture: why it cannot be had, or what it is an example of, if its class is stated. */
  private record Seen(List<String> problem, List<Example> example) {}

  /**
   * Reads every picture once and draws which are held back.
   *
   * @param classes by their names, class 0 first
   * @param share of each class that is held back, above 0 and below 1: at least one picture, and one is always left to learn from
   * @throws DataException if a picture cannot be read or what is said of it cannot be true, if the pictures are of fewer than two classes, or one class has a single one
   */
  public static PictureSplit of(PictureSource source, List<String> classes, double share, long seed) throws DataException {
    if (!(share > 0 && share < 1)) throw new DataException("a share of " + share + " held back: it is above 0 and below 1");
    List<Seen> all = IntStream.range(0, source.count()).parallel().mapToObj(i -> seen(source, i)).toList();
    List<String> problems = all.stream().flatMap(seen -> seen.problem().stream()).toList();
    if (!problems.isEmpty())
      throw new DataException(problems.size() + (problems.size() == 1 ? " picture" : " pictures")
          + " cannot be learned from; mend or leave out: " + listed(problems));
    List<Example> known = all.stream().flatMap(seen -> seen.example().stream()).toList();
    Map<Integer, List<Example>> byClass = known.stream()
        .collect(Collectors.groupingBy(Example::label, TreeMap::new, Collectors.toList()));
    if (byClass.size() < 2)
      throw new DataException("of " + source.count() + " pictures " + known.size() + " have a class that is stated, and"
          + " they are of " + byClass.size() + (byClass.size() == 1 ? " class" : " classes")
          + ": to tell classes apart there must be two");
    List<String> single = byClass.entrySet().stream().filter(of -> of.getValue().size() == 1)
        .map(of -> "'" + classes.get(of.getKey()) + "' (" + source.name(of.getValue().getFirst().number()) + ")").toList();
    if (!single.isEmpty())
      throw new DataException(
          "a class has a single picture, and it takes one to learn from and one to hold back: " + listed(single));
    List<Example> learned = new ArrayList<>(), held = new ArrayList<>();
    byClass.forEach((label, of) -> split(of, share, RandomStream.of(seed).stream("held back").stream(label), learned, held));
    return new PictureSplit(examples(source, classes, learned), examples(source, classes, held), source.count() - known.size());
  }

  private static String listed(List<String> all) {
    return String.join("; ", all.subList(0, Math.min(NAMED, all.size())))
        + (all.size() > NAMED ? "; and " + (all.size() - NAMED) + " more" : "");
  }

  private static Seen seen(PictureSource source, int i) {
    try {
      LabelledPicture picture = source.get(i).picture();
      return new Seen(List.of(), picture.label().isEmpty() ? List.of() : List.of(Example.of(i, picture)));
    } catch (DataException e) {
      return new Seen(List.of(String.valueOf(e.getMessage())), List.of());
    }
  }

  private static void split(List<Example> all, double share, RandomStream draws, List<Example> learned, List<Example> held) {
    int[] order = draws.permutation(all.size());
    long back = Math.min(Math.max(1, Math.round(share * all.size())), all.size() - 1L);
    for (int n = 0; n < order.length; n++) (n < back ? held : learned).add(all.get(order[n]));
  }

  private static PictureExamples examples(PictureSource source, List<String> classes, List<Example> of) {
    return new PictureExamples(source, classes.size(), of.stream().sorted(Comparator.comparingInt(Example::number)).toList());
  }
}
