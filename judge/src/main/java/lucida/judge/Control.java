package lucida.judge;

import java.util.LinkedHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Target;
import lucida.cam.Unit;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;

/** Maps that do not look at the network: what a method has to be better than, and what it cannot be better than (Choe et al. 2020, arXiv 2001.07437). */
public enum Control implements Contender {
  /** A Gaussian in the middle, its deviation a quarter of the extents: the centred box at every threshold. */
  CENTRE {
    @Override
    Tensor map(LabelledPicture picture, int c) {
      int H = picture.x().shape().extent(1), W = picture.x().shape().extent(2);
      return Tensor.filled(Shape.of(H, W), picture.x().precision(), e -> {
        int i = e / W, j = e % W;
        double u = ((i + 0.5) / H - 0.5) * 4, v = ((j + 0.5) / W - 0.5) * 4;
        return Math.exp(-(u * u + v * v) / 2);
      });
    }
  },
  /** Uniform random numbers, the same for every class. */
  RANDOM {
    @Override
    Tensor map(LabelledPicture picture, int c) {
      Shape plane = picture.x().shape().without(0);
      return RandomStream.of(0).stream(picture.name()).stream("random map").uniform(plane, picture.x().precision(), 0, 1);
    }
  },
  /** The union of the masks of the objects of the explained class, or of their boxes where there are no masks. */
  TRUTH {
    @Override
    Tensor map(LabelledPicture picture, int c) {
      return truth(picture, c)
          .orElseThrow(() -> new NotApplicableException("no object of the class is known"));
    }
  };

  /** Whether a contender of this title is a control. */
  public static boolean isTitleOfOne(String title) {
    return Arrays.stream(values()).anyMatch(control -> control.title().equals(title));
  }

  /** Whether this control made it. */
  public boolean made(Method method) {
    return method instanceof Drawn drawn && drawn.control() == this;
  }

  /** [H, W], like the network's input. */
  abstract Tensor map(LabelledPicture picture, int c);

  /** 1 on the objects of a class, else 0, [H, W]; nothing if there are none. */
  static Optional<Tensor> truth(LabelledPicture picture, int c) {
    List<ObjectTruth> objects = picture.objects().stream().filter(object -> object.label() == c).toList();
    if (objects.isEmpty()) return Optional.empty();
    Shape plane = picture.x().shape().without(0);
    return Optional.of(ObjectTruth.union(objects, plane, picture.x().precision()));
  }

  @Override
  public String title() { return "control-" + name().toLowerCase(Locale.ROOT); }

  @Override
  public boolean usesLayer() { return false; }

  @Override
  public Method of(LabelledPicture picture, Probe probe) {
    return new Drawn(title(), this, picture);
  }

  /** Not a method of a network. */
  private record Drawn(String name, Control control, LabelledPicture picture) implements Method {
    @Override
    public SaliencyMap explain(Probe probe) {
      int c = probe.target() instanceof Target.Side side ? side.id() : -1;
      return SaliencyMap.signed(control.map(picture, c), this, probe, List.of());
    }

    @Override
    public long runs(Probe probe) { return 0; }

    @Override
    public Unit unit() { return new Unit("a control, without a unit", false); }

    @Override
    public boolean usesLayer() { return false; }

    @Override
    public SequencedMap<String, String> parameters() { return new LinkedHashMap<>(); }
  }
}
