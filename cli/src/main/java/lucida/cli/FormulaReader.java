package lucida.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.function.ActivationFunctions;
import lucida.core.Shape;

/**
 * Reads a formula as people type it, "exp(tanh(sum(w * x))) / 2":
 *
 * <pre>
 * sum     = product { ("+" | "-") product }
 * product = signed { ("*" | "/") signed }
 * signed  = "-" signed | power
 * power   = atom [ "^" [ "-" ] whole number ]
 * atom    = number | name | function "(" sum ")" | ("max" | "min") "(" sum "," sum ")" | "(" sum ")"
 * </pre>
 *
 * A name is a vector where it was given several values or none and stands inside sum( ), else a number. A number meets a vector in each
 * of its cells.
 */
final class FormulaReader {
  /** What can be called, by name. */
  private static final Map<String, UnaryOperator<Expr>> FUNCTIONS = new TreeMap<>(Map.ofEntries(Map.entry("abs", Expr::abs),
      Map.entry("cos", Expr::cos), Map.entry("erf", Expr::erf), Map.entry("exp", Expr::exp),
      Map.entry("gelu", ActivationFunctions::gelu),
      Map.entry("log", Expr::log),
      Map.entry("relu", Expr::relu), Map.entry("sech", Expr::sech), Map.entry("sigmoid", Expr::sigmoid),
      Map.entry("silu", ActivationFunctions::silu), Map.entry("sin", Expr::sin), Map.entry("softplus", Expr::softplus),
      Map.entry("sqrt", Expr::sqrt),
      Map.entry("sum", Expr::sum), Map.entry("tanh", Expr::tanh)));
  private static final Map<String, BinaryOperator<Expr>> OF_TWO = new TreeMap<>(
      Map.of("max", (a, b) -> a.minus(b).choose(a, b), "min", (a, b) -> b.minus(a).choose(a, b)));
  private static final int UNKNOWN_LENGTH = 3;
  private static final int DEEPEST = 100;
  private static final int LARGEST_POWER = 64;

  private final List<Token> tokens;
  private final Map<String, Shape> given;
  private final Set<String> summed;
  private final SequencedMap<String, Input> names = new LinkedHashMap<>();
  private int next;
  private int depth;

  private FormulaReader(String text, Map<String, Shape> given) {
    this.tokens = Token.all(text);
    this.given = given;
    this.summed = summed();
  }

  /** A formula, and the names in it in the order in which they come. */
  record Read(Expr formula, SequencedMap<String, Input> names) {}

  /**
   * The formula that a text says.
   *
   * @param given the shapes of the values that names were given
   */
  static Read read(String text, Map<String, Shape> given) {
    FormulaReader reader = new FormulaReader(text, given);
    Expr formula = reader.sum();
    Token rest = reader.tokens.get(reader.next);
    if (!rest.is("")) throw new FormulaException(rest.column(), "an operation was expected, not " + rest);
    return new Read(formula, reader.names);
  }

  /** The names that stand inside sum( ). */
  private Set<String> summed() {
    Set<String> found = new HashSet<>();
    Deque<Boolean> inside = new ArrayDeque<>(List.of(false));
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is("(")) inside.push(inside.getFirst() || i > 0 && tokens.get(i - 1).is("sum"));
      else if (token.is(")") && inside.size() > 1) inside.pop();
      else if (token.isName() && inside.getFirst()) found.add(token.text());
    }
    return found;
  }

  private Expr sum() {
    Expr sum = product();
    while (true) {
      Token sign = tokens.get(next);
      if (accept("+")) sum = both(sign, sum, product(), Expr::plus);
      else if (accept("-")) sum = both(sign, sum, product(), Expr::minus);
      else return sum;
    }
  }

  private Expr product() {
    Expr product = signed();
    while (true) {
      Token sign = tokens.get(next);
      if (accept("*")) product = both(sign, product, signed(), Expr::times);
      else if (accept("/")) product = both(sign, product, signed(), Expr::over);
      else return product;
    }
  }

  private Expr signed() {
    if (!accept("-")) return power();
    deeper();
    Expr negated = signed().negate();
    depth--;
    return negated;
  }

  private Expr power() {
    Expr atom = atom();
    if (!accept("^")) return atom;
    boolean below = accept("-");
    Token exponent = tokens.get(next++);
    if (!exponent.text().matches("[1-9]\\d?") || Integer.parseInt(exponent.text()) > LARGEST_POWER)
      throw new FormulaException(exponent.column(),
          "an exponent is a whole number from 1 to " + LARGEST_POWER + ", or one below 0, not " + exponent);
    Expr power = power(atom, Integer.parseInt(exponent.text()));
    return below ? power.reciprocal() : power;
  }

  private static Expr power(Expr x, int n) {
    if (n == 1) return x;
    Expr square = power(x, n / 2).square();
    return n % 2 == 0 ? square : square.times(x);
  }

  private Expr atom() {
    Token token = tokens.get(next++);
    if (token.isNumber()) return number(token);
    if (token.is("(")) return inBrackets();
    if (!token.isName()) throw new FormulaException(token.column(), "a number, a name or a bracket was expected, not " + token);
    if (!accept("(")) return names.computeIfAbsent(token.text(), name -> Input.of(name, shape(name)));
    UnaryOperator<Expr> function = FUNCTIONS.get(token.text());
    if (function != null) return function.apply(inBrackets());
    BinaryOperator<Expr> ofTwo = OF_TWO.get(token.text());
    if (ofTwo == null)
      throw new FormulaException(token.column(), "there is no function " + token + "; there are "
          + String.join(", ", FUNCTIONS.keySet()) + ", " + String.join(", ", OF_TWO.keySet()));
    Expr first = before(",");
    return both(token, first, inBrackets(), ofTwo);
  }

  private static Expr number(Token token) {
    double value = Double.parseDouble(token.text());
    if (Double.isInfinite(value)) throw new FormulaException(token.column(), token + " is beyond the largest number, 1.8e308");
    return new Constant(value, Shape.SCALAR);
  }

  private Expr inBrackets() { return before(")"); }

  private Expr before(String end) {
    deeper();
    Expr inner = sum();
    Token token = tokens.get(next);
    if (!accept(end)) throw new FormulaException(token.column(), "'" + end + "' was expected, not " + token);
    depth--;
    return inner;
  }

  private void deeper() {
    if (++depth > DEEPEST)
      throw new FormulaException(tokens.get(next).column(), "more than " + DEEPEST + " brackets and signs within each other");
  }

  private boolean accept(String wanted) {
    boolean here = tokens.get(next).is(wanted);
    if (here) next++;
    return here;
  }

  private Shape shape(String name) {
    Shape known = given.get(name);
    if (known != null) return known;
    int length = given.values().stream().filter(s -> s.rank() == 1).mapToInt(Shape::size).findFirst().orElse(UNKNOWN_LENGTH);
    return summed.contains(name) ? Shape.of(length) : Shape.SCALAR;
  }

  /** A number is repeated for a vector; two vectors have one length. */
  private static Expr both(Token sign, Expr a, Expr b, BinaryOperator<Expr> operation) {
    if (a.shape().rank() < b.shape().rank()) return operation.apply(a.expand(b.shape(), 0), b);
    if (b.shape().rank() < a.shape().rank()) return operation.apply(a, b.expand(a.shape(), 0));
    if (!a.shape().equals(b.shape()))
      throw new FormulaException(sign.column(),
          sign + " stands between " + a.shape().size() + " and " + b.shape().size() + " numbers");
    return operation.apply(a, b);
  }
}
