package lucida.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lucida.cam.Target;
import lucida.core.Tensor;
import lucida.layers.ScoreKind;

/**
 * A network's score for a class, or against it.
 *
 * @param side the class, or what speaks against it
 * @param name what it is called; its number where nobody knows
 * @param label what it is called where a number alone would not do: "243 bull mastiff", "class 243"
 * @param kind what the network's scores are
 * @param logit S; of a network of values the value
 * @param probability p, if there is one: of scores that are NaN there is none
 */
public record ClassScore(Target.Side side, String name, String label, ScoreKind kind, double logit, OptionalDouble probability) {
  /** Of every class, in the order of their numbers. */
  public static List<ClassScore> of(Tensor S, ScoreKind kind, IntFunction<String> name) {
    Optional<Tensor> p = kind.probabilities(S);
    return IntStream.range(0, S.size()).mapToObj(m -> {
      String known = name.apply(m);
      String label = known.equals(String.valueOf(m)) ? (kind == ScoreKind.VALUE ? "output " : "class ") + m : m + " " + known;
      return new ClassScore(new Target.OfClass(m), known, label, kind, S.cell(m), cell(p, m));
    }).toList();
  }

  /** Both sides of a single score S, [1], which is for one class and against the other. */
  public static List<ClassScore> sides(Tensor S, ScoreKind kind, String against, String named) {
    ClassScore score = new ClassScore(new Target.OfClass(0), named, named, kind, S.item(), cell(kind.probabilities(S), 0));
    return List.of(score.against(against, against), score);
  }

  /** The same by another name. */
  public ClassScore labelled(String text) {
    return new ClassScore(side, text, text, kind, logit, probability);
  }

  /** The other side of a single score: −S, 1 − p. */
  public ClassScore against() {
    return against("against " + name, "against " + label);
  }

  private ClassScore against(String itsName, String itsLabel) {
    return new ClassScore(new Target.Against(id()), itsName, itsLabel, kind, -logit,
        cell(kind.probabilities(Tensor.vector(-logit)), 0));
  }

  private static OptionalDouble cell(Optional<Tensor> p, int m) {
    return p.map(all -> all.cell(m)).filter(share -> !Double.isNaN(share)).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  /** The class, numbered from 0. */
  public int id() { return side.id(); }

  /** What it is called in the names of files: "243", or "against-0". */
  public String key() {
    return switch (side) {
      case Target.OfClass(int id) -> String.valueOf(id);
      case Target.Against(int id) -> "against-" + id;
    };
  }

  /** The probability where there is one, and the score: "34.6 %, logit 3.073". */
  String text() {
    String score = String.format(Locale.ROOT, "%s %.4g", unit(), logit);
    return probability.isPresent() ? new Percentage(probability.getAsDouble()) + ", " + score : score;
  }

  /** "logit", or "value" where it is none. */
  public String unit() { return kind == ScoreKind.VALUE ? "value" : "logit"; }
}
