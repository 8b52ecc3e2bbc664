package lucida.judge.channels;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.derivatives.SmoothGradCamPlusPlus;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.judge.localisation.MaskIoU;
import lucida.judge.localisation.TruthBy;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/**
 * Which single channel, or position, localises best — after Omeiza et al. 2019, arXiv 1908.01224, whose Smooth Grad-CAM++ shows maps of chosen channels and neurons [SPP 5].
 *
 * <pre>
 *   L = relu(w_k A^k)                          of channel k                          {@link Single#CHANNEL}
 *   L = relu(Σ_k α^k_ij relu(D̄1^k_ij) A^k)     of position (i, j), of all channels   {@link Single#POSITION}
 *   max over k, or (i, j), of Σ_{ab in the object} Up(L)_ab / Σ_ab Up(L)_ab          [ME 5]
 * </pre>
 *
 * The map of one neuron, of one channel and one position, is that of its channel but for a factor, and localises as it does. The curve of a judgement has the value of every channel, or position; a map that
 * is positive nowhere counts 0. The best of many is chosen with the truth in hand: {@link ClassChannel} says what is left of it when a channel is chosen on other pictures.
 *
 * @param of what
 * @param measure of its map
 */
public record BestSingle(Single of, Measure measure) implements Metric {
  /** What makes a map by itself. */
  public enum Single {
    /** A channel. */
    CHANNEL,
    /** A position of the layer. */
    POSITION
  }

  /** How well a map localises. */
  public enum Measure {
    /** The energy-based pointing game by masks, or by boxes where there are no masks. */
    ENERGY,
    /** IoU with the mask at half the maximum. */
    IOU
  }

  @Override
  public String name() {
    return "best-" + (of == Single.CHANNEL ? "channel" : "position") + (measure == Measure.IOU ? "-iou" : "");
  }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.OBJECTS); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement(of == Single.CHANNEL ? "Best single channel" : "Best single position",
        "Omeiza, Speakman, Cintas, Weldemariam, 2019, arXiv 1908.01224", measure == Measure.ENERGY ? "[ME 5]" : "[ME 6]",
        (measure == Measure.ENERGY ? "The share of energy on the object" : "IoU with the object") + " of the map of the one "
            + (of == Single.CHANNEL ? "channel" : "position") + " that is best, chosen for every picture.",
        Better.NEITHER, MetricUnit.PERCENT, "0 to 100 %");
  }

  /** Curves are kept: {@link ClassChannel} reads them. */
  @Override
  public boolean summarisesCurves() { return true; }

  @Override
  public boolean isMeanOfPictures() { return true; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    TruthBy by = judged.objects().stream().allMatch(object -> object.mask().isPresent()) ? TruthBy.MASKS : TruthBy.BOXES;
    Tensor truth = by.of(judged).orElseThrow(() -> new NotApplicableException("no object of the class is known"));
    return ScoreRequest.none(() -> {
      List<Double> each = each(maps(judged), truth, judged);
      double best = Collections.max(each);
      return best == 0 ? Judgement.leftOut("no cell of any such map is positive on the object") : Judgement.of(best, each);
    });
  }

  /** The maps, before their ReLU, [n, h, w]. */
  private Tensor maps(JudgedMap judged) {
    Probe probe = judged.probe();
    Tensor A = probe.activations();
    return switch (of) {
      case CHANNEL -> {
        if (!(judged.method() instanceof ChannelWeighted method))
          throw new NotApplicableException(judged.method().name() + " has no weights of channels");
        yield ChannelWeighted.overPositions(method.weights(probe).w(), A).times(A);
      }
      case POSITION -> {
        if (!(judged.method() instanceof SmoothGradCamPlusPlus method))
          throw new NotApplicableException(judged.method().name() + " has no weights of positions");
        Shape h = A.shape().without(0);
        Tensor w = method.weightsOfPositions(probe);
        yield Tensor.stack(0,
            IntStream.range(0, h.size()).mapToObj(ij -> ChannelWeighted.sum(at(w, ij, h.size()), A)).toList());
      }
    };
  }

  /** w_k of one position, [K]. */
  private static Tensor at(Tensor w, int ij, int positions) {
    return Tensor.filled(Shape.of(w.size() / positions), w.precision(), k -> w.cell(k * positions + ij));
  }

  private List<Double> each(Tensor maps, Tensor truth, JudgedMap judged) {
    return switch (measure) {
      case ENERGY -> energies(maps, truth, judged);
      case IOU -> IntStream.range(0, maps.shape().extent(0)).mapToObj(n -> iou(maps.select(0, n).relu(), truth)).toList();
    };
  }

  /** Resizing is linear: Σ_{ab in the object} Up(L)_ab = Σ_ij L_ij u_ij with u_ij that sum of Up of 1 at (i, j); so it is done once for all maps. */
  private static List<Double> energies(Tensor maps, Tensor truth, JudgedMap judged) {
    Shape h = maps.shape().without(0);
    double[] on = new double[h.size()], all = new double[h.size()];
    for (int ij = 0; ij < h.size(); ij++) {
      int at = ij;
      Tensor up = up(Tensor.filled(h, maps.precision(), e -> e == at ? 1 : 0), judged.x().shape());
      on[ij] = up.times(truth).sum();
      all[ij] = up.sum();
    }
    return IntStream.range(0, maps.shape().extent(0)).mapToObj(n -> {
      Tensor L = maps.select(0, n).relu();
      double energy = dot(L, all);
      return energy == 0 ? 0 : 100 * dot(L, on) / energy;
    }).toList();
  }

  private static double dot(Tensor L, double... u) {
    return IntStream.range(0, u.length).mapToDouble(e -> L.cell(e) * u[e]).sum();
  }

  private static double iou(Tensor L, Tensor truth) {
    if (L.max() == 0) return 0;
    Judgement found = new MaskIoU(0.5).compare(up(L, Shape.of(1, truth.shape().extent(0), truth.shape().extent(1))), truth);
    return found instanceof Judgement.Value value ? value.value() : 0;
  }

  private static Tensor up(Tensor L, Shape picture) {
    return new Resize(picture.extent(2), picture.extent(1), Filter.BILINEAR).of(L);
  }
}
