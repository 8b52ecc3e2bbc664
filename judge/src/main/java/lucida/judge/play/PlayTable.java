package lucida.judge.play;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.judge.statistics.Bootstrap;
import lucida.judge.statistics.Interval;
import lucida.judge.statistics.Pictures;
import tools.jackson.databind.json.JsonMapper;

/**
 * How well a network plays, and whether it looks at what matters.
 *
 * @param facts how it was measured, by name
 * @param players each with the share of games that it wins, 0 to 1
 * @param glances all of them; those of random maps under {@link #RANDOM}
 * @param leftOut maps that there are none of, with the reason
 * @param seed of the bootstrap
 */
public record PlayTable(SequencedMap<String, String> facts, SequencedMap<String, Double> players, List<Glance> glances,
    SequencedMap<String, String> leftOut, long seed) {
  /** What random maps are called. */
  public static final String RANDOM = "random map";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A mean with its interval over games, whose moments are drawn together.
   *
   * @param mean NaN if there is no value
   */
  public record Mean(double mean, Interval interval, int n) {
    /** "56.6 [55.5, 57.5]", in percent; "–" of none. */
    public String text() {
      return n == 0 ? "–" : percent(mean) + " [" + percent(interval.low()) + ", " + percent(interval.high()) + "]";
    }
  }

  /**
   * Maps at a place.
   *
   * @param energy [ME 5] the share of their positive part
   * @param hits [ME 5] how often their largest cell is there
   * @param more their energy less that of random maps of the same moments
   * @param area the share of the picture
   */
  public record Line(String map, Place place, Mean energy, Mean hits, Mean more, double area) {}

  /** The lists are kept as they are now. */
  public PlayTable {
    facts = new LinkedHashMap<>(facts);
    players = new LinkedHashMap<>(players);
    glances = List.copyOf(glances);
    leftOut = new LinkedHashMap<>(leftOut);
  }

  /** "10.0" for 0.1. */
  public static String percent(double share) { return String.format(Locale.ROOT, "%.1f", 100 * share); }

  /** A line for each map and place. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (String map : glances.stream().map(Glance::map).distinct().toList())
      for (Place place : Place.values()) lines.add(line(map, place));
    return lines;
  }

  private List<Glance> of(String map, Place place) {
    return glances.stream().filter(glance -> glance.map().equals(map) && glance.place() == place).toList();
  }

  private Line line(String map, Place place) {
    List<Glance> all = of(map, place), random = of(RANDOM, place), seen = new ArrayList<>();
    List<Double> energy = new ArrayList<>(), more = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).energy().isEmpty()) continue;
      seen.add(all.get(i));
      energy.add(all.get(i).energy().getAsDouble());
      more.add(energy.getLast() - random.get(i).energy().orElse(random.get(i).area()));
    }
    return new Line(map, place, mean(seen, energy), hits(all), mean(seen, more),
        all.stream().mapToDouble(Glance::area).average().orElse(Double.NaN));
  }

  /** The mean of a value of each glance. */
  private Mean mean(List<Glance> of, List<Double> values) {
    return mean(of, values, (games, v) -> Interval.of(Bootstrap.of(seed).means(games, v)));
  }

  private Mean hits(List<Glance> of) {
    return mean(of, of.stream().map(Glance::hit).toList(), Bootstrap.of(seed)::ofHits);
  }

  private static Mean mean(List<Glance> of, List<Double> values, BiFunction<Pictures, double[], Interval> interval) {
    if (of.isEmpty()) return new Mean(Double.NaN, Interval.NONE, 0);
    SequencedMap<Integer, List<Integer>> games = new LinkedHashMap<>();
    for (int i = 0; i < of.size(); i++) games.computeIfAbsent(of.get(i).game(), _ -> new ArrayList<>()).add(i);
    Pictures groups = new Pictures(games.values().stream().map(game -> game.stream().mapToInt(i -> i).toArray()).toList());
    double[] v = values.stream().mapToDouble(d -> d).toArray();
    return new Mean(IntStream.range(0, v.length).mapToDouble(i -> v[i]).average().orElseThrow(),
        interval.apply(groups, v), v.length);
  }

  /** A line for each map and place, for spreadsheets. */
  public String csv() {
    return lines().stream().map(line -> String.join(",", '"' + line.map() + '"', line.place().toString(),
        text(line.energy()), text(line.hits()), text(line.more()), String.valueOf(line.area())))
        .collect(Collectors.joining("\n",
            "map,place,energy,energy_low,energy_high,moments,hits,hits_low,hits_high,moments_of_hits,more,more_low,more_high,moments_of_more,area\n",
            "\n"));
  }

  private static String text(Mean mean) {
    return mean.mean() + "," + mean.interval().low() + "," + mean.interval().high() + "," + mean.n();
  }

  /** For programs. */
  public String json() {
    SequencedMap<String, Object> all = new LinkedHashMap<>(facts);
    all.put("caught", players);
    all.put("maps", lines().stream().map(PlayTable::json).toList());
    all.put("left out", leftOut);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }

  private static Map<String, Object> json(Line line) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("map", line.map());
    said.put("place", line.place().toString());
    said.put("energy", json(line.energy()));
    said.put("hits", json(line.hits()));
    said.put("more than random", json(line.more()));
    said.put("area", line.area());
    return said;
  }

  /** What is no number is left out. */
  private static Map<String, Object> json(Mean mean) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    if (mean.n() > 0) {
      said.put("mean", mean.mean());
      said.put("interval", List.of(mean.interval().low(), mean.interval().high()));
    }
    said.put("moments", mean.n());
    return said;
  }
}
