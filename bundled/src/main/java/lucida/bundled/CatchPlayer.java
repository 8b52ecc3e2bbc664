package lucida.bundled;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.scenes.Catch.Move;
import lucida.scenes.Catch;

/** Somebody who plays catch. */
public interface CatchPlayer {
  /**
   * What is done in each of some moments, one of each of several games.
   *
   * @param draws random numbers, others at every move
   */
  List<Move> moves(List<Catch> moments, RandomStream draws);

  /** Any of the three moves, each as likely. */
  static CatchPlayer random() {
    return (moments, draws) -> IntStream.range(0, moments.size()).mapToObj(n -> Move.of(draws.below(Move.values().length, n)))
        .toList();
  }

  /** Towards the ball, which never misses it. */
  static CatchPlayer best() {
    return (moments, _) -> moments.stream().map(m -> Move.of(1 + Integer.signum(m.column() - m.paddle()))).toList();
  }

  /** The move with the highest score of a network, the first of several. */
  static CatchPlayer of(Model model, CatchPictures pictures, Executor executor) {
    return (moments, _) -> {
      Forward forward = model.network().write(moments.size(), Mode.INFERENCE);
      Map<Expr, Tensor> given = model.given(forward, pictures.of(moments, executor.precision()));
      int[] best = executor.run(Program.of(List.of(forward.scores())), given).getFirst().argmax(1);
      return IntStream.of(best).mapToObj(Move::of).toList();
    };
  }
}
