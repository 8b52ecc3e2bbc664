package lucida.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.cam.Flag;
import lucida.core.PlainText;
import lucida.pictures.ContactSheet;
import lucida.pictures.Picture;

/**
 * A picture with its scores and maps.
 *
 * @param stem what its files are called
 * @param shown the picture
 * @param scores of every class, in the order of their numbers, or of both sides of a single score
 * @param maps in the order in which they were asked for
 * @param refusals the methods that do not apply
 */
public record ExplainedPicture(String stem, Shown shown, List<ClassScore> scores, List<ExplainedMap> maps, List<Refusal> refusals) {
  private static final int SHEET_WIDTH = 1600;
  private static final int SHEET_PICTURE = 240;
  private static final int IN_A_ROW = 5;
  private static final int LISTED = 5;

  /** Lists are kept as they are now. */
  public ExplainedPicture {
    scores = List.copyOf(scores);
    maps = List.copyOf(maps);
    refusals = List.copyOf(refusals);
  }

  /** The same with a note. */
  public ExplainedPicture noted(String note) {
    return new ExplainedPicture(stem, shown.noted(note), scores, maps, refusals);
  }

  /** The classes with the highest scores, the highest first; a score that is NaN comes last. Scores that have an order keep it, and are all there. */
  public List<ClassScore> top(int n) {
    return scores.stream().sorted(order()).limit(isInOrder() ? scores.size() : n).toList();
  }

  private boolean isInOrder() { return !scores.isEmpty() && scores.getFirst().kind().isInOrder(); }

  private Comparator<ClassScore> order() {
    return isInOrder() ? Comparator.comparingInt(ClassScore::id) : Comparator.comparingDouble(s -> -s.logit());
  }

  /** The same and every class that is explained, each once. */
  List<ClassScore> listed(int n) {
    return listed(n, maps.stream().map(ExplainedMap::of).toList());
  }

  /** The classes with the highest scores and those given, each once. */
  public List<ClassScore> listed(int n, List<ClassScore> explained) {
    return Stream.concat(top(n).stream(), explained.stream()).distinct().sorted(order()).toList();
  }

  /** The maps of each explained class, the class with the highest score first. What does not depend on the class is with that one only. */
  SequencedMap<ClassScore, List<ExplainedMap>> byClass() {
    SequencedMap<ClassScore, List<ExplainedMap>> byClass = new LinkedHashMap<>();
    maps.stream().sorted(Comparator.comparing(ExplainedMap::of, order()))
        .forEach(map -> byClass.computeIfAbsent(map.of(), _ -> new ArrayList<>()).add(map));
    byClass.values().stream().skip(1).forEach(its -> its.removeIf(map -> !map.usesClass()));
    byClass.values().removeIf(List::isEmpty);
    return byClass;
  }

  /** What is NaN or infinite in the picture, the weights, the layers and the scores. */
  public List<Flag> flags() {
    return maps.stream().flatMap(map -> map.map().flags().stream()).filter(flag -> flag.kind() == Flag.Kind.NON_FINITE_NETWORK)
        .distinct().toList();
  }

  /** The picture and all of its maps, as a grid of classes and methods; where there are many, on several pages. */
  public List<Picture> contactSheet(String network) {
    List<String> notes = new ArrayList<>(List.of(network));
    if (scores.stream().anyMatch(s -> Double.isNaN(s.logit()))) notes.add("no class is best: scores are NaN");
    listed(LISTED).forEach(score -> notes.add(score.label() + "  " + score.text()));
    if (!shown.isSeenWhole()) notes.add("maps cover the part that the network saw; the rest is pale grey");
    ContactSheet.Head head = new ContactSheet.Head(PlainText.of(stem), notes, Optional.of(shown.picture()));
    boolean rowPerClass = byClass().size() == 1 || !isInOrder() && byMethod().size() <= IN_A_ROW;
    return new ContactSheet(head, rowPerClass ? classGroups() : methodGroups(),
        rowPerClass ? ContactSheet.Arrangement.STACKED : ContactSheet.Arrangement.SIDE_BY_SIDE, SHEET_WIDTH, SHEET_PICTURE).pages();
  }

  /** The maps of the first two classes and their difference, for each method at each layer; where there are many, on several pages; nothing where no method has maps of two classes. */
  public List<Picture> differences() {
    List<ContactSheet.Group> groups = maps.stream().filter(ExplainedMap::usesClass).collect(
        Collectors.groupingBy(map -> map.title() + ", " + (map.isOfInput() ? "pixels" : map.layer()), LinkedHashMap::new,
            Collectors.toList()))
        .entrySet().stream().filter(its -> its.getValue().size() > 1)
        .map(its -> new ContactSheet.Group(its.getKey(),
            Difference.ofClasses(its.getValue().getFirst(), its.getValue().get(1), shown).panels()))
        .toList();
    if (groups.isEmpty()) return List.of();
    return new ContactSheet(ContactSheet.Head.of(PlainText.of(stem)), groups, ContactSheet.Arrangement.STACKED, SHEET_WIDTH,
        SHEET_PICTURE).pages();
  }

  private List<ContactSheet.Group> classGroups() {
    return byClass().entrySet().stream().map(e -> new ContactSheet.Group(e.getKey().label(),
        e.getValue().stream().map(map -> map.panelOfMethod(shown)).toList())).toList();
  }

  private List<ContactSheet.Group> methodGroups() {
    return byMethod().values().stream().map(its -> new ContactSheet.Group(its.getFirst().title(),
        its.stream().map(map -> map.panelOfClass(shown)).toList())).toList();
  }

  /** The maps of each method, at each layer. */
  private SequencedMap<String, List<ExplainedMap>> byMethod() {
    SequencedMap<String, List<ExplainedMap>> byMethod = new LinkedHashMap<>();
    byClass().values().stream().flatMap(List::stream)
        .forEach(map -> byMethod.computeIfAbsent(map.method() + " " + map.layer(), _ -> new ArrayList<>()).add(map));
    return byMethod;
  }
}
