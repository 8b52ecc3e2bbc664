package lucida.cam;

import java.util.Locale;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/** A picture that says nothing: what is put where something is taken away. */
public enum Baseline {
  /** 0 in the network's input space. */
  ZERO {
    @Override
    public Tensor of(Tensor x) { return Tensor.zeros(x.shape(), x.precision()); }
  },
  /** Each channel's mean. */
  MEAN {
    @Override
    public Tensor of(Tensor x) {
      Tensor mean = x.mean(2, 3);
      int Z = x.shape().extent(2) * x.shape().extent(3);
      return Tensor.filled(x.shape(), x.precision(), e -> mean.cell(e / Z));
    }
  },
  /** The picture, blurred: brought to a sixteenth of its extents and back. */
  BLUR {
    @Override
    public Tensor of(Tensor x) {
      int H = x.shape().extent(2);
      int W = x.shape().extent(3);
      Resize small = new Resize(Math.ceilDiv(W, COARSE), Math.ceilDiv(H, COARSE), Filter.BILINEAR);
      Resize back = new Resize(W, H, Filter.BILINEAR);
      return Tensor.stack(0, IntStream.range(0, x.shape().extent(1))
          .mapToObj(c -> back.of(small.of(x.select(0, 0).select(0, c)))).toList()).reshape(x.shape());
    }
  };

  private static final int COARSE = 16;

  /** For a picture [1, C, H, W]. */
  public abstract Tensor of(Tensor x);

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
