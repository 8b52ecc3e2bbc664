package lucida.cam.masks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.Flag;
import lucida.cam.Probe;
import lucida.cam.channels.ChannelWeights;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/**
 * [SC 1] A mask of the picture's size for each channel that is not constant, H^k = s(Up(A^k)) with s(a) = (a − min a)/(max a − min a), made
 * when it is asked for.
 *
 * @param A the channels, [K, h, w]
 * @param channels those that are not constant; mask i is that of channel channels[i]
 * @param up bilinear upsampling to the picture's size
 */
record ChannelMasks(Tensor A, List<Integer> channels, Resize up) {
  /** Of channels [K, h, w], for the picture of a probe. */
  static ChannelMasks of(Tensor A, Probe probe) {
    Tensor least = A.min(1, 2);
    Tensor largest = A.max(1, 2);
    List<Integer> channels = IntStream.range(0, least.size()).filter(k -> least.cell(k) != largest.cell(k)).boxed().toList();
    Shape x = probe.x().shape();
    return new ChannelMasks(A, channels, new Resize(x.extent(3), x.extent(2), Filter.BILINEAR));
  }

  /** How many masks there are. */
  int count() { return channels.size(); }

  /** [SC 1] Mask i, [H, W]: from 0 to 1. */
  Tensor mask(int i) {
    Tensor a = up.of(channel(i));
    return scaled(a, a);
  }

  /** Mask i before it is upsampled, [h, w]: Up of it is the mask. */
  Tensor atLayer(int i) {
    return scaled(channel(i), up.of(channel(i)));
  }

  private Tensor channel(int i) { return A.select(0, channels.get(i)); }

  /** s with the range of another map: (v − min m)/(max m − min m) for each cell v of a plane. */
  private static Tensor scaled(Tensor plane, Tensor m) {
    double least = m.min();
    double range = m.max() - least;
    Storage a = plane.cells(), scaled = plane.precision().allocate(plane.size());
    for (int e = 0; e < scaled.length(); e++) scaled.set(e, (a.get(e) - least) / range);
    return Tensor.of(plane.shape(), scaled);
  }

  /** (1/n) Σ_r Y[k·n + r] for each k. */
  static double[] means(double[] Y, int n) {
    return IntStream.range(0, Y.length / n).mapToDouble(k -> Arrays.stream(Y, k * n, (k + 1) * n).sum() / n).toArray();
  }

  /** [SC 3] w = softmax_k(C) over the channels that have a mask, C of mask i at place i; 0 for the others, which are counted. */
  ChannelWeights softmax(double[] C) {
    double[] w = new double[A.shape().extent(0)];
    double largest = IntStream.range(0, count()).mapToDouble(i -> C[i]).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < count(); i++) sum += Math.exp(C[i] - largest);
    for (int i = 0; i < count(); i++) w[channels.get(i)] = Math.exp(C[i] - largest) / sum;
    return ChannelWeights.of(Tensor.of(Shape.of(w.length), w).to(A.precision()), flags("channels"));
  }

  /** How many have no mask. */
  List<Flag> flags(String what) {
    int all = A.shape().extent(0);
    int without = all - count();
    return without == 0
        ? List.of()
        : List.of(new Flag(Flag.Kind.NO_MASK, without,
            without + " of " + all + " " + what + " are constant, have no mask and are left out"));
  }
}
