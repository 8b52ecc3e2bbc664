package lucida.book;

import java.util.List;

/** The symbols of the evaluated equations and what they stand for, in the order in which a reader needs them. */
public final class Legend {
  private static final List<Symbol> SYMBOLS = List.of(
      symbol("x", "the picture as the network takes it; `x_r` a noisy copy of it, `x_b` and `x′` a baseline"),
      symbol("A^k_{ij}", "the activation of channel k at position (i, j) of the layer that is explained, [K, h, w]"),
      symbol("K,  Z", "the number of channels; the number of positions, h·w"),
      index("i,  j,  a,  b", "rows and columns: (i, j) is one position, sums over a, b go over all of them"),
      index("k", "a channel"),
      index("G", "a group of channels"),
      index("c,  m", "the class that is explained; any class"),
      index("n,  q", "the order of a derivative; q and i in DS 6 number units"),
      index("r", "the number of a noisy copy, or of a step"),
      index("l", "a layer, counted from the picture"),
      index("T", "transposed"),
      symbol("S^c", "the score of class c before the softmax, its logit"),
      symbol("p", "the softmax of the scores; `p^c` is the probability of class c"),
      symbol("f",
          "`f^c` is the score or the probability of class c, whichever a method takes; `f_l` in BP is what a ReLU is given"),
      symbol("Y", "the number that is differentiated: `S^c`, `exp(S^c)` or `p^c`"),
      symbol("g,  h,  t",
          "the first, second and third derivative of S by one activation, the others fixed; t in BP 1 a step along v"),
      symbol("D_n", "the n-th derivative of Y by one activation, the others fixed"),
      symbol("D\u0304_q", "the mean of `D_q` over the noisy copies"),
      symbol("ℓ_n", "the n-th derivative of log Y by one activation"),
      symbol("δ,  η,  θ", "the derivatives g, h, t of class m less those of class c"),
      symbol("E,  Var,  Cov", "mean, variance and covariance over the classes with their probabilities; E in OT 13 over masks"),
      symbol("c_n,  τ,  e_{kij}", "the n-th Taylor coefficient; a step; the direction that is 1 at one activation and else 0"),
      symbol("w", "`w_k` is the weight of channel k, `w^c_k` that of the last linear layer for class c"),
      symbol("α",
          "`α^k_{ij}` is the weight of a position within `w_k`, `α^c_k` Grad-CAM's weight of a channel; in PP 10 that of a loss"),
      symbol("b", "a bias: `b^c` that of the last layer; in a sum every bias behind the layer, or of the network"),
      symbol("F^k", "the mean of channel k over its positions"),
      symbol("L", "a map of the layer, [h, w]; in PP 10 losses too"),
      symbol("M,  M\u0302",
          "`M^c` is the map of CAM, M(x) any map of the pixels, `M\u0302` its mean over noisy copies; in GT and EL a mask"),
      symbol("R",
          "`R_l` is what the backward sweep has at layer l; 1[…] is 1 where the condition is true and else 0; R in AS 2 how much each token has of every other"),
      symbol("attention,  norm,  Π",
          "in AS 2 the mean over the heads of softmax weights, [tokens, tokens]; each row divided by its sum; the product over layers, the last on the left"),
      symbol("γ", "in AS 3 how much of the mean of the classes that are contrasted is taken away"),
      symbol("H", "`H^k` is the mask made of channel k, of the picture's size; in OT 10 the Hessian of S by A"),
      symbol("C", "`C(A^k)` is how much mask k raises the score; in SPP 5 a set of channels"),
      symbol("O", "the probability of the class on what a map leaves of the picture, where Y is that on the picture"),
      symbol("Δ,  I",
          "by how much the score falls when the noise I is taken from the picture; that noise; I in AS 2 is the identity"),
      symbol("β,  Φ", "a factor; a map with a value for each sample of the picture"),
      symbol("s,  u,  v", "the largest singular value and its vectors; s(a) in SC 1 scales to 0 … 1; v in BP 1 is any direction"),
      symbol("a", "any value of a map"),
      symbol("U,  V,  z", "the weights to and from hidden units; what the units' function σ takes"),
      symbol("N,  σ",
          "`N(0, σ^2)` is normal noise of standard deviation σ, `N_r` one draw; N in OT 8 the number of steps; σ in DS 6 the function of hidden units"),
      symbol("n,  r", "how many copies; which one; n in PP 12 is the number of positions of a region"),
      symbol("m", "a random mask; in DS 3 any class"),
      symbol("d", "a derivative, as in d / d t"),
      symbol("IG", "the values of Integrated Gradients, one for each sample of the picture"),
      symbol("FC,  GAP", "a dense layer; the mean of every channel over its positions"),
      symbol("s,  T", "in GG the share of every channel, and of every position; T in EL 6 what a map takes away"),
      symbol("y,  β\u0303", "in GG 4 the score of a class; Grad-CAM's weights behind a sigmoid"),
      symbol("KL", "the sum of u log(u/v), of KL(u‖v)"),
      symbol("λ,  ω", "how much of a loss is added, in GT 6 how much a cue counts for; how sharp a threshold is"),
      symbol("L\u0302", "a map divided by its largest value, below 0 cut off; M beside it is a mask of what should matter"),
      symbol("log,  mean,  sigmoid", "of every cell; of all cells; of every cell, 1/(1 + e^(−x))"),
      symbol("ReLU", "max(0, ·), cell by cell"),
      symbol("exp,  max,  min,  softmax", "of a number, or of all cells of a map or a vector"),
      symbol("Up", "a map resized bilinearly to the picture"),
      symbol("GuidedBackprop", "the map of BP 3"),
      symbol("⊙,  ∘", "the product cell by cell; a map multiplies every channel or colour"),
      symbol("⟨u, v⟩", "the sum of the products of all cells"),
      symbol("‖·‖", "the square root of the sum of the squares of all cells"));

  private Legend() {}

  private static Symbol symbol(String notation, String meaning) { return new Symbol(new Notation(notation), meaning, false); }

  private static Symbol index(String notation, String meaning) { return new Symbol(new Notation(notation), meaning, true); }

  /** All symbols. */
  static List<Symbol> symbols() { return SYMBOLS; }

  /** The symbols of some equations; equations that are not evaluated have none. */
  public static List<Symbol> of(List<EvaluatedEquation> entries) {
    List<Notation> formulas = entries.stream().map(EvaluatedEquation::equation).filter(e -> !(e instanceof Equation.Uncovered))
        .map(Equation::statement).toList();
    return SYMBOLS.stream().filter(symbol -> formulas.stream().anyMatch(symbol::occursIn)).toList();
  }
}
