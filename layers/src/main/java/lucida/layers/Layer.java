package lucida.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** A layer writes a formula of its inputs and of its parameters. It has no values and no state. */
public interface Layer {
  /** The formula of its output. */
  Expr write(List<Expr> inputs, Scope scope);

  /** Its trained parameters by their names in it ("weight", "bias"), with their shapes; running statistics are among them. */
  default SequencedMap<String, Shape> parameters() {
    return new LinkedHashMap<>();
  }

  /** Multiplications and additions for one call, counted as one, as summaries of networks count them; 0 for layers without sums of products. */
  default long multiplyAdds(Shape output) {
    return 0;
  }

  /** What it is called in a summary. */
  default String kind() { return getClass().getSimpleName(); }
}
