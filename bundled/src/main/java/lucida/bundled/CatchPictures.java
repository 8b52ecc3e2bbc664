package lucida.bundled;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.layers.training.Experience;
import lucida.scenes.Catch.Move;
import lucida.scenes.Catch;
import lucida.scenes.CatchScene;

/** Pictures of {@link Catch} as networks of this room read them, games that are played on them, and moments to learn from. */
public final class CatchPictures implements Experience {
  private static final int SIDE = Catch.SIDE;
  private final DrawnPictures drawn = new DrawnPictures(SIDE * SIDE * SIDE, CatchScene.SIZE,
      number -> CatchScene.of(new Catch(number / SIDE / SIDE, number / SIDE % SIDE, number % SIDE), CatchScene.SIZE).pixels());

  /** Each is drawn when it is first asked for, and kept. */
  public CatchPictures() {}

  /** Of some moments, [moments, 3, 40, 40]. */
  public Tensor of(List<Catch> moments, Precision precision) {
    return drawn.of(moments.stream().mapToInt(m -> (m.row() * SIDE + m.column()) * SIDE + m.paddle()).toArray(), precision);
  }

  @Override
  public int actions() { return Move.values().length; }

  /** Of a player who moves at random: some moves into a game of its own each. */
  @Override
  public Moments moments(RandomStream draws, int n, Precision precision) {
    List<Catch> seen = new ArrayList<>(), next = new ArrayList<>();
    int[] actions = new int[n];
    for (int i = 0; i < n; i++) {
      RandomStream own = draws.stream(i);
      Catch moment = Catch.start(own);
      int before = own.below(Catch.MOVES, 2);
      for (int m = 0; m < before; m++) moment = moment.after(Move.of(own.below(actions(), 3 + m)));
      actions[i] = own.below(actions(), 3 + before);
      seen.add(moment);
      next.add(moment.after(Move.of(actions[i])));
    }
    boolean[] ended = new boolean[n];
    for (int i = 0; i < n; i++) ended[i] = next.get(i).isOver();
    return new Moments(of(seen, precision), actions, next.stream().mapToDouble(Catch::reward).toArray(), of(next, precision),
        ended);
  }

  /** Every game that can begin: each column of the ball with each of the paddle. */
  public static List<Catch> starts() {
    return IntStream.range(0, SIDE * SIDE).mapToObj(n -> new Catch(0, n / SIDE, n % SIDE)).toList();
  }

  /**
   * Games played to their end, all at once.
   *
   * @return for each move the moments in which the games are before it, and at last the moments in which they end
   */
  public static List<List<Catch>> played(List<Catch> starts, CatchPlayer player, RandomStream draws) {
    List<List<Catch>> moments = new ArrayList<>(List.of(starts));
    while (!moments.getLast().getFirst().isOver()) {
      List<Catch> now = moments.getLast();
      List<Move> moves = player.moves(now, draws.stream(moments.size()));
      moments.add(IntStream.range(0, now.size()).mapToObj(n -> now.get(n).after(moves.get(n))).toList());
    }
    return moments;
  }

  /** The share of games in which a player catches the ball, 0 to 1. */
  public static double caught(List<Catch> starts, CatchPlayer player, RandomStream draws) {
    return played(starts, player, draws).getLast().stream().mapToInt(m -> m.isCaught() ? 1 : 0).average().orElse(0);
  }
}
