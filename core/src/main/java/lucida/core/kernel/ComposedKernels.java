package lucida.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lucida.core.Floats;
import lucida.core.Storage;
import lucida.core.Tensor;

/** The definition of the fused kernels: into row-major order, through the plain kernels one after the other, and back. */
public record ComposedKernels(Kernels plain) implements FusedKernels {
  private record Plain(float[] w) implements PackedFilter {
    @Override
    public ConvolutionAlgorithm algorithm() { return ConvolutionAlgorithm.PLAIN; }

    @Override
    public long bytes() { return 0; }
  }

  @Override
  public void channelsLast(ChannelsLast g, float[] x, float[] y) { write(g, new Epilogue.Slice(g.stride(), 0), new Floats(x), y); }

  @Override
  public void rowMajor(ChannelsLast g, float[] x, float[] y) {
    plain.move(new Strided(g.shape().extents(), 0, last(g, g.stride()), 0, rows(g)), new Floats(x), new Floats(y));
  }

  private void write(ChannelsLast g, Epilogue.Slice to, Storage x, float[] y) {
    plain.move(new Strided(g.shape().extents(), 0, rows(g), to.from(), last(g, to.stride())), x, new Floats(y));
  }

  private static int[] rows(ChannelsLast g) { return g.shape().strides(); }

  private static int[] last(ChannelsLast g, int stride) {
    return new int[]{g.height() * g.width() * stride, 1, g.width() * stride, stride};
  }

  private Floats read(ChannelsLast g, float[] x) {
    Floats y = new Floats(new float[g.shape().size()]);
    rowMajor(g, x, y.array());
    return y;
  }

  @Override
  public ConvolutionAlgorithm algorithm(ConvolutionFace face) { return ConvolutionAlgorithm.PLAIN; }

  @Override
  public PackedFilter pack(ConvolutionFace face, ConvolutionAlgorithm algorithm, float[] w) { return new Plain(w); }

  @Override
  public void convolve(ConvolutionFace face, PackedFilter w, float[] x, Epilogue epilogue, float[] z) {
    ChannelsLast g = face.target();
    Storage filter = new Floats(((Plain) w).w());
    Storage source = read(face.source(), x), sum = room(g);
    if (face.adjoint()) plain.convolveInputAdjoint(face.extents(), filter, source, sum);
    else plain.convolve(face.extents(), source, filter, sum);
    finish(g, sum, epilogue, z);
  }

  @Override
  public boolean readsRows(ConvolutionFace face) { return false; }

  @Override
  public void convolveFilterAdjoint(Convolution g, float[] x, float[] yBar, float[] wBar) {
    plain.convolveFilterAdjoint(g, read(ChannelsLast.of(g.input()), x), read(ChannelsLast.of(g.output()), yBar), new Floats(wBar));
  }

  @Override
  public void liveProduct(MatrixProduct g, float[] x, float[] w, float[] z) {
    plain.product(g, new Floats(x), new Floats(w), new Floats(z));
  }

  @Override
  public void chain(ChannelsLast g, CellwiseChain chain, List<float[]> x, List<float[]> y) {
    List<Storage> operands = new ArrayList<>();
    for (int i = 0; i < x.size(); i++)
      operands.add(i < chain.cells()
          ? read(g, x.get(i))
          : i < chain.cells() + chain.pictures()
              ? repeated(g, x.get(i))
              : spread(g, x.get(i)));
    for (CellwiseChain.Step step : chain.steps()) operands.add(result(g, step, operands));
    for (int i = 0; i < y.size(); i++) write(g, operands.get(x.size() + chain.kept().get(i)), y.get(i));
  }

  /** One picture for each of a batch. */
  private Storage repeated(ChannelsLast g, float[] picture) {
    Storage one = read(g.picture(), picture), all = room(g);
    for (int i = 0; i < all.length(); i++) all.set(i, one.get(i % one.length()));
    return all;
  }

  private Storage result(ChannelsLast g, CellwiseChain.Step step, List<Storage> operands) {
    Storage y = room(g);
    switch (step) {
      case CellwiseChain.Plus(int a, int b) -> plain.add(operands.get(a), operands.get(b), y);
      case CellwiseChain.Times(int a, int b) -> plain.multiply(operands.get(a), operands.get(b), y);
      case CellwiseChain.Scaled(double factor, int a) -> plain.scale(factor, operands.get(a), y);
      case CellwiseChain.Gated(double below, double above, int v, int w) ->
        plain.gate(below, above, operands.get(v), operands.get(w), y);
    }
    return y;
  }

  @Override
  public void finish(ChannelsLast g, float[] x, Epilogue epilogue, float[] z) { finish(g, read(g, x), epilogue, z); }

  private void finish(ChannelsLast g, Storage x, Epilogue epilogue, float[] z) {
    Storage sum = x;
    if (epilogue.scale().isPresent()) {
      Storage scaled = room(g);
      plain.multiply(sum, spread(g, Arrays.copyOf(epilogue.scale().get(), g.channels())), scaled);
      sum = scaled;
    }
    if (epilogue.bias().isPresent()) sum = plus(sum, spread(g, Arrays.copyOf(epilogue.bias().get(), g.channels())));
    if (epilogue.addend().isPresent()) sum = plus(sum, read(g, epilogue.addend().get()));
    if (epilogue.watch().isPresent()) epilogue.watch().get().saw(Tensor.of(g.shape(), sum).isFinite());
    Storage y = epilogue.activation().isPresent() ? activate(g, epilogue.activation().get(), sum) : sum;
    write(g, epilogue.slice().orElse(new Epilogue.Slice(g.stride(), 0)), y, z);
  }

  private Storage activate(ChannelsLast g, Epilogue.Activation activation, Storage s) {
    Storage z = room(g);
    switch (activation) {
      case Epilogue.Gating(double below, double above, Optional<float[]> selector) ->
        plain.gate(below, above, selector.isPresent() ? read(g, selector.get()) : s, s, z);
      case Epilogue.Clip(double low, double high) -> {
        for (int i = 0; i < s.length(); i++) z.set(i, s.get(i) < low ? low : s.get(i) > high ? high : s.get(i));
      }
      case Epilogue.Silu() -> {
        Storage sigmoid = room(g);
        plain.map(Elementary.SIGMOID, s, sigmoid);
        plain.multiply(s, sigmoid, z);
      }
    }
    return z;
  }

  private Floats spread(ChannelsLast g, float[] x) {
    Floats y = room(g);
    int plane = g.height() * g.width(), perPicture = x.length == g.channels() ? 0 : g.channels();
    plain.move(new Strided(g.shape().extents(), 0, new int[]{perPicture, 1, 0, 0}, 0,
        new int[]{g.channels() * plane, plane, g.width(), 1}), new Floats(x), y);
    return y;
  }

  private Storage plus(Storage a, Storage b) {
    Storage sum = new Floats(new float[a.length()]);
    plain.add(a, b, sum);
    return sum;
  }

  private static Floats room(ChannelsLast g) { return new Floats(new float[g.shape().size()]); }

  private void write(ChannelsLast g, Storage x, float[] y) { channelsLast(g, ((Floats) x).array(), y); }

  private int[] largest(Pool g, Storage x) {
    int[] choice = new int[g.output().size()];
    plain.argMax(g, x, choice);
    return choice;
  }

  @Override
  public void maxPool(Pool g, float[] x, float[] y) {
    Storage source = read(ChannelsLast.of(g.input()), x);
    Floats picked = room(ChannelsLast.of(g.output()));
    plain.gather(largest(g, source), source, picked);
    write(ChannelsLast.of(g.output()), picked, y);
  }

  @Override
  public void maxPoolAdjoint(Pool g, float[] x, float[] yBar, float[] xBar) {
    Floats placed = room(ChannelsLast.of(g.input()));
    plain.scatterAdd(largest(g, read(ChannelsLast.of(g.input()), x)), read(ChannelsLast.of(g.output()), yBar), placed);
    write(ChannelsLast.of(g.input()), placed, xBar);
  }

  @Override
  public void resample(ChannelsLast g, Taps rows, Taps columns, float[] x, float[] y) {
    ChannelsLast target = resampled(g, rows, columns);
    Floats resampled = room(target);
    plain.resample(g.batch() * g.channels(), rows, columns, read(g, x), resampled);
    write(target, resampled, y);
  }

  @Override
  public void resampleAdjoint(ChannelsLast g, Taps rows, Taps columns, float[] yBar, float[] xBar) {
    Floats back = room(g);
    plain.resampleAdjoint(g.batch() * g.channels(), rows, columns, read(resampled(g, rows, columns), yBar), back);
    write(g, back, xBar);
  }

  private static ChannelsLast resampled(ChannelsLast g, Taps rows, Taps columns) {
    return new ChannelsLast(g.batch(), g.channels(), rows.results(), columns.results());
  }

  @Override
  public void sumPlaces(ChannelsLast g, float[] x, float[] y) {
    plain.sum(Reduction.of(g.shape(), 2, 3), read(g, x), new Floats(y));
  }

  @Override
  public void spread(ChannelsLast g, float[] x, float[] y) { write(g, spread(g, x), y); }

  @Override
  public void join(List<ChannelsLast> parts, int from, List<float[]> x, ChannelsLast g, Epilogue epilogue, float[] z) {
    Floats y = new Floats(new float[g.size()]);
    for (int i = 0, to = 0, count; i < parts.size(); i++, to += count) {
      count = Math.min(parts.get(i).channels() - from, g.channels());
      plain.move(new Strided(new int[]{g.places(), count}, from, new int[]{parts.get(i).stride(), 1}, to, new int[]{g.stride(), 1}),
          new Floats(x.get(i)), y);
    }
    finish(g, y.array(), epilogue, z);
  }
}
