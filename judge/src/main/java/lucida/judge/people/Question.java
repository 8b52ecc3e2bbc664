package lucida.judge.people;

import java.util.List;

/**
 * What a page asks in one trial. What would be right is in the {@link StudyTrial}, and not here, but where the page may say it.
 *
 * @param id names nothing but the trial
 * @param kind for the page: when it comes, and how many choices there are
 * @param ask the question
 * @param pictures PNG files, in base64
 * @param options between which one chooses
 * @param told what the page says: of training the option that is right, else −1
 */
public record Question(String id, TrialKind kind, String ask, List<String> pictures, List<String> options, int told) {
  /** What is told where nothing is. */
  public static final int NOTHING = -1;

  /** The lists are kept as they are now. */
  public Question {
    pictures = List.copyOf(pictures);
    options = List.copyOf(options);
  }
}
