package lucida.report;

import java.io.IOException;
import java.nio.file.Path;
import lucida.files.WholeFile;
import lucida.judge.people.Questionnaire;
import lucida.judge.people.TrialKind;

/**
 * The page that asks people, one trial after the other, and saves their answers; it fetches nothing and says nowhere what would be right, but in training.
 *
 * @param questionnaire what is asked
 */
public record QuestionnairePage(Questionnaire questionnaire) {
  private static final String TITLE = "What does the network look at?";

  /** Writes it. */
  public void write(Path file) throws IOException {
    WholeFile.write(file,
        Html.head(TITLE, Html.resource("report.css") + Html.resource("evaluation.css") + Html.resource("study.css"))
            + header() + welcome() + trial() + END + data() + Html.end());
  }

  private static String header() {
    return """
        <header>
        <div class="top"><h1>%s</h1><button type="button" id="theme" aria-label="Light or dark">◐</button></div>
        </header>
        <main>
        <noscript><p>This page asks its questions by a script: please allow scripts and load it again.</p></noscript>
        """.formatted(TITLE);
  }

  private long count(TrialKind kind) {
    return questionnaire.questions().stream().filter(question -> question.kind() == kind).count();
  }

  private String welcome() {
    String networks = count(TrialKind.NETWORK) == 0
        ? ""
        : "<p>At the end there are %d trials of another sort: two networks say the same about a picture, and you see why each of them says so. Which one would you rather trust?</p>\n"
            .formatted(count(TrialKind.NETWORK));
    return """
        <section id="welcome" hidden>
        <p>A neural network has looked at pictures with two objects. For each you see an <em>explanation</em> of one of them: colours that say which parts of the picture made the network say
        its name, or edges that do. Please say <b>which of the two objects is explained</b>. There is no time limit, and you cannot go back; a guess is better than no answer.</p>
        <p>There are %d trials, the first %d for practice. A few are not about pictures: they tell you what to choose.</p>
        %s<p>Choose by mouse, by touch, or by the keys <kbd>1</kbd> and <kbd>2</kbd>, or <kbd>←</kbd> and <kbd>→</kbd>. Nothing leaves this page: at the end you save your answers as a file.</p>
        <form id="start" novalidate>
        <p><label for="person">Your name in the file; it need not be your own</label><br>
        <input id="person" autocomplete="off" spellcheck="false" maxlength="40" aria-describedby="wrong"></p>
        <p id="wrong" role="alert"></p>
        <button class="go">Begin</button>
        </form>
        </section>
        """
        .formatted(questionnaire.questions().size(), count(TrialKind.TRAINING), networks);
  }

  private static String trial() {
    return """
        <section id="trial" hidden>
        <div class="bar"><progress id="progress" value="0" max="1" aria-label="Trials done"></progress><span id="where"></span></div>
        <p id="part" aria-live="polite"></p>
        <h2 id="ask" tabindex="-1"></h2>
        <div id="pictures"></div>
        <div id="choices" role="group" aria-labelledby="ask"></div>
        <div class="after"><p id="told" role="status"></p><button type="button" class="go" id="next" hidden>Next</button></div>
        </section>
        """;
  }

  private static final String END = """
      <section id="end" hidden>
      <h2 id="thanks" tabindex="-1">Thank you. That was all.</h2>
      <p>Please save your answers, and send the file to whoever asked you.</p>
      <p><a class="go" id="save" href="#end">Save the answers</a></p>
      <details><summary>If nothing is saved: copy this text</summary><label class="unseen" for="answers">Your answers</label>
      <textarea id="answers" readonly></textarea></details>
      </section>
      """;

  private String data() {
    return "<script type=\"application/json\" id=\"study\">" + questionnaire.json() + "</script>\n<script>\n"
        + Html.resource("study.js")
        + "</script>\n";
  }
}
