package lucida.judge.people;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a person chose, as the page saves it.
 *
 * @param file that it was read from
 * @param person who answered, by the name that the page gave or was given
 * @param answers by trial, in the order in which they were given
 */
public record AnswerFile(Path file, String person, SequencedMap<String, Answer> answers) {
  private static final String FORMAT = "lucida-study-1";
  private static final Set<String> KEYS = Set.of("format", "study", "person", "answers", "seal");
  private static final Set<String> KEYS_OF_ANSWERS = Set.of("trial", "choice", "milliseconds");
  /** As the page wants it. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /**
   * An answer.
   *
   * @param choice the number of what was chosen
   * @param milliseconds that it took
   */
  public record Answer(int choice, long milliseconds) {}

  /** Kept as they are now. */
  public AnswerFile {
    answers = new LinkedHashMap<>(answers);
  }

  /** What somebody chose in a trial. */
  public Answer of(StudyTrial trial) {
    return Objects.requireNonNull(answers.get(trial.id()));
  }

  /**
   * Reads the answers of several people to one study.
   *
   * @throws IllegalArgumentException in one sentence, if a file cannot be read, is of another study, was changed, leaves trials out, or is there twice
   */
  public static List<AnswerFile> read(List<Path> files, StudyKey key) {
    List<AnswerFile> read = new ArrayList<>();
    Map<String, Path> people = new HashMap<>();
    Map<Map<String, Answer>, Path> contents = new HashMap<>();
    for (Path file : files) {
      AnswerFile answers = read(file, key);
      Path before = people.put(answers.person, file);
      if (before != null)
        throw new IllegalArgumentException(before + " and " + file + " are both of person '" + answers.person
            + "': each person counts once, leave out one of them");
      Path same = contents.put(answers.answers, file);
      if (same != null)
        throw new IllegalArgumentException(
            same + " and " + file + " hold the same answers to the millisecond: leave out one of them");
      read.add(answers);
    }
    return List.copyOf(read);
  }

  /** What a file holds, whatever it is worth. */
  private record Content(String study, String person, List<Map.Entry<String, Answer>> answers, String seal) {
    static Content of(Path file) {
      JsonNode all = StudyKey.parsed(file, "file of answers");
      try {
        known(all, KEYS);
        if (!FORMAT.equals(all.required("format").stringValue())) throw new IllegalArgumentException("another format");
        List<Map.Entry<String, Answer>> answers = new ArrayList<>();
        for (JsonNode each : all.required("answers")) {
          known(each, KEYS_OF_ANSWERS);
          answers.add(Map.entry(each.required("trial").stringValue(),
              new Answer(each.required("choice").intValue(), each.required("milliseconds").longValue())));
        }
        String person = all.required("person").stringValue();
        if (!NAME.matcher(person).matches())
          throw new IllegalArgumentException("its person has a name that the page does not take");
        return new Content(all.required("study").stringValue(), person, answers,
            all.required("seal").stringValue());
      } catch (JacksonException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            file + " is no file of answers as the page of 'lucida study' saves it (" + e.getMessage() + ")", e);
      }
    }

    private static void known(JsonNode object, Set<String> keys) {
      for (String key : object.propertyNames())
        if (!keys.contains(key)) throw new IllegalArgumentException("it has the key '" + key + "'");
    }

    /** As the page computes it. */
    String sealed() {
      return AnswerFile.seal(Stream.concat(Stream.of(study, person), answers.stream()
          .map(each -> each.getKey() + ":" + each.getValue().choice() + ":" + each.getValue().milliseconds())).toList());
    }
  }

  private static AnswerFile read(Path file, StudyKey key) {
    Content content = Content.of(file);
    if (!content.study.equals(key.study()))
      throw wrong(file, "answers the study " + content.study + ", and the key is of " + key.study() + ": name its own by --key");
    if (!content.sealed().equals(content.seal))
      throw wrong(file, "was changed after it was saved: its seal is not that of its answers");
    SequencedMap<String, Answer> answers = new LinkedHashMap<>();
    for (Map.Entry<String, Answer> each : content.answers)
      if (answers.put(each.getKey(), each.getValue()) != null) throw wrong(file, "answers trial " + each.getKey() + " twice");
    for (StudyTrial trial : key.trials()) check(file, trial, answers, key.trials().size());
    if (answers.size() > key.trials().size()) throw wrong(file, "answers trials that the study does not have");
    return new AnswerFile(file, content.person, answers);
  }

  private static void check(Path file, StudyTrial trial, Map<String, Answer> answers, int trials) {
    Answer answer = answers.get(trial.id());
    if (answer == null)
      throw wrong(file, "has %d of %d answers, none to trial %s".formatted(answers.size(), trials, trial.id()));
    if (answer.choice() < 0 || answer.choice() >= trial.choices() || answer.milliseconds() < 0)
      throw wrong(file, "has choice %d after %d ms in trial %s, which has the choices 0 to %d".formatted(answer.choice(),
          answer.milliseconds(), trial.id(), trial.choices() - 1));
  }

  private static IllegalArgumentException wrong(Path file, String what) { return new IllegalArgumentException(file + " " + what); }

  /** The 64-bit FNV-1a hash of the lines, as the page computes it: it finds a file that was edited, not one that was forged. */
  static String seal(List<String> lines) {
    long h = BASIS;
    for (byte b : lines.stream().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8)) h = (h ^ (b & 0xff)) * PRIME;
    return "%016x".formatted(h);
  }
}
