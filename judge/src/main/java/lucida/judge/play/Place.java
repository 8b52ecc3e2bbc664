package lucida.judge.play;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.scenes.CatchScene;
import lucida.scenes.Mask;

/** Where a map of a moment of a game may be. */
public enum Place {
  /** On the ball. */
  BALL,
  /** On the paddle. */
  PADDLE,
  /** On either of them. */
  EITHER;

  /**
   * For each place, in their order: 1 on its visible pixels and around them, else 0, [H, W].
   *
   * @param margin how many pixels around, in rows and in columns
   */
  public static List<Tensor> masks(CatchScene scene, int margin) {
    Tensor ball = around(scene.ball(), margin), paddle = around(scene.paddle(), margin);
    return List.of(ball, paddle, ball.zip(paddle, Math::max));
  }

  private static Tensor around(Mask mask, int margin) {
    int n = mask.size();
    double[] cells = new double[n * n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        if (mask.contains(i, j))
          for (int u = Math.max(0, i - margin); u <= Math.min(n - 1, i + margin); u++)
            Arrays.fill(cells, u * n + Math.max(0, j - margin), u * n + Math.min(n - 1, j + margin) + 1, 1);
    return Tensor.of(Shape.of(n, n), cells);
  }

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
