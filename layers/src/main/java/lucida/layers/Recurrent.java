package lucida.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/**
 * A cell along a sequence: [N, T, inputs] to h_1 … h_T, [N, T, hidden]. It begins with what it reads beside the sequence, h_0 and, of an LSTM, c_0,
 * each [N, hidden]; with 0 where it reads nothing more.
 */
public record Recurrent(RecurrentCell cell) implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr x = in.getFirst();
    int N = x.shape().extent(0), T = x.shape().extent(1);
    Expr zero = Constant.zero(Shape.of(N, cell.hidden()));
    List<Expr> state = Stream.concat(in.stream().skip(1), Stream.generate(() -> zero)).limit(cell.states()).toList();
    List<Expr> h = new ArrayList<>();
    for (int t = 0; t < T; t++) {
      state = cell.step(x.at(1, t), state, scope);
      h.add(state.getFirst().reshape(N, 1, cell.hidden()));
    }
    return Expr.concat(1, h);
  }

  @Override
  public SequencedMap<String, Shape> parameters() { return cell.parameters(); }

  @Override
  public long multiplyAdds(Shape output) {
    return (long) output.size() * cell.gates() * (cell.inputs() + cell.hidden());
  }

  @Override
  public String kind() { return cell.getClass().getSimpleName(); }
}
