package lucida.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/**
 * Words as vectors, rows of "weight" [words, size]: one-hot rows [N, T, words] to [N, T, size]. As a product of matrices it is linear in both, so that it is
 * derived like any other.
 */
public record WordEmbedding(int words, int size) implements Layer {
  /** The same for a text that is fixed, whichever pictures there are: its rows. It reads nothing. */
  public record Fixed(WordEmbedding embedding, List<Integer> text) implements Layer {
    /** The text is kept as it is now. */
    public Fixed {
      text = List.copyOf(text);
    }

    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Expr rows = scope.parameter("weight").gather(0, text);
      return rows.expand(rows.shape().insert(0, scope.batch()), 0);
    }

    @Override
    public SequencedMap<String, Shape> parameters() { return embedding.parameters(); }

    @Override
    public String kind() { return embedding.kind(); }
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr x = in.getFirst();
    int N = x.shape().extent(0), T = x.shape().extent(1);
    return x.reshape(N * T, words).matmul(scope.parameter("weight")).reshape(N, T, size);
  }

  @Override
  public SequencedMap<String, Shape> parameters() {
    SequencedMap<String, Shape> parameters = new LinkedHashMap<>();
    parameters.put("weight", Shape.of(words, size));
    return parameters;
  }

  @Override
  public long multiplyAdds(Shape output) { return (long) output.size() * words; }
}
