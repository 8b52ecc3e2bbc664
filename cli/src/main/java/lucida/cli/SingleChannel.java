package lucida.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.ChannelWeights;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Contender;
import lucida.judge.LabelledPicture;

/**
 * The map relu(A^k) of one channel, without its weight: all that is shown of it is where it is.
 *
 * @param k the channel
 */
record SingleChannel(int k) implements Contender {
  @Override
  public String title() { return "channel " + k; }

  @Override
  public boolean usesLayer() { return true; }

  @Override
  public Method of(LabelledPicture picture, Probe probe) { return new One(title(), k); }

  private record One(String name, int k) implements ChannelWeighted {
    @Override
    public ChannelWeights weights(Probe probe) {
      Tensor A = probe.activations();
      return ChannelWeights.of(Tensor.filled(Shape.of(A.shape().extent(0)), A.precision(), channel -> channel == k ? 1 : 0));
    }

    @Override
    public Unit unit() { return Unit.ACTIVATION; }

    @Override
    public SequencedMap<String, String> parameters() { return new LinkedHashMap<>(); }
  }
}
