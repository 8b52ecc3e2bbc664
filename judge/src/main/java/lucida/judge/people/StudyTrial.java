package lucida.judge.people;

import java.util.List;

/**
 * What is true of a trial of a study, and what nobody is told who takes part.
 *
 * @param id that of its {@link Question}
 * @param method whose map is shown; empty of training and of checks
 * @param picture which is shown
 * @param options the two between which one chooses: names of classes, or of networks
 * @param right the number of the one that is explained, that was asked for, or that is more accurate
 * @param energies of each option the share of the map's energy on its object, or of its network's map on the object; none where that is not known
 */
public record StudyTrial(String id, TrialKind kind, String method, String picture, List<String> options, int right,
    List<Double> energies) {
  /** Choices of a {@link TrialKind#NETWORK}: from the first clearly, by both equally, to the second clearly. */
  public static final int DEGREES = 5;

  private static final int OPTIONS = 2;

  /** Checks that one of two options is right. */
  public StudyTrial {
    options = List.copyOf(options);
    energies = List.copyOf(energies);
    if (options.size() != OPTIONS || right < 0 || right >= OPTIONS || !energies.isEmpty() && energies.size() != OPTIONS)
      throw new IllegalArgumentException("trial " + id + " is no choice between two options of which one is right");
  }

  /** How many choices there are. */
  public int choices() { return kind == TrialKind.NETWORK ? DEGREES : OPTIONS; }

  /** What a choice is worth: 1 or 0 for right or wrong; of two networks −2 to 2 for the more accurate one, as in the paper. */
  public double value(int choice) {
    if (kind != TrialKind.NETWORK) return choice == right ? 1 : 0;
    int towardsSecond = choice - DEGREES / 2;
    return right == 1 ? towardsSecond : -towardsSecond;
  }

  /** What is worth what an observer chooses who goes by the larger energy: NaN where it is not known, between right and wrong where it is equal. */
  public double ofEnergy() {
    if (energies.isEmpty()) return Double.NaN;
    double ahead = Double.compare(energies.get(right), energies.get(1 - right));
    return kind == TrialKind.NETWORK ? ahead : (1 + ahead) / 2;
  }
}
