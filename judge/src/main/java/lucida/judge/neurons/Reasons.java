package lucida.judge.neurons;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntFunction;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Tensor;
import lucida.judge.neurons.Decision.ChannelShare;

/**
 * A decision in words, and whether the words hold: what is named adds up to what is said of it together, and without the named channels the score moves as it is said to.
 *
 * @param picture its name
 * @param explained the class, for people
 * @param decision what channels do for it
 * @param forIt what speaks for it
 * @param againstIt what speaks against it
 */
public record Reasons(String picture, String explained, Decision decision, Side forIt, Side againstIt) {
  /**
   * What several channels of one name do.
   *
   * @param name what they detect; empty where that is not known
   * @param channels their numbers
   * @param contribution Σ c_k
   */
  public record Reason(String name, List<Integer> channels, double contribution) {}

  /**
   * The named part of what speaks for a decision, or against it.
   *
   * @param reasons the strongest first
   * @param all the sum of all contributions of this sign
   * @param measured how much higher the score is with the named channels than without them, where they are 0
   */
  public record Side(List<Reason> reasons, double all, double measured) {
    /** Σ c_k of what is named: what the score should move by. */
    public double said() {
      return reasons.stream().mapToDouble(Reason::contribution).sum();
    }

    /** The share of a contribution in all of this sign. */
    public double share(double contribution) {
      return all == 0 ? 0 : contribution / all;
    }
  }

  /**
   * Of a probe.
   *
   * @param name what a channel detects, if it is known
   * @param most channels are named of each side
   */
  public static Reasons of(String picture, String explained, Probe probe, IntFunction<Optional<String>> name, int most) {
    Decision decision = Decision.of(probe);
    return new Reasons(picture, explained, decision, side(decision, true, probe, name, most),
        side(decision, false, probe, name, most));
  }

  private static Side side(Decision decision, boolean forIt, Probe probe, IntFunction<Optional<String>> name, int most) {
    List<ChannelShare> strongest = decision.strongest(forIt, most);
    SequencedMap<String, List<ChannelShare>> byName = new LinkedHashMap<>();
    for (ChannelShare each : strongest)
      byName.computeIfAbsent(name.apply(each.channel()).orElse(""), _ -> new ArrayList<>()).add(each);
    List<Reason> reasons = byName.entrySet().stream().map(entry -> new Reason(entry.getKey(),
        entry.getValue().stream().map(ChannelShare::channel).toList(),
        entry.getValue().stream().mapToDouble(ChannelShare::contribution).sum()))
        .sorted((a, b) -> Double.compare(Math.abs(b.contribution()), Math.abs(a.contribution()))).toList();
    Set<Integer> named = new HashSet<>(strongest.stream().map(ChannelShare::channel).toList());
    return new Side(reasons, forIt ? decision.forIt() : decision.againstIt(), decision.score() - without(named, probe));
  }

  /** The score where these channels are 0. */
  private static double without(Set<Integer> channels, Probe probe) {
    Tensor A = probe.activations();
    int Z = A.shape().extent(1) * A.shape().extent(2);
    Tensor rest = Tensor.filled(A.shape(), A.precision(), e -> channels.contains(e / Z) ? 0 : A.cell(e));
    return probe.scoresOfActivations(Score.LOGIT, 1, _ -> rest)[0];
  }

  /** What the network says, with the sums of what speaks for it and against it. */
  public String said() {
    return "The network says %s, with a score of %s: %s for it, %s against it, and %s that comes from no channel.".formatted(
        explained,
        number(decision.score()), number(decision.forIt()), number(Math.abs(decision.againstIt())), number(decision.rest()));
  }

  /** What speaks for it, and how the score moves without that. */
  public Claim claimForIt() {
    return claim("Mainly for", forIt, "for", "lowers", 1);
  }

  /** What speaks against it, and how the score moves without that. */
  public Claim claimAgainstIt() {
    return claim("Against it", againstIt, "against", "raises", -1);
  }

  /**
   * What is said of a side.
   *
   * @param begin "Mainly for"
   * @param parts each reason with its channels and its share
   * @param checked their share together, and both numbers
   */
  public record Claim(String begin, List<String> parts, String checked) {
    String text() {
      return begin + ": " + (parts.isEmpty() ? "nothing." : String.join("; ", parts) + ". " + checked);
    }
  }

  private static Claim claim(String begin, Side side, String direction, String moves, int sign) {
    String checked = "Together %.0f %% of what speaks %s it. Setting these channels to 0 %s the score by %s (predicted: %s)."
        .formatted(
            100 * side.share(side.said()), direction, moves, number(sign * side.measured()), number(sign * side.said()));
    return new Claim(begin, side.reasons().stream().map(reason -> words(reason, side)).toList(), checked);
  }

  /** In words, with both numbers of each claim. */
  public String text() {
    return said() + " " + claimForIt().text() + " " + claimAgainstIt().text();
  }

  private static String words(Reason reason, Side side) {
    List<String> numbers = reason.channels().stream().map(String::valueOf).toList();
    String channels = numbers.size() == 1
        ? "channel " + numbers.getFirst()
        : "channels " + String.join(", ", numbers.subList(0, numbers.size() - 1)) + " and " + numbers.getLast();
    String share = "%.0f %%".formatted(100 * side.share(reason.contribution()));
    return reason.name().isEmpty()
        ? "unnamed %s (%s)".formatted(channels, share)
        : "%s (%s, %s)".formatted(reason.name(), channels, share);
  }

  /** Two digits behind the point; what is rounded to 0 has no sign. */
  static String number(double v) {
    return String.format(Locale.ROOT, "%.2f", Math.abs(v) < 0.005 ? 0 : v);
  }
}
