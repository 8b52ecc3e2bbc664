package lucida.kernels.vector.fused;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.CellwiseChain;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.matmul.FloatWarmUp;

/** Chains of cellwise operations, block by block: what is not kept stays in the first cache. */
final class CellwiseChains {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;
  /** Cells of a block, if a place has no more. */
  private static final int BLOCK = 512;
  private static final int BLOCKS_OF_A_TASK = 32;

  private final Workers workers;
  private final FloatScratch scratch;

  CellwiseChains(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  void run(ChannelsLast g, CellwiseChain chain, List<float[]> x, List<float[]> y) {
    int block = Math.max(1, BLOCK / g.stride()) * g.stride();
    int task = block * BLOCKS_OF_A_TASK;
    workers.run((g.size() + task - 1) / task, (long) g.size() * chain.steps().size(),
        t -> new Blocks(g, chain, x, y, block, scratch).run(t * task, Math.min(g.size(), (t + 1) * task)));
  }

  /** Operand by operand: its array, and where the block lies in it. */
  private static final class Blocks {
    private final CellwiseChain chain;
    private final int block;
    private final float[][] arrays;
    private final int[] offsets;
    /** Whether an operand lies in the picture, not in the room of a block. */
    private final boolean[] moves;
    private final FloatScratch scratch;
    private final float[] room;

    Blocks(ChannelsLast g, CellwiseChain chain, List<float[]> x, List<float[]> y, int block, FloatScratch scratch) {
      this.chain = chain;
      this.block = block;
      this.scratch = scratch;
      this.arrays = new float[chain.operands()][];
      this.offsets = new int[chain.operands()];
      this.moves = new boolean[chain.operands()];
      this.room = scratch.take((chain.channels() + chain.steps().size()) * block);
      for (int i = 0; i < chain.operands(); i++) {
        int kept = chain.kept().indexOf(i - x.size());
        moves[i] = i < chain.cells() || kept >= 0;
        arrays[i] = i < chain.cells() ? x.get(i) : kept >= 0 ? y.get(kept) : room;
        if (!moves[i]) offsets[i] = (i - chain.cells()) * block;
      }
      for (int i = chain.cells(); i < x.size(); i++)
        for (int p = 0; p < block; p += g.stride()) System.arraycopy(x.get(i), 0, room, offsets[i] + p, g.channels());
    }

    void run(int from, int to) {
      for (int at = from; at < to; at += block) {
        int cells = Math.min(block, to - at);
        for (int i = 0; i < offsets.length; i++) if (moves[i]) offsets[i] = at;
        for (int i = 0, y = chain.cells() + chain.channels(); y < offsets.length; i++, y++)
          step(chain.steps().get(i), arrays[y], offsets[y], cells);
      }
      scratch.give(room);
    }

    private void step(CellwiseChain.Step step, float[] y, int yo, int cells) {
      switch (step) {
        case CellwiseChain.Plus(int a, int b) -> plus(arrays[a], offsets[a], arrays[b], offsets[b], y, yo, cells);
        case CellwiseChain.Times(int a, int b) -> times(arrays[a], offsets[a], arrays[b], offsets[b], y, yo, cells);
        case CellwiseChain.Scaled(double factor, int a) -> scaled((float) factor, arrays[a], offsets[a], y, yo, cells);
        case CellwiseChain.Gated(double below, double above, int x, int v) ->
          gated((float) below, (float) above, arrays[x], offsets[x], arrays[v], offsets[v], y, yo, cells);
      }
    }
  }

  private static void plus(float[] a, int ao, float[] b, int bo, float[] y, int yo, int cells) {
    if (FloatWarmUp.over())
      for (int i = 0; i < cells; i += L)
        FloatVector.fromArray(S, a, ao + i).add(FloatVector.fromArray(S, b, bo + i)).intoArray(y, yo + i);
    else for (int i = 0; i < cells; i++) y[yo + i] = a[ao + i] + b[bo + i];
  }

  private static void times(float[] a, int ao, float[] b, int bo, float[] y, int yo, int cells) {
    if (FloatWarmUp.over())
      for (int i = 0; i < cells; i += L)
        FloatVector.fromArray(S, a, ao + i).mul(FloatVector.fromArray(S, b, bo + i)).intoArray(y, yo + i);
    else for (int i = 0; i < cells; i++) y[yo + i] = a[ao + i] * b[bo + i];
  }

  private static void scaled(float factor, float[] a, int ao, float[] y, int yo, int cells) {
    if (FloatWarmUp.over()) for (int i = 0; i < cells; i += L) FloatVector.fromArray(S, a, ao + i).mul(factor).intoArray(y, yo + i);
    else for (int i = 0; i < cells; i++) y[yo + i] = factor * a[ao + i];
  }

  private static void gated(float below, float above, float[] x, int xo, float[] v, int vo, float[] y, int yo, int cells) {
    if (FloatWarmUp.over()) {
      for (int i = 0; i < cells; i += L) {
        FloatVector selector = FloatVector.fromArray(S, x, xo + i);
        FloatVector s = FloatVector.fromArray(S, v, vo + i);
        FloatVector high = above == 0 ? FloatVector.zero(S) : s.mul(above);
        FloatVector low = below == 0 ? FloatVector.zero(S) : s.mul(below);
        low.blend(high, selector.compare(VectorOperators.GT, 0)).blend(selector, selector.test(VectorOperators.IS_NAN))
            .intoArray(y, yo + i);
      }
    } else for (int i = 0; i < cells; i++) {
      float cell = x[xo + i];
      float factor = cell > 0 ? above : below;
      y[yo + i] = Float.isNaN(cell) ? cell : factor == 0 ? 0 : v[vo + i] * factor;
    }
  }
}
