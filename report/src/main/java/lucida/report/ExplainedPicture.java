package lucida.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.cam.Flag;
import lucida.core.PlainText;
import lucida.pictures.ContactSheet;
import lucida.pictures.Panel;
import lucida.pictures.Picture;

/**
 * A picture with all that was found about it.
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

  /** Lists are kept as they are now. */
  public ExplainedPicture {
    scores = List.copyOf(scores);
    maps = List.copyOf(maps);
    refusals = List.copyOf(refusals);
  }

  /** The classes with the highest scores, the highest first; a score that is NaN comes last. */
  public List<ClassScore> top(int n) {
    return scores.stream().sorted(Comparator.comparingDouble(s -> -s.logit())).limit(n).toList();
  }

  /** The same and every class that is explained, each once. */
  public List<ClassScore> listed(int n) {
    return Stream.concat(top(n).stream(), maps.stream().map(ExplainedMap::of)).distinct()
        .sorted(Comparator.comparingDouble(s -> -s.logit())).toList();
  }

  /** The maps of each explained class, the class with the highest score first. */
  SequencedMap<ClassScore, List<ExplainedMap>> byClass() {
    SequencedMap<ClassScore, List<ExplainedMap>> byClass = new LinkedHashMap<>();
    maps.stream().sorted(Comparator.comparingDouble(map -> -map.of().logit()))
        .forEach(map -> byClass.computeIfAbsent(map.of(), _ -> new ArrayList<>()).add(map));
    return byClass;
  }

  /** What is NaN or infinite in the picture, the weights, the layers and the scores. */
  public List<Flag> flags() {
    return maps.stream().flatMap(map -> map.map().flags().stream()).filter(flag -> flag.kind() == Flag.Kind.NON_FINITE_NETWORK)
        .distinct().toList();
  }

  /** The better side of a single score with a probability, which is one of two; else the best class. */
  private ClassScore first() {
    ClassScore first = top(1).getFirst();
    return scores.size() == 1 && first.probability().orElse(1) < 0.5 ? first.against() : first;
  }

  /** Which class is best, as far as that can be said: a NaN is neither more nor less than another score, and a single value has no other. */
  private String best() {
    if (scores.stream().anyMatch(s -> Double.isNaN(s.logit()))) return "no class is best, scores are NaN";
    boolean alone = scores.size() == 1 && first().probability().isEmpty();
    return (alone ? "" : "best: ") + first().label();
  }

  /** The picture and all of its maps side by side, class by class. */
  public Picture contactSheet(String network) {
    ClassScore best = first();
    Panel picture = Panel.of("Picture", shown.picture(), best());
    SequencedMap<ClassScore, List<Panel>> byClass = new LinkedHashMap<>();
    byClass().forEach((explained, its) -> byClass.put(explained,
        new ArrayList<>(its.stream().map(map -> map.panelInItsClass(shown)).toList())));
    List<ContactSheet.Group> groups = new ArrayList<>();
    if (byClass.size() == 1) byClass.firstEntry().getValue().addFirst(picture);
    else groups.add(new ContactSheet.Group("", List.of(picture)));
    byClass.forEach((explained, panels) -> groups.add(new ContactSheet.Group(explained.label(), panels)));
    String score = best.probability().isPresent()
        ? new Percentage(best.probability().getAsDouble()).toString()
        : String.format(Locale.ROOT, "%s %.4g", best.unit(), best.logit());
    String note = network + " · " + best() + (Double.isNaN(best.logit()) ? "" : ", " + score)
        + (shown.isSeenWhole() ? "" : " · maps cover the part that the network saw; the rest is pale grey");
    return new ContactSheet(PlainText.of(stem), note, groups, SHEET_WIDTH, SHEET_PICTURE).paint();
  }
}
