package lucida.judge.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.bias.Cue;
import lucida.judge.bias.CueStrength;
import tools.jackson.databind.json.JsonMapper;

/**
 * What goes with classes and is not their object, as maps say.
 *
 * @param facts how it was found, by name
 * @param pictures how many maps were looked at, by class
 * @param cues the strongest first
 * @param name of a class, for people
 */
public record BiasTable(SequencedMap<String, String> facts, SequencedMap<Integer, Integer> pictures, List<Cue> cues,
    IntFunction<String> name) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Lists are kept as they are now. */
  public BiasTable {
    facts = new LinkedHashMap<>(facts);
    pictures = new LinkedHashMap<>(pictures);
    cues = List.copyOf(cues);
  }

  /** How many cues are of this strength. */
  public long count(CueStrength strength) {
    return cues.stream().filter(cue -> cue.strength() == strength).count();
  }

  /** "120 pictures, 16 classes, 7 or 8 each". */
  public String counted() {
    int all = pictures.values().stream().mapToInt(n -> n).sum();
    int least = Collections.min(pictures.values()), most = Collections.max(pictures.values());
    String each = least == most ? "%d".formatted(least) : least + 1 == most ? least + " or " + most : least + " to " + most;
    return "%d pictures, %d classes, %s each".formatted(all, pictures.size(), each);
  }

  /** Where there is no cue: what that means, and what not. */
  public String nothing() {
    return "no cue found: nothing recurs in the maps of one class that is rare in others (" + counted()
        + "; half of them to find it, half to measure it); that does not say that there is no bias";
  }

  /** The classes with the cue, the most frequent first. */
  public List<Map.Entry<Integer, Double>> frequent(Cue cue) {
    return cue.frequency().entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())).toList();
  }

  /** A line for each cue and class. */
  public String csv() {
    Stream<List<String>> lines = cues.stream().flatMap(cue -> cue.frequency().entrySet().stream().map(of -> List.of(
        name.apply(cue.label()), cue.kind().name().toLowerCase(Locale.ROOT), cue.strength().toString(),
        SummaryFiles.number(cue.excess()), SummaryFiles.number(cue.interval().low()), SummaryFiles.number(cue.interval().high()),
        SummaryFiles.number(cue.energy()), SummaryFiles.number(cue.atBorder()), name.apply(of.getKey()),
        SummaryFiles.number(of.getValue()))));
    return Stream
        .concat(Stream.of(List.of("class", "recurs", "strength", "excess", "excess_low", "excess_high", "energy", "at_border",
            "in_class", "frequency")), lines)
        .map(CsvLog::text).collect(Collectors.joining());
  }

  /** For programs. */
  public String json() {
    SequencedMap<String, Object> all = new LinkedHashMap<>(facts), counts = new LinkedHashMap<>();
    pictures.forEach((label, n) -> counts.put(name.apply(label), n));
    all.put("pictures by class", counts);
    if (cues.isEmpty()) all.put("nothing found", nothing());
    List<Object> list = new ArrayList<>();
    cues.forEach(cue -> list.add(json(cue)));
    all.put("cues", list);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }

  private SequencedMap<String, Object> json(Cue cue) {
    SequencedMap<String, Object> said = new LinkedHashMap<>(), frequency = new LinkedHashMap<>();
    said.put("class", name.apply(cue.label()));
    said.put("recurs", cue.kind().words());
    said.put("strength", cue.strength().toString());
    said.put("excess", cue.excess());
    said.put("interval", List.of(cue.interval().low(), cue.interval().high()));
    said.put("share of the maps", cue.energy());
    said.put("share at the border", cue.atBorder());
    cue.onTruth().ifPresent(share -> said.put("share on the true cue", share));
    cue.frequency().forEach((label, share) -> frequency.put(name.apply(label), share));
    said.put("frequency", frequency);
    return said;
  }
}
