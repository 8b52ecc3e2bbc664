package lucida.judge.suite;

import java.util.Arrays;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.layers.training.Examples;

/**
 * Examples whose labels are permuted: what is there of each class is as it was, and no label says anything of its picture — Adebayo et al., NeurIPS 2018, arXiv
 * 1810.03292 [ME 7].
 *
 * @param examples with their own labels
 * @param seed of the permutation
 */
record PermutedLabels(Examples examples, long seed) implements Examples {
  @Override
  public int size() { return examples.size(); }

  @Override
  public int classes() { return examples.classes(); }

  @Override
  public int[] labels(int[] indices) {
    int[] order = RandomStream.of(seed).stream("permuted labels").permutation(size());
    return examples.labels(Arrays.stream(indices).map(i -> order[i]).toArray());
  }

  @Override
  public Tensor pictures(int[] indices, Precision precision) { return examples.pictures(indices, precision); }
}
