package lucida.kernels.vector.fused;

import java.util.List;
import lucida.core.kernel.CellwiseChain;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.cellwise.FloatCellwise;
import lucida.kernels.vector.lanes.FloatScratch;

/** Chains of cellwise operations, block by block: what is not kept stays in the first cache. */
final class CellwiseChains {
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
    private final ChannelsLast g;
    private final CellwiseChain chain;
    private final List<float[]> channels;
    /** Whether some numbers of channels are those of one picture. */
    private final boolean each;
    private final int picture;
    private final int block;
    private final float[][] arrays;
    private final int[] offsets;
    /** Whether an operand lies in the picture, not in the room of a block. */
    private final boolean[] moves;
    private final FloatScratch scratch;
    private final float[] room;

    Blocks(ChannelsLast g, CellwiseChain chain, List<float[]> x, List<float[]> y, int block, FloatScratch scratch) {
      this.g = g;
      this.chain = chain;
      this.channels = x.subList(chain.cells() + chain.pictures(), x.size());
      this.each = channels.stream().anyMatch(c -> c.length > g.channels());
      this.picture = g.picture().size();
      this.block = block;
      this.scratch = scratch;
      this.arrays = new float[chain.operands()][];
      this.offsets = new int[chain.operands()];
      this.moves = new boolean[chain.operands()];
      this.room = scratch.take((chain.channels() + chain.steps().size()) * block);
      for (int i = 0; i < chain.operands(); i++) {
        int kept = chain.kept().indexOf(i - x.size());
        moves[i] = i < chain.cells() || kept >= 0;
        arrays[i] = i < chain.cells() + chain.pictures() ? x.get(i) : kept >= 0 ? y.get(kept) : room;
        if (!moves[i]) offsets[i] = (i - chain.cells() - chain.pictures()) * block;
      }
    }

    /** Repeats the numbers of channels, those of picture n where each has its own, at every place of a block. */
    private void fill(int n) {
      for (int i = 0; i < channels.size(); i++) {
        int from = channels.get(i).length > g.channels() ? n * g.channels() : 0;
        for (int p = 0; p < block; p += g.stride()) System.arraycopy(channels.get(i), from, room, i * block + p, g.channels());
      }
    }

    void run(int from, int to) {
      int filled = -1;
      for (int at = from, cells; at < to; at += cells) {
        cells = Math.min(block, to - at);
        int n = each ? at / picture : 0;
        if (n != filled) fill(n);
        filled = n;
        if (each || chain.pictures() > 0) cells = Math.min(cells, picture - at % picture);
        for (int i = 0; i < offsets.length; i++) if (moves[i]) offsets[i] = at;
        for (int i = chain.cells(); i < chain.cells() + chain.pictures(); i++) offsets[i] = at % picture;
        for (int i = 0, y = chain.read(); y < offsets.length; i++, y++)
          step(chain.steps().get(i), arrays[y], offsets[y], cells);
      }
      scratch.give(room);
    }

    private void step(CellwiseChain.Step step, float[] y, int yo, int cells) {
      switch (step) {
        case CellwiseChain.Plus(int a, int b) -> FloatCellwise.add(arrays[a], offsets[a], arrays[b], offsets[b], y, yo, cells);
        case CellwiseChain.Times(int a, int b) ->
          FloatCellwise.multiply(arrays[a], offsets[a], arrays[b], offsets[b], y, yo, cells);
        case CellwiseChain.Scaled(double factor, int a) ->
          FloatCellwise.scale((float) factor, arrays[a], offsets[a], y, yo, cells);
        case CellwiseChain.Gated(double below, double above, int x, int v) ->
          FloatCellwise.gate((float) below, (float) above, arrays[x], offsets[x], arrays[v], offsets[v], y, yo, cells);
      }
    }
  }
}
