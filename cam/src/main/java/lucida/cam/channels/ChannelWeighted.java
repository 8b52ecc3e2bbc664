package lucida.cam.channels;

import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;

/** The methods whose map is L = relu(Σ_k w_k A^k) [GC 2, PP 6, SC 3]; they differ in their weights only. */
public interface ChannelWeighted extends Method {
  /** w, a weight for each channel. */
  ChannelWeights weights(Probe probe);

  @Override
  default SaliencyMap explain(Probe probe) {
    ChannelWeights weights = weights(probe);
    return SaliencyMap.rectified(sum(weights.w(), probe.activations()), this, probe, weights.flags()).knowing(weights.facts());
  }

  /** Σ_k w_k A^k: [K] and [K, h, w] to [h, w]; summed in double. */
  static Tensor sum(Tensor w, Tensor A) {
    Shape map = A.shape().without(0);
    int Z = map.size();
    if (w.size() != A.shape().extent(0)) throw new ShapeException(w.size() + " weights for activations of shape " + A.shape());
    return Tensor.filled(map, A.precision(), ij -> {
      double sum = 0;
      for (int k = 0; k < w.size(); k++) sum += w.cell(k) * A.cell(k * Z + ij);
      return sum;
    });
  }

  /** A number for each channel at all positions of A: [K] to [K, h, w]. */
  static Tensor overPositions(Tensor v, Tensor A) {
    int Z = A.size() / v.size();
    return Tensor.filled(A.shape(), A.precision(), e -> v.cell(e / Z));
  }
}
