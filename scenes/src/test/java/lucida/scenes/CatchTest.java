package lucida.scenes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lucida.core.RandomStream;
import lucida.scenes.Catch.Move;
import org.junit.jupiter.api.Test;

class CatchTest {
  /** Ball in column 4, paddle in column 2: right, right, and seven times nothing. Move by move. */
  @Test
  void aGameByHand() {
    Catch game = new Catch(0, 4, 2);
    Move[] moves = {Move.RIGHT, Move.RIGHT, Move.STAY, Move.STAY, Move.STAY, Move.STAY, Move.STAY, Move.STAY, Move.STAY};
    int[] paddle = {3, 4, 4, 4, 4, 4, 4, 4, 4};
    for (int m = 0; m < Catch.MOVES; m++) {
      assertFalse(game.isOver());
      assertEquals(m < 2 ? 0 : 0.1, game.reward(), "under the ball after two moves");
      game = game.after(moves[m]);
      assertEquals(new Catch(m + 1, 4, paddle[m]), game);
    }
    assertTrue(game.isOver() && game.isCaught());
    assertEquals(1, game.reward());
    Catch over = game;
    assertEquals("Catch: the game is over, there is no move LEFT",
        assertThrows(IllegalStateException.class, () -> over.after(Move.LEFT)).getMessage());
  }

  @Test
  void besideThePaddleIsLost() {
    Catch game = new Catch(8, 4, 2).after(Move.RIGHT);
    assertEquals(new Catch(9, 4, 3), game);
    assertFalse(game.isCaught());
    assertEquals(-1, game.reward());
  }

  @Test
  void wallsHoldThePaddle() {
    assertEquals(0, new Catch(0, 5, 0).after(Move.LEFT).paddle());
    assertEquals(9, new Catch(0, 5, 9).after(Move.RIGHT).paddle());
  }

  /** The value in closed form is what looking at every continuation gives, in each of the 900 moments. */
  @Test
  void valueIsThatOfTheBestContinuation() {
    for (int row = 0; row < Catch.SIDE - 1; row++)
      for (int column = 0; column < Catch.SIDE; column++)
        for (int paddle = 0; paddle < Catch.SIDE; paddle++)
          for (Move move : Move.values()) {
            Catch then = new Catch(row, column, paddle).after(move);
            double behind = then.isOver()
                ? 0
                : Arrays.stream(Move.values()).mapToDouble(next -> then.value(next, 0.9)).max().orElseThrow();
            assertEquals(then.reward() + 0.9 * behind, new Catch(row, column, paddle).value(move, 0.9), 1e-14);
          }
  }

  /** Whatever the start, the best moves catch the ball. */
  @Test
  void everyStartCanBeWon() {
    for (int column = 0; column < Catch.SIDE; column++)
      for (int paddle = 0; paddle < Catch.SIDE; paddle++) {
        Catch game = new Catch(0, column, paddle);
        while (!game.isOver()) game = game.after(Move.of(1 + Integer.signum(game.column() - game.paddle())));
        assertTrue(game.isCaught());
      }
  }

  /**
   * Two moves before the end, the paddle one column from the ball and from the walls as far as can be: of the nine ways to go those that sum to one column
   * are right and stay, stay and right, so that two in nine catch. At a wall that holds the paddle, of the ball above it: both moves may be left or stay, and right
   * after left is one off, left after right is back: 2·2 + 1.
   */
  @Test
  void chancesByHand() {
    assertEquals(2.0 / 9, new Catch(7, 5, 4).byChance(), 1e-15);
    assertEquals(5.0 / 9, new Catch(7, 0, 0).byChance(), 1e-15);
    assertEquals(1, new Catch(9, 3, 3).byChance());
    assertEquals(0, new Catch(9, 3, 4).byChance());
  }

  @Test
  void startsAreDrawnFromTheSeed() {
    boolean[] columns = new boolean[Catch.SIDE], paddles = new boolean[Catch.SIDE];
    for (int n = 0; n < 200; n++) {
      Catch start = Catch.start(RandomStream.of(3).stream(n));
      assertEquals(start, Catch.start(RandomStream.of(3).stream(n)));
      assertEquals(0, start.row());
      columns[start.column()] = paddles[start.paddle()] = true;
    }
    for (int c = 0; c < Catch.SIDE; c++) assertTrue(columns[c] && paddles[c], "column " + c);
  }

  @Test
  void refusesWhatIsNotOnTheBoard() {
    assertEquals("Catch: a ball in row 3 and column 10, a paddle in column 2; there are rows and columns 0 to 9",
        assertThrows(IllegalArgumentException.class, () -> new Catch(3, 10, 2)).getMessage());
  }

  /** Each mask lies in the cells of its object, and elsewhere the picture does not change when the object moves. */
  @Test
  void masksAreWhereThingsAre() {
    CatchScene scene = CatchScene.of(new Catch(2, 7, 1), CatchScene.SIZE);
    assertEquals(new Box(8, 28, 11, 31), scene.ball().box().orElseThrow());
    Box paddle = scene.paddle().box().orElseThrow();
    assertTrue(paddle.top() >= 36 && paddle.left() == 4 && paddle.right() == 7, paddle.toString());
    byte[] moved = CatchScene.of(new Catch(2, 7, 2), CatchScene.SIZE).pixels();
    for (int k = 0; k < moved.length; k++) {
      int i = k / CatchScene.SIZE % CatchScene.SIZE, j = k % CatchScene.SIZE;
      if (i < 36 || j < 4 || j >= 12) assertEquals(scene.pixels()[k], moved[k], "pixel " + i + ", " + j);
    }
    assertFalse(Arrays.equals(scene.pixels(), moved));
    assertArrayEquals(moved, CatchScene.of(new Catch(2, 7, 2), CatchScene.SIZE).pixels());
  }
}
