package lucida.judge.people;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.files.Sha256;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a page asks.
 *
 * @param seed of the order in which somebody is asked
 * @param questions training first
 */
public record Questionnaire(long seed, List<Question> questions) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DIGITS = 16;

  /** The list is kept as it is now. */
  public Questionnaire {
    questions = List.copyOf(questions);
  }

  /** Names this study: the beginning of the SHA-256 of all that is asked, pictures and all. */
  public String id() {
    var digest = Sha256.digest();
    digest.update(JSON.writeValueAsBytes(content()));
    return Sha256.hex(digest).substring(0, DIGITS);
  }

  /** For the page; as text in an element of HTML it ends none. */
  public String json() {
    SequencedMap<String, Object> all = content();
    all.putFirst("study", id());
    return new String(JSON.writeValueAsBytes(all), StandardCharsets.UTF_8).replace("<", "\\u003c");
  }

  private SequencedMap<String, Object> content() {
    SequencedMap<String, Object> all = new LinkedHashMap<>();
    all.put("seed", String.valueOf(seed));
    all.put("questions", questions.stream().map(Questionnaire::content).toList());
    return all;
  }

  private static SequencedMap<String, Object> content(Question question) {
    SequencedMap<String, Object> all = new LinkedHashMap<>();
    all.put("id", question.id());
    all.put("kind", question.kind().toString());
    all.put("ask", question.ask());
    all.put("pictures", question.pictures());
    all.put("options", question.options());
    if (question.told() != Question.NOTHING) all.put("told", question.told());
    return all;
  }
}
