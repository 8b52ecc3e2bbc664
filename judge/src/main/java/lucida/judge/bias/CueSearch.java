package lucida.judge.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.judge.bias.CueTemplate.Match;
import lucida.judge.statistics.Interval;
import lucida.judge.statistics.Proportion;
import lucida.pictures.Picture;

/**
 * Finds what goes with a class and is not its object, from maps alone: patches that recur where the maps of a class are strong outside of objects, and in few pictures of other classes; and places at which the maps of a class are
 * always strong, those of others not.
 *
 * <p>A cue is chosen on every other picture, and everything that is said of it is measured on the rest, so that of the many patches that are tried none looks good by chance. What is not above the other classes by more than
 * {@value #LEAST}, at the lower end of its interval, is not proposed.
 *
 * @param most how many cues of a class
 */
public record CueSearch(int most) {
  /** Fewer pictures of a class say nothing. */
  public static final int FEWEST = 6;
  /** Pixels of a side of a spot where a map is strong, of {@link MappedPicture#SIDE}. */
  static final int HOT = 8;
  /** Pixels of a side of a patch. */
  static final int PATCH = 5;
  /** What a map has to have of itself at its strongest spot, if that counts. */
  private static final double PALE = 0.05;
  private static final double LEAST = 0.1;
  private static final int TRIED = 24;
  private static final int COMPARED = 20;

  /** A picture with the spot where its map is strongest. */
  private record Hot(MappedPicture picture, Spot spot) {
    boolean isHot() { return picture.energyIn(spot) >= PALE; }

    /** Where a patch of it may be. */
    Spot around() { return spot.wider(PATCH / 2); }

    Spot everywhere() { return new Spot(0, 0, Math.max(picture.width(), picture.height())); }

    boolean touchesBorder(Spot at) {
      return at.left() <= 1 || at.top() <= 1 || at.left() + at.side() >= picture.width() - 1
          || at.top() + at.side() >= picture.height() - 1;
    }
  }

  /** What was found, the strongest first. */
  public List<Cue> of(List<MappedPicture> pictures) {
    List<Hot> all = pictures.stream().parallel().map(picture -> new Hot(picture, picture.strongest(HOT))).toList();
    TreeMap<Integer, List<Hot>> chosenOn = new TreeMap<>(), measuredOn = new TreeMap<>();
    TreeMap<Integer, Integer> count = new TreeMap<>();
    for (Hot hot : all)
      (count.merge(hot.picture().label(), 1, Integer::sum) % 2 == 1 ? chosenOn : measuredOn)
          .computeIfAbsent(hot.picture().label(), _ -> new ArrayList<>()).add(hot);
    List<Integer> labels = count.entrySet().stream().filter(entry -> entry.getValue() >= FEWEST).map(entry -> entry.getKey())
        .toList();
    return labels.stream().parallel().flatMap(label -> new OfClass(label, labels, chosenOn, measuredOn).cues().stream())
        .sorted(Comparator.comparing(Cue::strength).thenComparingDouble(cue -> -cue.excess() * cue.energy())).toList();
  }

  /** The search in a class, beside others. */
  private final class OfClass {
    private final int label;
    private final List<Integer> labels;
    private final Map<Integer, List<Hot>> chosenOn;
    private final Map<Integer, List<Hot>> measuredOn;

    OfClass(int label, List<Integer> labels, Map<Integer, List<Hot>> chosenOn, Map<Integer, List<Hot>> measuredOn) {
      this.label = label;
      this.labels = labels;
      this.chosenOn = chosenOn;
      this.measuredOn = measuredOn;
    }

    private List<Hot> own(Map<Integer, List<Hot>> half) { return half.getOrDefault(label, List.of()); }

    private List<Hot> others(Map<Integer, List<Hot>> half) {
      return labels.stream().filter(other -> other != label).flatMap(other -> half.getOrDefault(other, List.of()).stream())
          .toList();
    }

    List<Cue> cues() {
      List<Cue> cues = new ArrayList<>();
      List<Hot> left = own(chosenOn).stream().filter(Hot::isHot).toList();
      for (int i = 0; i < most && left.size() >= 2; i++) {
        Optional<CueTemplate> found = template(left);
        if (found.isEmpty()) break;
        CueTemplate template = found.get();
        appearance(template).ifPresent(cues::add);
        left = left.stream().filter(hot -> template.in(hot.picture(), hot.around()).isEmpty()).toList();
      }
      place().filter(place -> cues.stream().noneMatch(cue -> covers(cue, place))).ifPresent(cues::add);
      return cues;
    }

    /** The patch of a hot spot that is at most hot spots of the class and in fewest pictures of others, learned from all where it is. */
    private Optional<CueTemplate> template(List<Hot> left) {
      record Tried(CueTemplate template, long own, double excess) {}
      List<Hot> others = others(chosenOn);
      List<Tried> frequent = left.stream().limit(TRIED)
          .flatMap(hot -> patches(hot).map(spot -> CueTemplate.of(hot.picture(), spot)))
          .map(template -> new Tried(template, own(template, left), 0)).filter(tried -> tried.own() >= 2)
          .sorted(Comparator.comparingLong(tried -> -tried.own())).limit(COMPARED).toList();
      return frequent.stream().map(tried -> learned(tried.template(), left))
          .map(template -> new Tried(template, own(template, left),
              (double) own(template, left) / own(chosenOn).size() - share(template, others)))
          .max(Comparator.comparingDouble(Tried::excess)).filter(tried -> tried.excess() > LEAST).map(Tried::template);
    }

    private Stream<Spot> patches(Hot hot) {
      int per = HOT - PATCH + 1;
      return IntStream.range(0, per * per).mapToObj(k -> new Spot(hot.spot().left() + k % per, hot.spot().top() + k / per, PATCH))
          .filter(spot -> spot.left() + PATCH <= hot.picture().width() && spot.top() + PATCH <= hot.picture().height());
    }

    private long own(CueTemplate template, List<Hot> of) {
      return of.stream().filter(hot -> template.in(hot.picture(), hot.around()).isPresent()).count();
    }

    private double share(CueTemplate template, List<Hot> of) {
      return of.isEmpty()
          ? 0
          : (double) of.stream().filter(hot -> template.in(hot.picture(), hot.everywhere()).isPresent()).count()
              / of.size();
    }

    private CueTemplate learned(CueTemplate template, List<Hot> of) {
      List<double[]> patches = of.stream().flatMap(hot -> template.in(hot.picture(), hot.around()).stream()
          .map(match -> CueTemplate.patch(hot.picture(), match.spot()))).toList();
      return patches.size() < 2 ? template : CueTemplate.of(patches, PATCH);
    }

    private Optional<Cue> appearance(CueTemplate template) {
      SequencedMap<Integer, Double> frequency = new LinkedHashMap<>();
      for (int other : labels) frequency.put(other, share(template, measuredOn.getOrDefault(other, List.of())));
      SequencedMap<Integer, Spot> seen = new LinkedHashMap<>();
      List<Hot> looked = new ArrayList<>();
      for (Hot hot : own(measuredOn)) {
        Optional<Match> match = template.in(hot.picture(), hot.around()).filter(_ -> hot.isHot());
        match.ifPresent(at -> {
          seen.put(hot.picture().number(), at.spot());
          looked.add(hot);
        });
      }
      double[] own = own(measuredOn).stream().mapToDouble(hot -> seen.containsKey(hot.picture().number()) ? 1 : 0).toArray();
      double[] others = others(measuredOn).stream()
          .mapToDouble(hot -> template.in(hot.picture(), hot.everywhere()).isPresent() ? 1 : 0).toArray();
      return cue(Cue.Kind.APPEARANCE, Optional.of(template.picture()), frequency, own, others, looked, seen);
    }

    /** The spot that holds most of the hot spots of the class, and fewest of others. */
    private Optional<Cue> place() {
      List<Hot> own = own(chosenOn), others = others(chosenOn);
      if (own.isEmpty() || others.isEmpty()) return Optional.empty();
      Spot best = new Spot(0, 0, HOT);
      double excess = -1;
      for (Hot hot : own) {
        double more = share(hot.spot(), own) - share(hot.spot(), others);
        if (more > excess) {
          excess = more;
          best = hot.spot();
        }
      }
      Spot place = best;
      if (excess <= LEAST) return Optional.empty();
      SequencedMap<Integer, Double> frequency = new LinkedHashMap<>();
      for (int other : labels) frequency.put(other, share(place, measuredOn.getOrDefault(other, List.of())));
      SequencedMap<Integer, Spot> seen = new LinkedHashMap<>();
      List<Hot> looked = own(measuredOn).stream().filter(hot -> isAt(place, hot)).toList();
      looked.forEach(hot -> seen.put(hot.picture().number(), place));
      return cue(Cue.Kind.PLACE, Optional.empty(), frequency,
          own(measuredOn).stream().mapToDouble(hot -> isAt(place, hot) ? 1 : 0).toArray(),
          others(measuredOn).stream().mapToDouble(hot -> isAt(place, hot) ? 1 : 0).toArray(), looked, seen);
    }

    private static boolean isAt(Spot place, Hot hot) { return hot.isHot() && place.holds(hot.spot()); }

    private static double share(Spot place, List<Hot> of) {
      return of.isEmpty() ? 0 : (double) of.stream().filter(hot -> isAt(place, hot)).count() / of.size();
    }

    private Optional<Cue> cue(Cue.Kind kind, Optional<Picture> looks, SequencedMap<Integer, Double> frequency, double[] own,
        double[] others, List<Hot> looked, SequencedMap<Integer, Spot> seen) {
      if (own.length < 2 || others.length < 2 || looked.isEmpty()) return Optional.empty();
      Interval interval = proportion(own).over(proportion(others));
      if (!(interval.low() > LEAST)) return Optional.empty();
      double energy = looked.stream().mapToDouble(hot -> hot.picture().energyIn(around(hot, seen))).sum() / own.length;
      double border = looked.stream().filter(hot -> hot.touchesBorder(around(hot, seen))).count() / (double) looked.size();
      boolean known = looked.stream().anyMatch(hot -> hot.picture().cue().isPresent());
      double onTruth = looked.stream().filter(hot -> hot.picture().cueIn(at(hot, seen)) > 0.1).count() / (double) looked.size();
      return Optional.of(new Cue(label, kind, looks, frequency, mean(own) - mean(others), interval, energy, border, seen,
          known ? Optional.of(onTruth) : Optional.empty()));
    }

    private static Proportion proportion(double... hits) {
      return new Proportion(Arrays.stream(hits).filter(hit -> hit == 1).count(), hits.length);
    }

    private static double mean(double... values) {
      return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
    }

    private static Spot at(Hot hot, SequencedMap<Integer, Spot> seen) {
      return Objects.requireNonNull(seen.get(hot.picture().number()));
    }

    /** A patch with what is around it. */
    private static Spot around(Hot hot, SequencedMap<Integer, Spot> seen) {
      Spot spot = at(hot, seen);
      return spot.wider(Math.max(0, HOT - spot.side()));
    }

    /** Whether a patch that recurs is why a place does. */
    private static boolean covers(Cue cue, Cue place) {
      long shared = place.seen().keySet().stream().filter(cue.seen()::containsKey).count();
      return 2 * shared >= place.seen().size();
    }
  }
}
