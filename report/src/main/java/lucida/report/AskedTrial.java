package lucida.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.core.RandomStream;
import lucida.judge.people.Question;
import lucida.judge.people.Questionnaire;
import lucida.judge.people.StudyKey;
import lucida.judge.people.StudyTrial;
import lucida.judge.people.TrialKind;
import lucida.pictures.Picture;

/**
 * A trial with what is shown in it, which is put on a page without what is true of it.
 *
 * @param trial with any id
 * @param ask the question
 * @param pictures that are shown
 * @param options as the page calls them
 */
public record AskedTrial(StudyTrial trial, String ask, List<Picture> pictures, List<String> options) {
  /** The lists are kept as they are now. */
  public AskedTrial {
    pictures = List.copyOf(pictures);
    options = List.copyOf(options);
  }

  /**
   * The page's side of a study, and that of who asks.
   *
   * @param questionnaire for the page
   * @param key for who asks
   */
  public record BothSides(Questionnaire questionnaire, StudyKey key) {}

  /** A study of some trials: what is not training is numbered in a random order, so that a number says nothing. */
  public static BothSides study(List<AskedTrial> trials, long seed, SequencedMap<String, String> facts) {
    List<AskedTrial> training = trials.stream().filter(asked -> asked.trial.kind() == TrialKind.TRAINING).toList();
    List<AskedTrial> others = trials.stream().filter(asked -> asked.trial.kind() != TrialKind.TRAINING).toList();
    int[] order = RandomStream.of(seed).stream("numbers of trials").permutation(others.size());
    List<AskedTrial> all = new ArrayList<>(training);
    for (int place : order) all.add(others.get(place));
    List<AskedTrial> numbered = new ArrayList<>();
    for (AskedTrial asked : all) numbered.add(asked.called("t" + (numbered.size() + 1)));
    Questionnaire questionnaire = new Questionnaire(seed, numbered.stream().map(AskedTrial::question).toList());
    SequencedMap<String, String> known = new LinkedHashMap<>(facts);
    return new BothSides(questionnaire,
        new StudyKey(questionnaire.id(), seed, known, numbered.stream().map(AskedTrial::trial).toList()));
  }

  private AskedTrial called(String id) {
    return new AskedTrial(
        new StudyTrial(id, trial.kind(), trial.method(), trial.picture(), trial.options(), trial.right(), trial.energies()),
        ask, pictures, options);
  }

  private Question question() {
    Stream<String> shown = pictures.stream().map(picture -> Base64.getEncoder().encodeToString(picture.png()));
    return new Question(trial.id(), trial.kind(), ask, shown.toList(), options,
        trial.kind() == TrialKind.TRAINING ? trial.right() : Question.NOTHING);
  }
}
