package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;

/** Each channel of [N, C, H, W] times its number of [N, C]: the last step of squeeze-and-excitation (Hu, Shen, Sun, CVPR 2018). */
public record ChannelScale() implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr x = in.getFirst();
    return x.times(in.getLast().expand(x.shape(), 2, 3));
  }
}
