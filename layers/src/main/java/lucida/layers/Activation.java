package lucida.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import lucida.autodiff.Expr;
import lucida.autodiff.function.ActivationFunctions;

/**
 * A function of each cell.
 *
 * @param name what it is called in a summary: "relu", "leaky_relu(0.1)"
 * @param f the formula
 */
public record Activation(String name, UnaryOperator<Expr> f) implements Layer {
  /** max(x, 0). */
  public static final Activation RELU = new Activation("relu", Expr::relu);
  /** min(max(x, 0), 6). */
  public static final Activation RELU6 = new Activation("relu6", ActivationFunctions::relu6);
  /** 1/(1 + e⁻ˣ). */
  public static final Activation SIGMOID = new Activation("sigmoid", Expr::sigmoid);
  /** Hyperbolic tangent. */
  public static final Activation TANH = new Activation("tanh", Expr::tanh);
  /** log(1 + eˣ). */
  public static final Activation SOFTPLUS = new Activation("softplus", Expr::softplus);
  /** x · σ(x). */
  public static final Activation SILU = new Activation("silu", ActivationFunctions::silu);
  /** x · Φ(x). */
  public static final Activation GELU = new Activation("gelu", ActivationFunctions::gelu);
  /** x · relu6(x + 3)/6. */
  public static final Activation HARD_SWISH = new Activation("hard_swish", ActivationFunctions::hardSwish);
  /** relu6(x + 3)/6. */
  public static final Activation HARD_SIGMOID = new Activation("hard_sigmoid",
      x -> ActivationFunctions.hardSigmoid(x, 1.0 / 6, 0.5));

  /** x where positive, else slope · x. */
  public static Activation leakyRelu(double slope) {
    return new Activation("leaky_relu(" + slope + ")", x -> x.leakyRelu(slope));
  }

  /** x where positive, else a · (eˣ − 1). */
  public static Activation elu(double a) {
    return new Activation("elu(" + a + ")", x -> ActivationFunctions.elu(x, a));
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) { return f.apply(in.getFirst()); }

  @Override
  public String kind() { return name; }
}
