package lucida.layers.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Reverse;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Forward;
import lucida.layers.Initial;
import lucida.layers.Layer;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Scope;
import org.junit.jupiter.api.Test;

/** Patches of 2×2 pixels, 2 rows of 3, a class token in front, attention without weights, and scores of what the class token has become. */
class TokensTest {
  private static final int K = 4, H = 2, W = 3, T = 1 + H * W;
  private static final Executor FLOAT64 = Executor.float64();
  private static final Tensor X = RandomStream.of(6).gaussian(Shape.of(2, 1, 2 * H, 2 * W), Precision.FLOAT64, 0, 1);

  private record ToTokens() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Expr patches = in.getFirst().reshape(scope.batch(), K, H * W).permute(0, 2, 1);
      return Expr.concat(1, List.of(new Constant(0.5, Shape.of(scope.batch(), 1, K)), patches));
    }
  }

  /** softmax(t tᵀ): [N, tokens, tokens]. */
  private record Attention() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return Softmax.softmax(in.getFirst().matmulTransposed(in.getFirst()), 2); }

    @Override
    public String kind() { return "Softmax"; }
  }

  /** The class token of attention · tokens. */
  private record Attended() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return in.getFirst().matmul(in.getLast()).at(1, 0); }
  }

  private static Network network() {
    NetworkBuilder net = new NetworkBuilder("attentive", Shape.of(1, 2 * H, 2 * W));
    net.add("patches", Conv2d.of(1, K, 2, 2, 0));
    net.add("tokens", new ToTokens());
    net.alias("embedded");
    net.add("attention", new Attention());
    net.add("attended", new Attended(), "attention", "tokens");
    net.add("fc", Dense.of(K, 3));
    return net.build();
  }

  private static Model model(Network network) { return new Model(network, Initial.weights(network, 9, Precision.FLOAT64)); }

  /** The scores stay what they are, and a derivative by the grid is that by the tokens without the class token. */
  @Test
  void positionsAreTokens() {
    Network positions = Tokens.of(network(), Optional.empty()).orElseThrow().network();
    assertEquals(new TokenGrid(1, H, W, false), Tokens.grid(positions).orElseThrow());
    assertEquals(List.of("tokens"), Tokens.layers(positions));
    assertEquals("tokens/grid", positions.resolve("tokens"));
    assertEquals("tokens/grid", positions.resolve("embedded"));
    Model plain = model(network()), gridded = model(positions);
    assertEquals(0, plain.scores(X, FLOAT64).minus(gridded.scores(X, FLOAT64)).abs().max(), 0);
    Tensor g = gradient(plain, "tokens"), G = gradient(gridded, "tokens/grid");
    assertEquals(Shape.of(2, K, H, W), G.shape());
    assertTrue(g.abs().max() > 0.01);
    for (int n = 0; n < 2; n++)
      for (int k = 0; k < K; k++)
        for (int cell = 0; cell < H * W; cell++)
          assertEquals(g.at(n, 1 + cell, k), G.at(n, k, cell / W, cell % W), 1e-15);
  }

  private static Tensor gradient(Model model, String layer) {
    Forward forward = model.network().write(2, Mode.INFERENCE);
    return FLOAT64.value(Reverse.gradient(forward.scores().at(1, 1).sum(0), forward.values().get(layer)), model.given(forward, X));
  }

  /** [tokens, N, K] is cut at as [N, tokens, K] is. */
  @Test
  void tokensFirst() {
    NetworkBuilder net = new NetworkBuilder("attentive", Shape.of(1, 2 * H, 2 * W));
    net.add("patches", Conv2d.of(1, K, 2, 2, 0));
    net.add("tokens", new ToTokens());
    net.add("first", new Turned());
    net.add("back", new Turned());
    net.add("attention", new Attention());
    net.add("attended", new Attended(), "attention", "back");
    net.add("fc", Dense.of(K, 3));
    Network positions = Tokens.of(net.build(), Optional.empty()).orElseThrow().network();
    assertEquals(List.of("back"), Tokens.layers(positions));
    NetworkBuilder turned = new NetworkBuilder("attentive", Shape.of(1, 2 * H, 2 * W));
    turned.add("patches", Conv2d.of(1, K, 2, 2, 0));
    turned.add("tokens", new ToTokens());
    turned.add("first", new Turned());
    turned.add("attention", new AttentionOfFirst());
    turned.add("attended", new AttendedOfFirst(), "attention", "first");
    turned.add("fc", Dense.of(K, 3));
    Network grid = Tokens.of(turned.build(), Optional.empty()).orElseThrow().network();
    assertEquals(List.of("first"), Tokens.layers(grid));
    Model plain = model(network()), first = model(grid);
    assertEquals(0, plain.scores(X, FLOAT64).minus(first.scores(X, FLOAT64)).abs().max(), 1e-15);
    assertEquals(0, gradient(model(positions), "back/grid").minus(gradient(first, "first/grid")).abs().max(), 1e-15);
  }

  private record Turned() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return in.getFirst().permute(1, 0, 2); }
  }

  private record AttentionOfFirst() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return new Attention().write(List.of(in.getFirst().permute(1, 0, 2)), scope); }

    @Override
    public String kind() { return "Softmax"; }
  }

  private record AttendedOfFirst() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      return new Attended().write(List.of(in.getFirst(), in.getLast().permute(1, 0, 2)), scope);
    }
  }

  @Test
  void statedGrids() {
    assertEquals(new TokenGrid(1, 3, 2, false),
        Tokens.grid(Tokens.of(network(), Optional.of(Shape.of(3, 2))).orElseThrow().network()).orElseThrow());
    assertEquals("2×2 behind " + (T - 4) + " tokens",
        Tokens.grid(Tokens.of(network(), Optional.of(Shape.of(2, 2))).orElseThrow().network()).orElseThrow().toString());
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
        () -> Tokens.of(network(), Optional.of(Shape.of(4, 4))));
    assertTrue(String.valueOf(e.getMessage()).contains("over 7 tokens, fewer than 4×4"), e.getMessage());
  }

  /** A softmax over classes is no attention. */
  @Test
  void noTransformer() {
    NetworkBuilder net = new NetworkBuilder("plain", Shape.of(1, 4, 4));
    net.add("conv", Conv2d.of(1, 2, 3, 1, 1));
    assertTrue(Tokens.of(net.build(), Optional.empty()).isEmpty());
  }
}
