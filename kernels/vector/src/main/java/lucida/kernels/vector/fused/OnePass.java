package lucida.kernels.vector.fused;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.Epilogue;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * The epilogues of most layers, z = activation(s + bias) and z = activation(s + bias + addend), each as one loop that reads and writes every cell once. A class
 * for each, so that the compiler has few vectors before it at a time and chooses between none.
 */
sealed interface OnePass {
  VectorSpecies<Float> S = FloatMicroKernel.S;
  int L = FloatMicroKernel.L;
  VectorSpecies<Integer> BITS = VectorSpecies.of(int.class, S.vectorShape());
  /** All bits but the sign. */
  int SIZE = 0x7fffffff;
  /** Of no finite number the size has as many bits. */
  int INFINITE = 0x7f800000;

  /** The loop of an epilogue, if there is one. */
  static Optional<OnePass> of(Epilogue e) {
    if (e.scale().isPresent() || e.bias().isEmpty()) return Optional.empty();
    float[] bias = e.bias().get();
    Optional<float[]> addend = e.addend();
    return switch (e.activation().orElse(null)) {
      case null -> Optional.of(addend.<OnePass>map(x -> new Add(bias, x)).orElse(new Shift(bias)));
      case Epilogue.Gating(double below, double above, var x) when below == 0 && above == 1 && x.isEmpty() ->
        Optional.of(addend.<OnePass>map(more -> new AddRelu(bias, more)).orElse(new Relu(bias)));
      case Epilogue.Clip(double low, double high) when addend.isEmpty() ->
        Optional.of(new Clip(bias, (float) low, (float) high));
      default -> Optional.empty();
    };
  }

  /**
   * Channels from … from + count − 1, a multiple of L, of some places: the sums of place p begin at s[at + p·apart], its cells at z[to + p·next].
   *
   * @return whether all that the activation is applied to is finite; true where there is no activation
   */
  boolean store(float[] s, int at, int apart, int from, int count, int places, float[] z, int to, int next);

  /** z = s + bias. */
  record Shift(float[] bias) implements OnePass {
    @Override
    public boolean store(float[] s, int at, int apart, int from, int count, int places, float[] z, int to, int next) {
      for (int p = 0, i = at, k = to; p < places; p++, i += apart, k += next)
        for (int c = 0; c < count; c += L)
          FloatVector.fromArray(S, s, i + c).add(FloatVector.fromArray(S, bias, from + c)).intoArray(z, k + c);
      return true;
    }
  }

  /** z = s + bias + addend. */
  record Add(float[] bias, float[] addend) implements OnePass {
    @Override
    public boolean store(float[] s, int at, int apart, int from, int count, int places, float[] z, int to, int next) {
      for (int p = 0, i = at, k = to; p < places; p++, i += apart, k += next)
        for (int c = 0; c < count; c += L)
          FloatVector.fromArray(S, s, i + c).add(FloatVector.fromArray(S, bias, from + c))
              .add(FloatVector.fromArray(S, addend, k + c)).intoArray(z, k + c);
      return true;
    }
  }

  /** z = [v > 0] · v of v = s + bias, NaN where v is NaN. */
  record Relu(float[] bias) implements OnePass {
    @Override
    public boolean store(float[] s, int at, int apart, int from, int count, int places, float[] z, int to, int next) {
      IntVector largest = IntVector.zero(BITS);
      for (int p = 0, i = at, k = to; p < places; p++, i += apart, k += next)
        for (int c = 0; c < count; c += L) {
          FloatVector v = FloatVector.fromArray(S, s, i + c).add(FloatVector.fromArray(S, bias, from + c));
          largest = largest.max(v.reinterpretAsInts().and(SIZE));
          v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(z, k + c);
        }
      return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
    }
  }

  /** The same of v = s + bias + addend. */
  record AddRelu(float[] bias, float[] addend) implements OnePass {
    @Override
    public boolean store(float[] s, int at, int apart, int from, int count, int places, float[] z, int to, int next) {
      IntVector largest = IntVector.zero(BITS);
      for (int p = 0, i = at, k = to; p < places; p++, i += apart, k += next)
        for (int c = 0; c < count; c += L) {
          FloatVector v = FloatVector.fromArray(S, s, i + c).add(FloatVector.fromArray(S, bias, from + c))
              .add(FloatVector.fromArray(S, addend, k + c));
          largest = largest.max(v.reinterpretAsInts().and(SIZE));
          v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(z, k + c);
        }
      return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
    }
  }

  /** z = low where v = s + bias is less, high where it is more, NaN where it is NaN. */
  record Clip(float[] bias, float low, float high) implements OnePass {
    @Override
    public boolean store(float[] s, int at, int apart, int from, int count, int places, float[] z, int to, int next) {
      IntVector largest = IntVector.zero(BITS);
      for (int p = 0, i = at, k = to; p < places; p++, i += apart, k += next)
        for (int c = 0; c < count; c += L) {
          FloatVector v = FloatVector.fromArray(S, s, i + c).add(FloatVector.fromArray(S, bias, from + c));
          largest = largest.max(v.reinterpretAsInts().and(SIZE));
          v.blend(low, v.compare(VectorOperators.LT, low)).blend(high, v.compare(VectorOperators.GT, high)).intoArray(z, k + c);
        }
      return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
    }
  }
}
