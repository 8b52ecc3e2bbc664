package lucida.judge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.scenes.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TetrisSourceTest {
  private static TetrisSource source(TetrisSource.Signal signal, TetrisSource.Background background) {
    return new TetrisSource(signal, background, Split.TEST, 3, 400, Precision.FLOAT64);
  }

  private static String rows(Tensor mask) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) rows.append(mask.cell(8 * i + j) > 0 ? '#' : '.');
      rows.append('\n');
    }
    return rows.toString();
  }

  @Test
  void fixedSignals() {
    TetrisSource linear = source(TetrisSource.Signal.LINEAR, TetrisSource.Background.WHITE);
    String T = "........\n.###....\n..#.....\n........\n........\n........\n........\n........\n";
    String L = "........\n........\n........\n........\n.....#..\n.....#..\n.....##.\n........\n";
    for (int i = 0; i < 4; i++) {
      ObjectTruth object = linear.get(i).picture().objects().getFirst();
      assertEquals(i % 2 == 0 ? T : L, rows(object.mask().orElseThrow()));
      assertEquals(i % 2, object.label());
    }
    TetrisSource xor = source(TetrisSource.Signal.XOR, TetrisSource.Background.CORRELATED);
    assertEquals(8, xor.get(0).picture().objects().getFirst().mask().orElseThrow().sum());
  }

  /** Both orthogonal parts of x are as large as the formula says: the mean of ⟨x, a/‖a‖⟩ is 8α where a is added; 8(1 − α) is what is left of the noise in norm. */
  @Test
  void signalAndNoiseAreAddedInTheirShares() {
    for (TetrisSource.Background background : TetrisSource.Background.values()) {
      TetrisSource linear = source(TetrisSource.Signal.LINEAR, background);
      double along = 0;
      int n = 400;
      for (int i = 0; i < n; i++) {
        LabelledPicture picture = linear.get(i).picture();
        Tensor a = picture.objects().getFirst().mask().orElseThrow(), x = picture.x().select(0, 0);
        along += x.dot(a) / 2 / n;
        Tensor noise = x.minus(a.scale(8 * 0.3 / 2));
        assertEquals(8 * 0.7, noise.norm(), 1e-12);
        assertTrue(picture.x().select(0, 1).sameAs(x));
      }
      // the noise along a has at most norm 5.6 in one of 64 dimensions: a deviation of 0.7 of one picture where it is white, 0.035 of the mean; correlated at most four times that
      assertEquals(8 * 0.3, along, 4 * 0.035 * (background == TetrisSource.Background.WHITE ? 1 : 4));
    }
  }

  /** Where the multiplicative signal is, a tenth of the noise is left. */
  @Test
  void multiplicativeSignalsWeakenTheNoise() {
    TetrisSource source = source(TetrisSource.Signal.MULTIPLICATIVE, TetrisSource.Background.WHITE);
    for (int i = 0; i < 4; i++) {
      LabelledPicture picture = source.get(i).picture();
      Tensor a = picture.objects().getFirst().mask().orElseThrow();
      Tensor noise = picture.x().select(0, 0).zip(a, (x, s) -> s > 0 ? x / 0.1 : x);
      assertEquals(8, noise.norm(), 1e-12);
    }
  }

  /** Equal signs in class 0, opposite ones in class 1: the product of the sums over T and over L, of the pictures without noise. */
  @Test
  void xorIsTheProductOfSigns() {
    TetrisSource xor = source(TetrisSource.Signal.XOR, TetrisSource.Background.WHITE);
    Set<Boolean> signs = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      double[] a = TetrisSource.Signal.XOR.pattern(i % 2, RandomStream.of(i));
      double T = a[8 + 1], L = a[8 * 4 + 5];
      assertEquals(i % 2 == 0 ? 1 : -1, T * L);
      signs.add(T > 0);
    }
    assertEquals(2, signs.size());
    assertEquals(400, xor.count());
  }

  /** Turned and moved signals are of four pixels, in many places, all in the picture. */
  @ParameterizedTest
  @EnumSource
  void signalsAreInThePicture(TetrisSource.Signal signal) {
    TetrisSource source = source(signal, TetrisSource.Background.WHITE);
    Set<String> places = new HashSet<>();
    IntStream.range(0, 200).forEach(i -> {
      LabelledPicture picture = source.get(i).picture();
      Tensor mask = picture.objects().getFirst().mask().orElseThrow();
      assertEquals(Shape.of(3, 8, 8), picture.x().shape());
      assertEquals(signal == TetrisSource.Signal.XOR ? 8 : 4, mask.sum());
      places.add(rows(mask));
    });
    assertEquals(signal == TetrisSource.Signal.ROTATED, places.size() > 100, signal + " " + places.size());
  }

  /** Neighbours of smoothed noise are correlated by exp(−¼) = 0.78 far from the border; those of white noise are not. */
  @Test
  void smoothedNoiseIsCorrelated() {
    for (TetrisSource.Background background : TetrisSource.Background.values()) {
      double product = 0, square = 0;
      for (int i = 0; i < 2000; i++) {
        double[] noise = background.noise(RandomStream.of(i));
        product += noise[8 * 3 + 3] * noise[8 * 3 + 4];
        square += (noise[8 * 3 + 3] * noise[8 * 3 + 3] + noise[8 * 3 + 4] * noise[8 * 3 + 4]) / 2;
      }
      // 2,000 independent pairs: a deviation of 1/√2000 = 0.022 at most
      assertEquals(background == TetrisSource.Background.WHITE ? 0 : Math.exp(-0.25), product / square, 4 * 0.022);
    }
  }
}
