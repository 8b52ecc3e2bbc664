package lucida.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.MatMul;
import lucida.autodiff.op.Op;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.StopGradient;
import lucida.core.Floats;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.CellwiseChain;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Epilogue.Activation;
import lucida.core.kernel.Epilogue.Clip;
import lucida.core.kernel.Epilogue.Gating;
import lucida.core.kernel.Epilogue.Silu;
import lucida.core.kernel.Epilogue.Slice;
import lucida.core.kernel.Epilogue;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.PackedFilter;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Taps;

/** A stage of a plan: reads some places and fills one. */
public sealed interface Stage {
  /** The places it reads. */
  List<Integer> reads();

  /** The places it fills. */
  List<Integer> fills();

  /** The places, of those it reads and fills, whose arrays must be as long as their values. Where extents say what a value takes, as channels-last, an array may be longer. */
  default Set<Integer> exact() {
    return Stream.concat(reads().stream(), fills().stream()).collect(Collectors.toSet());
  }

  /** Runs it. */
  void run(Frame frame);

  /** The shapes of what it fills, if they are not those of the whole places. */
  default List<Shape> shapes() { return List.of(); }

  /** Its name in a listing, with what was fused into it. */
  String text();

  /** The number of multiply-adds of a convolution or a product of matrices, else 0. */
  default long multiplyAdds() { return 0; }

  /** A stage that fills one place. */
  sealed interface Single extends Stage {
    /** The place it fills. */
    int writes();

    @Override
    default List<Integer> fills() { return List.of(writes()); }
  }

  /** The epilogue of a stage: constants, places that it reads, and the channels that it fills, if these are not all. */
  record Finishing(Optional<float[]> scale, Optional<float[]> bias, OptionalInt addend, Optional<Activation> activation,
      OptionalInt selector, Optional<Slice> slice) {
    Epilogue on(Frame frame) {
      Epilogue whole = new Epilogue(scale, bias, read(addend, frame),
          activation.map(a -> a instanceof Gating g && selector.isPresent()
              ? new Gating(g.below(), g.above(), read(selector, frame))
              : a));
      Epilogue epilogue = slice.map(whole::into).orElse(whole);
      return frame.watch().map(epilogue::watchedBy).orElse(epilogue);
    }

    /** Nothing to do. */
    static final Finishing NONE = new Finishing(Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty(),
        OptionalInt.empty(), Optional.empty());

    /** Whether it reads no other value. */
    boolean readsNone() { return addend.isEmpty() && selector.isEmpty(); }

    Finishing into(Slice some) { return new Finishing(scale, bias, addend, activation, selector, Optional.of(some)); }

    private static Optional<float[]> read(OptionalInt place, Frame frame) {
      return place.isPresent() ? Optional.of(frame.at(place.getAsInt())) : Optional.empty();
    }

    Stream<Integer> reads() { return IntStream.concat(addend.stream(), selector.stream()).boxed(); }

    String text() {
      return (scale.isPresent() ? " · scale" : "") + (bias.isPresent() ? " + bias" : "") + (addend.isPresent() ? " + addend" : "")
          + activation.map(a -> ", " + text(a) + (selector.isPresent() ? " by another" : "")).orElse("")
          + slice.map(s -> ", from channel " + s.from() + " of " + s.stride()).orElse("");
    }

    private static String text(Activation activation) {
      return switch (activation) {
        case Gating g -> new Gate(g.below(), g.above()).symbol();
        case Clip(double low, double high) -> "clip[" + low + ", " + high + "]";
        case Silu() -> "silu";
      };
    }
  }

  /**
   * Convolution or its input adjoint with a fixed filter.
   *
   * @param rows whether it reads a row-major value
   */
  record Convolve(ConvolutionFace face, PackedFilter filter, boolean rows, int x, Finishing finishing,
      int writes) implements Single {
    @Override
    public List<Integer> reads() { return Stream.concat(Stream.of(x), finishing.reads()).toList(); }

    @Override
    public Set<Integer> exact() { return rows ? Set.of(x) : Set.of(); }

    @Override
    public void run(Frame frame) {
      if (rows) frame.fused().convolveRows(face, filter, frame.at(x), finishing.on(frame), frame.at(writes));
      else frame.fused().convolve(face, filter, frame.at(x), finishing.on(frame), frame.at(writes));
    }

    /** The same, filling some channels of another place. */
    Convolve into(Slice some, int place) {
      return new Convolve(face, filter, rows, x, finishing.into(some), place);
    }

    @Override
    public List<Shape> shapes() { return List.of(face.target().shape()); }

    @Override
    public String text() { return (face.adjoint() ? "convolveᵀ" : "convolve") + finishing.text() + " by " + filter.algorithm(); }

    @Override
    public long multiplyAdds() { return face.extents().multiplications(); }
  }

  /**
   * Convolution or its input adjoint with a filter that varies: packed at each run.
   *
   * @param filter its place, row-major
   * @param rows whether it reads a row-major value
   */
  record ConvolveVarying(ConvolutionFace face, int filter, boolean rows, int x, Finishing finishing, int writes) implements Single {
    @Override
    public List<Integer> reads() { return Stream.concat(Stream.of(filter, x), finishing.reads()).toList(); }

    @Override
    public Set<Integer> exact() { return Stream.of(filter, rows ? x : filter).collect(Collectors.toSet()); }

    @Override
    public void run(Frame frame) {
      float[] w = frame.at(filter);
      ConvolutionAlgorithm algorithm = Floats.areFinite(w, 0, w.length)
          ? frame.fused().algorithm(face)
          : ConvolutionAlgorithm.PLAIN;
      new Convolve(face, frame.fused().pack(face, algorithm, w), rows, x, finishing, writes).run(frame);
    }

    @Override
    public String text() {
      return (face.adjoint() ? "convolveᵀ" : "convolve") + finishing.text() + " with a filter that varies";
    }

    @Override
    public long multiplyAdds() { return face.extents().multiplications(); }
  }

  /** The adjoint of a convolution by its filter, row-major. */
  record ConvolveFilterAdjoint(Convolution g, int x, int yBar, int writes) implements Single {
    @Override
    public List<Integer> reads() { return List.of(x, yBar); }

    @Override
    public Set<Integer> exact() { return Set.of(writes); }

    @Override
    public void run(Frame frame) { frame.fused().convolveFilterAdjoint(g, frame.at(x), frame.at(yBar), frame.at(writes)); }

    @Override
    public String text() { return "convolveᵀ by the filter"; }

    @Override
    public long multiplyAdds() { return g.multiplications(); }
  }

  /**
   * Cellwise operations on channels-last values in one pass.
   *
   * @param reads places of cells, then places of channels
   * @param fills a place for each result that is kept
   */
  record Chain(ChannelsLast g, CellwiseChain chain, List<Integer> reads, List<Integer> fills) implements Stage {
    /** What gates read is looked at whole; how many numbers there are of channels says whether each picture has its own. */
    @Override
    public Set<Integer> exact() {
      return chain.gated().isEmpty()
          ? Set.copyOf(reads.subList(chain.cells() + chain.pictures(), chain.read()))
          : Stage.super.exact();
    }

    @Override
    public void run(Frame frame) {
      List<float[]> x = reads.stream().map(frame::at).toList();
      List<float[]> y = fills.stream().map(frame::at).toList();
      if (frame.watch().isEmpty() || chain.gated().isEmpty()) frame.fused().chain(g, chain, x, y);
      else watched(frame, x, y);
    }

    /** What gates read is kept, too, where it is a step's, and looked at. */
    private void watched(Frame frame, List<float[]> x, List<float[]> y) {
      frame.look(chain.gated().stream().filter(n -> n < chain.read()).map(reads::get).toList());
      List<Integer> steps = chain.gated().stream().map(n -> n - chain.read()).filter(n -> n >= 0 && !chain.kept().contains(n))
          .toList();
      List<float[]> read = steps.stream().map(_ -> new float[g.size()]).toList();
      frame.fused().chain(g, chain.keeping(steps), x, Stream.concat(y.stream(), read.stream()).toList());
      read.forEach(frame::look);
      frame.look(fills);
    }

    @Override
    public String text() { return chain.steps().size() + " cellwise operations"; }
  }

  /** Scales, shifts, adds to and activates a channels-last value. */
  record Finish(ChannelsLast g, int x, Finishing finishing, int writes) implements Single {
    @Override
    public List<Integer> reads() { return Stream.concat(Stream.of(x), finishing.reads()).toList(); }

    @Override
    public Set<Integer> exact() { return Set.of(); }

    @Override
    public void run(Frame frame) { frame.fused().finish(g, frame.at(x), finishing.on(frame), frame.at(writes)); }

    @Override
    public String text() { return "cellwise" + finishing.text(); }
  }

  /** Max pooling. */
  record MaxPooling(Pool g, int x, int writes) implements Single {
    @Override
    public List<Integer> reads() { return List.of(x); }

    @Override
    public Set<Integer> exact() { return Set.of(); }

    @Override
    public void run(Frame frame) {
      frame.look(frame.at(x), ChannelsLast.of(g.input()).size());
      frame.fused().maxPool(g, frame.at(x), frame.at(writes));
    }

    @Override
    public String text() { return "maxpool"; }
  }

  /** The adjoint of max pooling. */
  record MaxPoolingAdjoint(Pool g, int x, int yBar, int writes) implements Single {
    @Override
    public List<Integer> reads() { return List.of(x, yBar); }

    @Override
    public Set<Integer> exact() { return Set.of(); }

    @Override
    public void run(Frame frame) { frame.fused().maxPoolAdjoint(g, frame.at(x), frame.at(yBar), frame.at(writes)); }

    @Override
    public String text() { return "maxpoolᵀ"; }
  }

  /** Resampling along rows and columns, or its adjoint. */
  record Resampling(ChannelsLast g, Taps rows, Taps columns, boolean adjoint, int x, int writes) implements Single {
    @Override
    public List<Integer> reads() { return List.of(x); }

    @Override
    public Set<Integer> exact() { return Set.of(); }

    @Override
    public void run(Frame frame) {
      if (adjoint) frame.fused().resampleAdjoint(g, rows, columns, frame.at(x), frame.at(writes));
      else frame.fused().resample(g, rows, columns, frame.at(x), frame.at(writes));
    }

    @Override
    public String text() { return adjoint ? "resampleᵀ" : "resample"; }
  }

  /** Sums over all positions, to row-major [N, C]. */
  record SumPlaces(ChannelsLast g, int x, int writes) implements Single {
    @Override
    public List<Integer> reads() { return List.of(x); }

    @Override
    public Set<Integer> exact() { return Set.of(writes); }

    @Override
    public void run(Frame frame) { frame.fused().sumPlaces(g, frame.at(x), frame.at(writes)); }

    @Override
    public String text() { return "sum over positions"; }
  }

  /** Repeats row-major [N, C] or [C] at every position. */
  record Spread(ChannelsLast g, int x, int writes) implements Single {
    @Override
    public List<Integer> reads() { return List.of(x); }

    @Override
    public Set<Integer> exact() { return Set.of(x); }

    @Override
    public void run(Frame frame) { frame.fused().spread(g, frame.at(x), frame.at(writes)); }

    @Override
    public String text() { return "repeat at positions"; }
  }

  /** Concatenates channels, or takes a range of the channels of one value. */
  record Join(List<ChannelsLast> parts, int from, List<Integer> x, ChannelsLast g, Finishing finishing,
      int writes) implements Single {
    @Override
    public List<Integer> reads() { return Stream.concat(x.stream(), finishing.reads()).toList(); }

    @Override
    public Set<Integer> exact() { return Set.of(); }

    @Override
    public void run(Frame frame) {
      frame.fused().join(parts, from, x.stream().map(frame::at).toList(), g, finishing.on(frame), frame.at(writes));
    }

    @Override
    public String text() { return (parts.size() > 1 ? "concatenate" : "slice") + " channels" + finishing.text(); }
  }

  /** Converts between row-major and channels-last order. */
  record Layout(ChannelsLast g, boolean toLast, int x, int writes) implements Single {
    @Override
    public List<Integer> reads() { return List.of(x); }

    @Override
    public Set<Integer> exact() { return Set.of(toLast ? x : writes); }

    @Override
    public void run(Frame frame) {
      if (toLast) frame.fused().channelsLast(g, frame.at(x), frame.at(writes));
      else frame.fused().rowMajor(g, frame.at(x), frame.at(writes));
    }

    @Override
    public String text() { return toLast ? "to channels-last" : "to row-major"; }
  }

  /** A product with a fixed matrix, by those of its rows alone that meet a number other than 0. */
  record LiveProduct(MatrixProduct g, int x, int w, int writes) implements Single {
    @Override
    public List<Integer> reads() { return List.of(x, w); }

    @Override
    public void run(Frame frame) { frame.fused().liveProduct(g, frame.at(x), frame.at(w), frame.at(writes)); }

    @Override
    public String text() { return "matrix product of live rows"; }

    @Override
    public long multiplyAdds() { return (long) g.m() * g.k() * g.n(); }
  }

  /** An elementwise operation, in whichever layout all its values share. */
  record Cellwise(Op op, List<Integer> reads, int cells, int writes) implements Single {
    @Override
    public void run(Frame frame) {
      if (!op.isLinear()) frame.look(reads);
      List<Tensor> x = reads.stream().map(place -> frame.tensor(place, Shape.of(cells))).toList();
      frame.evaluator().fill(op, x, new Floats(frame.at(writes)), _ -> new int[0]);
    }

    @Override
    public String text() { return op instanceof Selection(StopGradient _, _) ? "cellwise product" : "cellwise " + op.symbol(); }
  }

  /** Any other operation, computed as the interpreter does. */
  record Interpret(Op op, List<Integer> reads, List<Shape> shapes, int writes) implements Single {
    @Override
    public void run(Frame frame) {
      if (!op.isLinear()) frame.look(reads);
      List<Tensor> x = IntStream.range(0, reads.size()).mapToObj(i -> frame.tensor(reads.get(i), shapes.get(i))).toList();
      float[] y = frame.at(writes);
      if (op instanceof Linear) Arrays.fill(y, 0);
      frame.evaluator().fill(op, x, new Floats(y), route -> frame.evaluator().found(route, x.getFirst()));
    }

    @Override
    public String text() { return op instanceof Bilinear(MatMul _, _) ? "matrix product" : "interpreted " + op.symbol(); }

    @Override
    public long multiplyAdds() { return op instanceof Bilinear(MatMul product, _) ? product.multiplications() : 0; }
  }
}
