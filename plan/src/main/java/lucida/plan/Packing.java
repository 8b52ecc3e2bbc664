package lucida.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.WeakHashMap;
import lucida.autodiff.op.Op;
import lucida.autodiff.run.Evaluator;
import lucida.autodiff.run.Program;
import lucida.core.Floats;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.FusedKernels;
import lucida.core.kernel.PackedFilter;

/**
 * A cache of what is computed from fixed values, keyed by them: tensors and packed filters. All programs of a plan share it, so that a
 * filter is packed once for all batch sizes and cuts of a network. It is bounded: the least recently used are evicted, and computed again when
 * needed.
 */
final class Packing {
  /** An array compared by identity. */
  private record ArrayIdentity(float[] array) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) { return other instanceof ArrayIdentity o && array == o.array; }

    @Override
    public int hashCode() { return System.identityHashCode(array); }
  }

  private record ValueKey(Op op, List<ArrayIdentity> inputs) {}

  private record FilterKey(ConvolutionFace face, ConvolutionAlgorithm algorithm, ArrayIdentity w, Optional<ArrayIdentity> target,
      Optional<ArrayIdentity> source) {}

  private static final int VALUES = 1 << 12;

  private final Evaluator evaluator;
  private final FusedKernels fused;
  private final long most;
  private final SequencedMap<ValueKey, Tensor> values = new LinkedHashMap<>(16, 0.75f, true);
  private final SequencedMap<FilterKey, PackedFilter> filters = new LinkedHashMap<>(16, 0.75f, true);
  /** Of arrays, which are keys by identity, as long as something else holds them. */
  @SuppressWarnings("ArrayAsKeyOfSetOrMap")
  private final Map<float[], Boolean> finite = new WeakHashMap<>();
  private long bytes;
  private long bytesOfValues;

  /** @param most the number of bytes of packed filters to keep, and as many of values */
  Packing(Evaluator evaluator, FusedKernels fused, long most) {
    this.evaluator = evaluator;
    this.fused = fused;
    this.most = most;
  }

  /** The value of a step whose inputs are fixed. */
  synchronized Tensor value(Program.Step step, List<Tensor> inputs) {
    ValueKey key = new ValueKey(step.op(), inputs.stream().map(x -> new ArrayIdentity(array(x))).toList());
    Tensor known = values.get(key);
    if (known != null) return known;
    Tensor value = compute(step, inputs);
    bytesOfValues += own(key, value);
    values.put(key, value);
    while (values.size() > 1 && (values.size() > VALUES || bytesOfValues > most)) {
      Map.Entry<ValueKey, Tensor> oldest = values.pollFirstEntry();
      bytesOfValues -= own(oldest.getKey(), oldest.getValue());
    }
    return value;
  }

  /** The bytes of a value that it does not share with what it is a view of. */
  private static long own(ValueKey key, Tensor value) {
    boolean isView = key.inputs.stream().anyMatch(input -> input.equals(new ArrayIdentity(array(value))));
    return isView ? 0 : (long) Float.BYTES * value.size();
  }

  private Tensor compute(Program.Step step, List<Tensor> x) {
    if (step.isView()) return x.getFirst().reshape(step.target().shape());
    Storage y = Precision.FLOAT32.allocate(step.target().shape().size());
    evaluator.fill(step.op(), x, y, route -> evaluator.found(route, x.getFirst()));
    return Tensor.of(step.target().shape(), y);
  }

  /**
   * Scales a filter and packs it for the fastest algorithm.
   *
   * @param target the factor of each channel written
   * @param source the factor of each channel read
   * @return empty if no algorithm is faster than the plain one, or a cell of the filter is not finite
   */
  synchronized Optional<PackedFilter> filter(ConvolutionFace face, float[] w, Optional<float[]> target, Optional<float[]> source) {
    ConvolutionAlgorithm algorithm = fused.algorithm(face);
    if (algorithm == ConvolutionAlgorithm.PLAIN) return Optional.empty();
    FilterKey key = new FilterKey(ofOnePicture(face), algorithm, new ArrayIdentity(w), target.map(ArrayIdentity::new),
        source.map(ArrayIdentity::new));
    PackedFilter known = filters.get(key);
    if (known != null) return Optional.of(known);
    float[] scaled = scaled(face, w, target, source);
    if (!Floats.areFinite(scaled, 0, scaled.length)) return Optional.empty();
    PackedFilter packed = fused.pack(face, algorithm, scaled);
    bytes += packed.bytes();
    filters.put(key, packed);
    while (bytes > most && filters.size() > 1) bytes -= filters.pollFirstEntry().getValue().bytes();
    return Optional.of(packed);
  }

  /** Whether all numbers of a fixed value are finite. */
  synchronized boolean isFinite(float[] x) {
    return finite.computeIfAbsent(x, each -> Floats.areFinite(each, 0, each.length));
  }

  /** Whether there is an algorithm for a face that is faster than the plain one. */
  boolean isFused(ConvolutionFace face) {
    return fused.algorithm(face) != ConvolutionAlgorithm.PLAIN;
  }

  /** Whether a face need not be given channels-last. */
  boolean readsRows(ConvolutionFace face) { return fused.readsRows(face); }

  private static ConvolutionFace ofOnePicture(ConvolutionFace face) {
    Convolution g = face.extents();
    return new ConvolutionFace(new Convolution(1, g.groups(), g.inputs(), g.outputs(), g.rows(), g.columns()), face.adjoint());
  }

  private static float[] scaled(ConvolutionFace face, float[] w, Optional<float[]> target, Optional<float[]> source) {
    if (target.isEmpty() && source.isEmpty()) return w;
    Convolution g = face.extents();
    Optional<float[]> outputs = face.adjoint() ? source : target;
    Optional<float[]> inputs = face.adjoint() ? target : source;
    int area = g.rows().size() * g.columns().size();
    int perOutput = g.inputsPerGroup() * area;
    float[] scaled = w.clone();
    for (int o = 0; o < w.length / perOutput; o++) {
      if (outputs.isPresent()) scale(scaled, o * perOutput, perOutput, outputs.get()[o]);
      int first = o / g.outputsPerGroup() * g.inputsPerGroup();
      for (int c = 0; inputs.isPresent() && c < g.inputsPerGroup(); c++)
        scale(scaled, o * perOutput + c * area, area, inputs.get()[first + c]);
    }
    return scaled;
  }

  private static void scale(float[] x, int from, int count, float factor) {
    for (int i = from; i < from + count; i++) x[i] *= factor;
  }

  static float[] array(Tensor x) {
    if (x.cells() instanceof Floats(float[] array)) return array;
    throw new IllegalArgumentException("a plan computes in FLOAT32, not in " + x.precision());
  }

  /** Per-channel numbers, padded to whole vectors. */
  static float[] aligned(float[] x, int stride) {
    return x.length == stride ? x : Arrays.copyOf(x, stride);
  }
}
