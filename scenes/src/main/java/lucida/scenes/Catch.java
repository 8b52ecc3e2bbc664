package lucida.scenes;

import java.util.List;
import lucida.core.RandomStream;

/**
 * A moment of a small game, catch (as in Mnih, Heess, Graves, Kavukcuoglu, NeurIPS 2014, arXiv 1406.6247): a ball falls one row a move, and the paddle in
 * the last row moves one column, or stays. When the ball is in the last row the game is over: won if it is on the paddle. From wherever
 * ball and paddle start, the ball can be caught. Being under it on the way is worth a little, so that it is better to go there at once than at the last
 * moment.
 *
 * @param row of the ball, 0 at the top
 * @param column of the ball, which does not change
 * @param paddle the column of the paddle
 */
public record Catch(int row, int column, int paddle) {
  /** Rows and columns. */
  public static final int SIDE = 10;
  /** What it is worth to be under the ball. */
  private static final double UNDER = 0.1;
  /** Moves of a game. */
  public static final int MOVES = SIDE - 1;

  /** What the player may do. */
  public enum Move {
    /** One column to the left, if there is one. */
    LEFT(-1),
    /** Nothing. */
    STAY(0),
    /** One column to the right, if there is one. */
    RIGHT(1);

    private static final List<Move> ALL = List.of(values());
    private final int columns;

    Move(int columns) { this.columns = columns; }

    /** The move of a number, 0 for the first. */
    public static Move of(int number) { return ALL.get(number); }
  }

  /** Checks that ball and paddle are on the board. */
  public Catch {
    if (row < 0 || row >= SIDE || column < 0 || column >= SIDE || paddle < 0 || paddle >= SIDE)
      throw new IllegalArgumentException("Catch: a ball in row " + row + " and column " + column + ", a paddle in column " + paddle
          + "; there are rows and columns 0 to " + (SIDE - 1));
  }

  /** A game before its first move: the ball in any column of the first row, the paddle in any column. */
  public static Catch start(RandomStream draws) {
    return new Catch(0, draws.below(SIDE, 0), draws.below(SIDE, 1));
  }

  /** Whether the game is over. */
  public boolean isOver() { return row == SIDE - 1; }

  /** Whether it is over and won. */
  public boolean isCaught() { return isOver() && column == paddle; }

  /** What the move that led here is worth: 1 if the game is won by it, −1 if it is lost, before that 0.1 under the ball and 0 elsewhere. */
  public double reward() {
    return reward(SIDE - 1 - row, Math.abs(column - paddle));
  }

  /** With some moves left, and some columns between ball and paddle. */
  private static double reward(int left, int apart) {
    if (left > 0) return apart == 0 ? UNDER : 0;
    return apart == 0 ? 1 : -1;
  }

  /**
   * After a move.
   *
   * @throws IllegalStateException if the game is over
   */
  public Catch after(Move move) {
    if (isOver()) throw new IllegalStateException("Catch: the game is over, there is no move " + move);
    return new Catch(row + 1, column, moved(paddle, move));
  }

  /**
   * What a move is worth to a player who makes none but the best ones from then on, towards the ball: Σ_i γⁱ r_i with the reward r_0 of this move and those of
   * all behind it.
   *
   * @param discount γ
   */
  public double value(Move move, double discount) {
    Catch then = after(move);
    int left = SIDE - 1 - then.row, apart = Math.abs(then.column - then.paddle);
    double sum = 0;
    for (int i = 0; i <= left; i++) sum += Math.pow(discount, i) * reward(left - i, Math.max(0, apart - i));
    return sum;
  }

  /** How likely it is that a player who makes any of the three moves catches the ball, 0 to 1. */
  public double byChance() {
    double[] at = new double[SIDE]; // of the paddle's columns
    at[paddle] = 1;
    for (int m = row; m < MOVES; m++) {
      double[] then = new double[SIDE];
      for (int p = 0; p < SIDE; p++) for (Move move : Move.values()) then[moved(p, move)] += at[p] / Move.values().length;
      at = then;
    }
    return at[column];
  }

  private static int moved(int paddle, Move move) {
    return Math.clamp((long) paddle + move.columns, 0, SIDE - 1);
  }
}
