package lucida.judge.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import lucida.judge.adversarial.Attack;
import lucida.judge.adversarial.AttackFindings;
import lucida.judge.adversarial.Attacked;
import lucida.judge.adversarial.MapChange;
import lucida.judge.statistics.Bootstrap;
import lucida.judge.statistics.Interval;
import lucida.judge.statistics.Pictures;
import tools.jackson.databind.json.JsonMapper;

/**
 * What attacks did to scores and to maps, with means over pictures and their intervals.
 *
 * @param facts how it was found, by name
 * @param attacks all of them
 * @param findings of all pictures
 * @param bootstrap of the intervals
 */
public record AttackTable(SequencedMap<String, String> facts, List<Attack> attacks, AttackFindings findings, Bootstrap bootstrap) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SequencedMap<String, String> COLUMNS = columnsOfCsv();

  /** Lists are kept as they are now. */
  public AttackTable {
    facts = new LinkedHashMap<>(facts);
    attacks = List.copyOf(attacks);
  }

  /**
   * A mean over pictures; NaN of none.
   *
   * @param interval by the bootstrap; NaN of fewer than two
   * @param n how many
   */
  public record Estimate(double value, Interval interval, int n) {
    /** "0.12 [0.10, 0.14]"; "–" of none. */
    public String text() {
      if (n == 0) return "–";
      return SummaryFiles.shown(value) + (Double.isNaN(interval.low())
          ? ""
          : " [" + SummaryFiles.shown(interval.low()) + ", " + SummaryFiles.shown(interval.high()) + "]");
    }

    SequencedMap<String, Object> json() {
      SequencedMap<String, Object> said = new LinkedHashMap<>();
      said.put("n", n);
      if (n > 0) said.put("mean", value);
      if (!Double.isNaN(interval.low())) said.put("interval", List.of(interval.low(), interval.high()));
      return said;
    }
  }

  /** What became of the pictures of an attack. */
  public List<Attacked> attacked(Attack attack) {
    return findings.attacked().stream().filter(of -> of.attack().equals(attack.title())).toList();
  }

  /** How many of them it did what it wants to. */
  public long succeeded(Attack attack) {
    return attacked(attack).stream().filter(Attacked::succeeded).count();
  }

  /** A number of what became of the pictures of an attack. */
  public Estimate scores(Attack attack, ToDoubleFunction<Attacked> number) {
    return estimate(attacked(attack).stream().mapToDouble(number));
  }

  /** The methods, in the order in which they were asked for. */
  public List<String> methods() {
    return findings.maps().stream().map(MapChange::method).distinct().toList();
  }

  /** Whether it is known where objects are. */
  public boolean knowsObjects() {
    return findings.maps().stream().anyMatch(change -> !Double.isNaN(change.energyBefore()));
  }

  /** A number of the maps of a method, of the pictures on which the attack succeeded; a map without it is passed over. */
  public Estimate maps(Attack attack, String method, ToDoubleFunction<MapChange> number) {
    return estimate(findings.maps().stream()
        .filter(change -> change.counts() && change.attack().equals(attack.title()) && change.method().equals(method))
        .mapToDouble(number).filter(Double::isFinite));
  }

  /** Both numbers and their difference have to be there for either to count. */
  public static ToDoubleFunction<MapChange> paired(ToDoubleFunction<MapChange> number, ToDoubleFunction<MapChange> other) {
    return change -> Double.isNaN(other.applyAsDouble(change)) ? Double.NaN : number.applyAsDouble(change);
  }

  private Estimate estimate(DoubleStream numbers) {
    double[] values = numbers.toArray();
    double mean = DoubleStream.of(values).average().orElse(Double.NaN);
    return new Estimate(mean,
        values.length < 2 ? Interval.NONE : Interval.of(bootstrap.means(Pictures.each(values.length), values)), values.length);
  }

  /** The columns of {@link #csv}, each with its unit and what it is. */
  public static SequencedMap<String, String> columns() {
    return new LinkedHashMap<>(COLUMNS);
  }

  private static SequencedMap<String, String> columnsOfCsv() {
    SequencedMap<String, String> columns = new LinkedHashMap<>();
    columns.put("picture", "the picture's name");
    columns.put("class", "its true class, counted from 0");
    columns.put("attack", "the attack's name");
    columns.put("p_before", "the probability of the true class, 0 to 1, of the picture as it is");
    columns.put("p_after", "the same of the changed picture");
    columns.put("said", "the class that the network says of the changed picture, counted from 0");
    columns.put("p_of_said", "its probability, 0 to 1");
    columns.put("largest_change", "‖δ‖∞: the largest change of a sample; samples are from 0 to 1");
    columns.put("length", "‖δ‖₂: the 2-norm of all changes, of samples from 0 to 1");
    columns.put("steps", "how many steps the attack took");
    columns.put("succeeded", "true or false: whether the attack did what it wants to");
    columns.put("storable", "true or false: whether it still does when the changed picture is stored in bytes");
    columns.put("method", "the method of the maps compared; empty if there are none");
    columns.put("energy_before",
        "the share of the map's positive values on the object, 0 to 1, before; empty if it is not known or there are none");
    columns.put("energy_after", "the same of the changed picture");
    columns.put("iou_before",
        "intersection over union, 0 to 1, of the object and the map's cells of at least half of its maximum, before; empty as energy");
    columns.put("iou_after", "the same of the changed picture");
    columns.put("spearman", "Spearman's correlation of the map before and after, −1 to 1; empty of a map without two values");
    return columns;
  }

  /** A line for each picture, attack and method; {@link #columns} says what is in it, in which unit. */
  public String csv() {
    Stream<List<String>> lines = findings.attacked().stream().flatMap(of -> {
      List<MapChange> maps = findings.maps().stream()
          .filter(change -> change.picture().equals(of.picture()) && change.attack().equals(of.attack())).toList();
      return maps.isEmpty()
          ? Stream.of(line(of, "", Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN))
          : maps.stream()
              .map(m -> line(of, m.method(), m.energyBefore(), m.energyAfter(), m.iouBefore(), m.iouAfter(), m.spearman()));
    });
    return Stream.concat(Stream.of(List.copyOf(COLUMNS.keySet())), lines).map(CsvLog::text).collect(Collectors.joining());
  }

  private static List<String> line(Attacked of, String method, double... numbers) {
    List<String> line = new ArrayList<>(
        List.of(of.picture(), String.valueOf(of.own()), of.attack(), SummaryFiles.number(of.before()),
            SummaryFiles.number(of.after()), String.valueOf(of.said()), SummaryFiles.number(of.ofSaid()),
            SummaryFiles.number(of.largest()), SummaryFiles.number(of.length()), String.valueOf(of.steps()),
            String.valueOf(of.succeeded()), String.valueOf(of.isStorable()), method));
    for (double number : numbers) line.add(SummaryFiles.number(number));
    return line;
  }

  /** For programs. */
  public String json() {
    SequencedMap<String, Object> all = new LinkedHashMap<>(facts);
    all.put("classified wrongly as they are", findings.wrongBefore());
    all.put("attacks", attacks.stream().map(this::json).toList());
    all.put("left out", findings.leftOut());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }

  private SequencedMap<String, Object> json(Attack attack) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("attack", attack.title());
    said.put("does", attack.words());
    said.put("pictures", attacked(attack).size());
    said.put("succeeded", succeeded(attack));
    said.put("succeeded, stored in bytes", attacked(attack).stream().filter(Attacked::isStorable).count());
    said.put("p of the true class before", scores(attack, Attacked::before).json());
    said.put("p of the true class after", scores(attack, Attacked::after).json());
    said.put("largest change of a sample", scores(attack, Attacked::largest).json());
    said.put("length of the change", scores(attack, Attacked::length).json());
    said.put("maps", methods().stream().map(method -> json(attack, method)).toList());
    return said;
  }

  private SequencedMap<String, Object> json(Attack attack, String method) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("method", method);
    said.put("energy before", maps(attack, method, paired(MapChange::energyBefore, MapChange::energyAfter)).json());
    said.put("energy after", maps(attack, method, paired(MapChange::energyAfter, MapChange::energyBefore)).json());
    said.put("energy lost", maps(attack, method, change -> change.energyBefore() - change.energyAfter()).json());
    said.put("iou before", maps(attack, method, paired(MapChange::iouBefore, MapChange::iouAfter)).json());
    said.put("iou after", maps(attack, method, paired(MapChange::iouAfter, MapChange::iouBefore)).json());
    said.put("iou lost", maps(attack, method, change -> change.iouBefore() - change.iouAfter()).json());
    said.put("spearman", maps(attack, method, MapChange::spearman).json());
    return said;
  }
}
