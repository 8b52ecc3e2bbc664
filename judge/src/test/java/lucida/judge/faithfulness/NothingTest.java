package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class NothingTest {
  /** Σ_uv g(u) g(v) x_(i+u, j+v) over 11×11 pixels, two sums in one, 0 beyond the edge. */
  @Test
  void aGaussianInPlainLoops() {
    JudgedMap judged = JudgedMaps.of(JudgedMaps.map(0));
    Tensor x = judged.x(), blurred = Nothing.GAUSSIAN.of(judged);
    double all = 0;
    for (int u = -5; u <= 5; u++) for (int v = -5; v <= 5; v++) all += Math.exp(-(u * u + v * v) / 50.0);
    for (int c = 0; c < JudgedMaps.CHANNELS; c++)
      for (int i = 0; i < JudgedMaps.HEIGHT; i++)
        for (int j = 0; j < JudgedMaps.WIDTH; j++) {
          double sum = 0;
          for (int u = -5; u <= 5; u++)
            for (int v = -5; v <= 5; v++)
              if (i + u >= 0 && i + u < JudgedMaps.HEIGHT && j + v >= 0 && j + v < JudgedMaps.WIDTH)
                sum += Math.exp(-(u * u + v * v) / 50.0) / all * x.at(c, i + u, j + v);
          assertEquals(sum, blurred.at(c, i, j), 1e-14); // 121 products of size 1, each rounded
        }
  }
}
