package lucida.cli.algebra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.autodiff.Calls;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** Formulas as people write them: like terms collected, fractions as fractions; what occurs often has a name of its own. */
public final class Typesetter {
  private static final int LONG = 5;

  private final Style style;
  private final SequencedMap<Polynomial, String> named = new LinkedHashMap<>();

  private Typesetter(Style style) {
    this.style = style;
  }

  /** A formula as text, "3 x²"; one without a normal form as it prints itself. */
  public static String text(Expr e) {
    return written(e, new PlainStyle(hasVectors(e) ? " ⊙ " : " ")).orElseGet(e::toString);
  }

  /**
   * A formula for LaTeX.
   *
   * @throws IllegalArgumentException if it has no normal form
   */
  public static String latex(Expr e) {
    return written(e, new LatexStyle(hasVectors(e) ? " \\odot " : "\\, "))
        .orElseThrow(() -> new IllegalArgumentException(
            "--latex: this formula cannot be simplified to one that fits a page; leave --latex out"));
  }

  private static Optional<String> written(Expr e, Style style) {
    return NormalForm.of(e).map(Polynomial::factored).map(p -> new Typesetter(style).whole(p));
  }

  private static boolean hasVectors(Expr e) {
    return Calls.of(List.of(e)).calls().stream().anyMatch(call -> !call.target().shape().equals(Shape.SCALAR));
  }

  private String whole(Polynomial p) {
    name(p);
    StringBuilder text = new StringBuilder(sum(p));
    String before = style.where();
    for (Map.Entry<Polynomial, String> part : named.entrySet()) {
      text.append(before).append(part.getValue()).append(" = ").append(inside(part.getKey()));
      before = ", ";
    }
    return text.toString();
  }

  /** Arguments that are long and occur more than once are named. */
  private void name(Polynomial p) {
    Map<Polynomial, Integer> times = new LinkedHashMap<>();
    count(p, times);
    times.forEach((argument, n) -> {
      if (n > 1 && new Typesetter(new PlainStyle(" ")).inside(argument).length() > LONG)
        named.put(argument, style.name("t" + (named.size() + 1)));
    });
  }

  /** The arguments in p, those inside others before them; inside what occurs again nothing is counted twice. */
  private static void count(Polynomial p, Map<Polynomial, Integer> times) {
    for (Monomial m : p.terms().keySet())
      for (Factor factor : m.halves().keySet()) {
        Polynomial inside = switch (factor) {
          case Factor.Name _ -> Polynomial.number(0);
          case Factor.Group(Polynomial sum) -> sum;
          case Factor.Call(_, Polynomial of) -> of;
          case Factor.Indicator(Polynomial of, _) -> of;
        };
        if (!times.containsKey(inside)) count(inside, times);
        if (factor instanceof Factor.Call || factor instanceof Factor.Indicator) times.merge(inside, 1, Integer::sum);
      }
  }

  private String sum(Polynomial p) {
    String name = named.get(p);
    return name == null ? inside(p) : name;
  }

  private String inside(Polynomial p) {
    if (p.terms().isEmpty()) return "0";
    StringBuilder text = new StringBuilder();
    positiveFirst(p).forEach((m, c) -> {
      String term = term(Math.abs(c), m);
      text.append(text.isEmpty() ? c < 0 ? style.minus() : "" : c < 0 ? " " + style.minus() + " " : " + ").append(term);
    });
    return text.toString();
  }

  /** The terms in their order, but for the first one above 0, where there is one, which comes first. */
  private static Map<Monomial, Double> positiveFirst(Polynomial p) {
    SequencedMap<Monomial, Double> terms = new LinkedHashMap<>(p.terms());
    p.terms().entrySet().stream().filter(term -> term.getValue() > 0).findFirst()
        .ifPresent(term -> terms.putFirst(term.getKey(), term.getValue()));
    return terms;
  }

  /** Numbers first, then conditions, names, functions, brackets; negative powers under a line. */
  private String term(double c, Monomial m) {
    List<String> above = new ArrayList<>(), below = new ArrayList<>();
    Optional<Fraction> fraction = Fraction.of(c);
    fraction.ifPresentOrElse(f -> {
      if (f.p() != 1) above.add(String.valueOf(f.p()));
      if (f.q() != 1) below.add(String.valueOf(f.q()));
    }, () -> above.add(style.decimal(c)));
    m.halves().entrySet().stream().sorted(Comparator.comparingInt(power -> rank(power.getKey())))
        .forEach(power -> (power.getValue() > 0 ? above : below).add(factor(power.getKey(), Math.abs(power.getValue()))));
    String numerator = above.isEmpty() ? "1" : product(above);
    return below.isEmpty() ? numerator : style.quotient(numerator, product(below), below.size() == 1);
  }

  private static int rank(Factor factor) {
    return switch (factor) {
      case Factor.Indicator _ -> 0;
      case Factor.Name _ -> 1;
      case Factor.Call _ -> 2;
      case Factor.Group _ -> 3;
    };
  }

  /** A number is followed by a space, whatever stands between the other factors. */
  private String product(List<String> factors) {
    boolean number = factors.size() > 1 && Character.isDigit(factors.getFirst().charAt(0));
    return number
        ? factors.getFirst() + style.space() + String.join(style.times(), factors.subList(1, factors.size()))
        : String.join(style.times(), factors);
  }

  private String factor(Factor factor, int halves) {
    String text = switch (factor) {
      case Factor.Name(String name) -> style.name(name);
      case Factor.Group(Polynomial sum) -> style.brackets(sum(sum));
      case Factor.Call(String function, Polynomial of) -> call(function, of, halves != Monomial.FIRST);
      case Factor.Indicator(Polynomial of, String condition) -> style.indicator(sum(of), condition);
    };
    return halves == Monomial.FIRST ? text : style.power(text, halves);
  }

  /** A sum of several terms under Σ is in brackets, and so is Σ under an exponent. */
  private String call(String function, Polynomial of, boolean power) {
    boolean isSum = function.equals("Σ");
    String argument = sum(of);
    String text = style.call(function,
        isSum && of.terms().size() > 1 && !named.containsKey(of) ? style.brackets(argument) : argument);
    return isSum && power ? style.brackets(text) : text;
  }
}
