package lucida.layers;

import java.util.Locale;
import java.util.Optional;
import lucida.core.Precision;
import lucida.core.Tensor;

/** What the scores S of a network are, and what makes probabilities p of them, if anything does. */
public enum ScoreKind {
  /** What a last linear layer gives. By convention p = softmax(S); a single one is a {@link #VALUE}. */
  LOGITS("logits; the probabilities are their softmax, as is usual where a network ends in a linear layer"),
  /** The network was made with a softmax at its end, which is left off: p = softmax(S). */
  SOFTMAX("logits of a softmax"),
  /** The network was made with sigmoids at its end, which are left off: p^c = sigmoid(S^c), each by itself. */
  SIGMOID("logits, each of a sigmoid of its own"),
  /** The logarithms of the odds of words, each behind those before it, in the order of the text: p^t = sigmoid(S^t). */
  WORDS("logarithms of odds, each of a word behind those before it; their sigmoids are the probabilities"),
  /** A single logit, a regression, or what is no logit any more: there is no p. */
  VALUE("values without probabilities");

  private final String description;

  ScoreKind(String description) {
    this.description = description;
  }

  /** The same of n scores: a softmax of one alone would always be 1. */
  public ScoreKind among(int n) {
    return n == 1 && (this == LOGITS || this == SOFTMAX) ? VALUE : this;
  }

  /** Whether p^c = sigmoid(S^c), whatever the other scores are. */
  public boolean isOfSigmoids() {
    return this == SIGMOID || this == WORDS;
  }

  /** Whether the scores are in an order that says something, and not one by their size. */
  public boolean isInOrder() {
    return this == WORDS;
  }

  /** In a few words, for people. */
  public String description() { return description; }

  /** The same of n scores. */
  public String description(int n) {
    if (n > 1) return description;
    return switch (among(n)) {
      case SIGMOID -> "a logit; its sigmoid is the probability";
      case VALUE -> "a value without a probability";
      case LOGITS, SOFTMAX, WORDS -> description;
    };
  }

  /**
   * p of the scores of one picture, if there are probabilities, in float64.
   *
   * @param S [classes]
   */
  public Optional<Tensor> probabilities(Tensor S) {
    return switch (among(S.size())) {
      case LOGITS, SOFTMAX -> Optional.of(softmax(S.to(Precision.FLOAT64)));
      case SIGMOID, WORDS -> Optional.of(S.to(Precision.FLOAT64).map(s -> 1 / (1 + Math.exp(-s))));
      case VALUE -> Optional.empty();
    };
  }

  private static Tensor softmax(Tensor S) {
    double largest = S.max();
    Tensor exp = S.map(s -> Math.exp(s - largest));
    return exp.scale(1 / exp.sum());
  }

  /** "logits", "softmax", "sigmoid", "words" or "value": its name in records. */
  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
