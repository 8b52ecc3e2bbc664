package lucida.judge.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What would be right in a study: kept by who asks.
 *
 * @param study the {@link Questionnaire#id}
 * @param seed of the study
 * @param facts how it was made, by name
 * @param trials in the order of the questions
 */
public record StudyKey(String study, long seed, SequencedMap<String, String> facts, List<StudyTrial> trials) {
  /** The fact that says which of two networks is more accurate, on how many pictures, and whether that can be chance. */
  public static final String MORE_ACCURATE = "the more accurate network";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Kept as they are now. */
  public StudyKey {
    facts = new LinkedHashMap<>(facts);
    trials = List.copyOf(trials);
  }

  /** The trials of a kind. */
  public List<StudyTrial> of(TrialKind kind) {
    return trials.stream().filter(trial -> trial.kind() == kind).toList();
  }

  /** "the more accurate network: b, right on 395 of 400 pictures against 390 of a (p 0.18: can be chance)"; without what follows the colon, where the study does not know it. */
  public String accuracy() {
    return Optional.ofNullable(facts.get(MORE_ACCURATE)).map(said -> MORE_ACCURATE + ": " + said).orElse(MORE_ACCURATE);
  }

  /** The methods of a kind, in the order in which they come. */
  public List<String> methods(TrialKind kind) {
    return of(kind).stream().map(StudyTrial::method).distinct().sorted().toList();
  }

  /** All of it. */
  public String json() {
    SequencedMap<String, Object> all = new LinkedHashMap<>();
    all.put("study", study);
    all.put("seed", seed);
    all.put("facts", facts);
    all.put("trials", trials.stream().map(StudyKey::json).toList());
    all.put("seal", seal());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }

  /** Of all that it says. */
  private String seal() {
    return AnswerFile.seal(List.of(study, String.valueOf(seed), JSON.writeValueAsString(facts),
        JSON.writeValueAsString(trials.stream().map(StudyKey::json).toList())));
  }

  private static SequencedMap<String, Object> json(StudyTrial trial) {
    SequencedMap<String, Object> all = new LinkedHashMap<>();
    all.put("id", trial.id());
    all.put("kind", trial.kind().toString());
    all.put("method", trial.method());
    all.put("picture", trial.picture());
    all.put("options", trial.options());
    all.put("right", trial.right());
    all.put("energies", trial.energies());
    return all;
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException in one sentence, if it cannot be read, is none, or was changed
   */
  public static StudyKey read(Path file) {
    JsonNode all = parsed(file, "key of a study");
    StudyKey key = of(all, file);
    if (!key.seal().equals(all.path("seal").asString("")))
      throw new IllegalArgumentException(file + " was changed after it was written: its seal is not that of what it says");
    return key;
  }

  private static StudyKey of(JsonNode all, Path file) {
    try {
      SequencedMap<String, String> facts = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> fact : all.required("facts").properties())
        facts.put(fact.getKey(), fact.getValue().stringValue());
      List<StudyTrial> trials = new ArrayList<>();
      for (JsonNode trial : all.required("trials")) trials.add(trial(trial));
      return new StudyKey(all.required("study").stringValue(), all.required("seed").longValue(), facts, trials);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " is no key of a study as 'lucida study' writes it, key.json", e);
    }
  }

  private static StudyTrial trial(JsonNode trial) {
    List<String> options = trial.required("options").valueStream().map(JsonNode::stringValue).toList();
    List<Double> energies = trial.required("energies").valueStream().map(JsonNode::doubleValue).toList();
    String kind = trial.required("kind").stringValue();
    TrialKind of = List.of(TrialKind.values()).stream().filter(each -> each.toString().equals(kind)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of trial is called " + kind));
    return new StudyTrial(trial.required("id").stringValue(), of, trial.required("method").stringValue(),
        trial.required("picture").stringValue(), options, trial.required("right").intValue(), energies);
  }

  /** A file's JSON object. */
  static JsonNode parsed(Path file, String what) {
    try {
      JsonNode all = JSON.readTree(Files.readAllBytes(file));
      if (!all.isObject()) throw new IllegalArgumentException(file + " is no " + what + ": it holds no JSON object");
      return all;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + " cannot be read: " + (Files.exists(file) ? e.getMessage() : "there is no such file"), e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + " is no " + what + ": it is not JSON", e);
    }
  }
}
