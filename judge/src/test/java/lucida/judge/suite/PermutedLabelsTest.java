package lucida.judge.suite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.training.Examples;
import org.junit.jupiter.api.Test;

class PermutedLabelsTest {
  /** 160 of 16 classes, whose pictures are their numbers. */
  private static final Examples NUMBERED = new Examples() {
    @Override
    public int size() { return 160; }

    @Override
    public int classes() { return 16; }

    @Override
    public int[] labels(int[] indices) { return Arrays.stream(indices).map(i -> i % 16).toArray(); }

    @Override
    public Tensor pictures(int[] indices, Precision precision) {
      return Tensor.filled(Shape.of(indices.length, 1, 1, 1), precision, n -> indices[n]);
    }
  };
  private static final int[] ALL = IntStream.range(0, 160).toArray();

  /** Ten of each class remain; by chance ten labels are where they were, with a deviation of 3: 25 is five deviations away. */
  @Test
  void labelsArePermutedAndPicturesAreNot() {
    PermutedLabels permuted = new PermutedLabels(NUMBERED, 1);
    int[] labels = permuted.labels(ALL), own = NUMBERED.labels(ALL);
    assertArrayEquals(Arrays.stream(own).sorted().toArray(), Arrays.stream(labels).sorted().toArray());
    long kept = Arrays.stream(ALL).filter(i -> labels[i] == own[i]).count();
    assertTrue(kept < 25, kept + " of 160 labels are where they were");
    assertTrue(permuted.pictures(ALL, Precision.FLOAT32).sameAs(NUMBERED.pictures(ALL, Precision.FLOAT32)));
    assertEquals(16, permuted.classes());
  }

  /** A picture has one label, whatever is asked for beside it; another seed permutes otherwise. */
  @Test
  void aFunctionOfTheSeed() {
    int[] labels = new PermutedLabels(NUMBERED, 1).labels(ALL);
    assertArrayEquals(new int[]{labels[7], labels[3]}, new PermutedLabels(NUMBERED, 1).labels(new int[]{7, 3}));
    assertTrue(!Arrays.equals(labels, new PermutedLabels(NUMBERED, 2).labels(ALL)));
  }
}
