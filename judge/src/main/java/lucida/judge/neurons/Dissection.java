package lucida.judge.neurons;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import lucida.cam.Progress;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.data.PictureSource;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.pictures.Filter;
import lucida.pictures.Resize;
import lucida.scenes.Box;

/**
 * Network dissection — Bau, Zhou, Khosla, Oliva, Torralba, CVPR 2017, arXiv 1704.05796: names for the channels of a layer, by how well where they fire most fits where concepts are.
 *
 * <pre>
 *   T_k      P(A^k_ij > T_k) = 0.005 over all positions and pictures        TopValues
 *   M_k(x)   = [ Up(A^k(x)) > T_k ]                                         fired
 *   IoU_k,c  = Σ_x |M_k(x) ∩ L_c(x)| / Σ_x |M_k(x) ∪ L_c(x)|                matches
 * </pre>
 *
 * A channel detects the concept of the largest IoU if that is above 0.04. The sums of a category are over the pictures in which it is annotated, as in the paper.
 * Deviation: above T and not at it, so that a channel that hardly ever fires does not fire everywhere; Up is bilinear over the whole picture, not anchored at the centres of receptive fields.
 *
 * @param run of the layers
 * @param concepts of the pictures
 * @param share of activations above T
 * @param peaks how many pictures are kept of each channel
 * @param batch how many pictures are run at once
 */
public record Dissection(LayerRun run, ConceptMasks concepts, double share, int peaks, int batch) {
  private static final Box NOWHERE = new Box(0, 0, 0, 0);
  private static final int LISTED = 5;

  /** The paper's share of activations. */
  public static final double SHARE = 0.005;

  /**
   * What was found.
   *
   * @param layers one after the other
   * @param pictures how many could be read
   * @param leftOut a sentence for each that could not
   */
  public record Found(List<DissectedLayer> layers, int pictures, List<String> leftOut) {}

  /** Receives pictures with their activations. */
  @FunctionalInterface
  private interface Seen {
    void see(int number, LabelledPicture picture, List<Tensor> activations);
  }

  /** Looks at all pictures twice: for the thresholds, and for what is above them. */
  public Found of(Progress progress) {
    Forward forward = run.model().network().write(1, Mode.INFERENCE);
    List<Layer> layers = run.layers().stream().map(name -> new Layer(forward, name)).toList();
    List<String> leftOut = new ArrayList<>();
    int[] read = new int[1];
    int all = 2 * concepts.source().count();
    each(leftOut, done -> progress.report(done, all), (number, picture, A) -> {
      for (int l = 0; l < layers.size(); l++) layers.get(l).first(number, picture, A.get(l));
      read[0]++;
    });
    if (read[0] == 0)
      throw new IllegalArgumentException(
          PictureSource.noneOf(concepts.source().count()) + " can be looked at"
              + (leftOut.isEmpty() ? "" : ": " + leftOut.getFirst()));
    layers.forEach(Layer::close);
    each(new ArrayList<>(), done -> progress.report(all / 2 + done, all), (number, picture, A) -> {
      SequencedMap<Concept, BitSet> masks = concepts.of(number, picture);
      Set<Concept.Category> known = concepts.known(picture);
      for (int l = 0; l < layers.size(); l++) layers.get(l).second(A.get(l), masks, known);
    });
    return new Found(layers.stream().map(Layer::dissected).toList(), read[0], List.copyOf(leftOut));
  }

  private void each(List<String> leftOut, IntConsumer done, Seen seen) {
    PictureSource source = concepts.source();
    List<LabelledPicture> waiting = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < source.count(); i++) {
      int number = i;
      source.read(i, leftOut::add).ifPresent(picture -> {
        Shape wanted = run.model().network().input();
        if (picture.x().shape().equals(wanted)) {
          waiting.add(picture);
          numbers.add(number);
        } else leftOut.add(picture.name() + " is " + picture.x().shape() + ", and the network reads " + wanted);
      });
      if (waiting.size() == batch || i == source.count() - 1) {
        if (!waiting.isEmpty()) run(waiting, numbers, seen);
        waiting.clear();
        numbers.clear();
      }
      done.accept(i + 1);
    }
  }

  private void run(List<LabelledPicture> pictures, List<Integer> numbers, Seen seen) {
    List<Tensor> A = run.of(pictures.stream().map(LabelledPicture::x).toList());
    for (int n = 0; n < pictures.size(); n++) {
      int place = n;
      seen.see(numbers.get(n), pictures.get(n), A.stream().map(layer -> {
        Tensor one = layer.select(0, place);
        return one.shape().rank() == 4 ? one.reshape(one.shape().without(0)) : one;
      }).toList());
    }
  }

  /** What is counted of a layer; each channel by itself, so that the order of threads changes nothing. */
  private final class Layer {
    private final String name;
    private final UnitField field;
    private final Shape shape;
    private final List<Channel> channels;
    private final Map<Concept, Long> sizes = new LinkedHashMap<>();

    Layer(Forward forward, String name) {
      this.name = name;
      this.field = new UnitField(forward, name);
      this.shape = forward.value(name).shape().without(0);
      long values = (long) concepts.source().count() * shape.extent(1) * shape.extent(2);
      int most = Math.toIntExact(1 + (long) Math.floor(share * values));
      this.channels = IntStream.range(0, shape.extent(0)).mapToObj(k -> new Channel(k, new TopValues(most))).toList();
    }

    void first(int number, LabelledPicture picture, Tensor A) {
      channels.parallelStream().forEach(channel -> channel.first(number, picture.name(), A));
    }

    void close() { channels.forEach(Channel::close); }

    void second(Tensor A, SequencedMap<Concept, BitSet> masks, Set<Concept.Category> known) {
      masks.forEach((concept, mask) -> {
        if (known.contains(concept.category())) sizes.merge(concept, (long) mask.cardinality(), Long::sum);
      });
      channels.parallelStream().forEach(channel -> channel.second(A, masks, known));
    }

    DissectedLayer dissected() {
      return new DissectedLayer(name, shape, channels.stream().map(channel -> channel.neuron(this)).toList());
    }
  }

  /** What is counted of a channel. */
  private final class Channel {
    private final int k;
    private final TopValues top;
    private final PriorityQueue<Neuron.Peak> strongest = new PriorityQueue<>(Comparator.comparingDouble(Neuron.Peak::activation)
        .thenComparing(Comparator.comparingInt(Neuron.Peak::number).reversed()));
    private final Map<Concept, Long> common = new LinkedHashMap<>();
    private final Map<Concept.Category, Long> fired = new EnumMap<>(Concept.Category.class);
    private double threshold;

    Channel(int k, TopValues top) {
      this.k = k;
      this.top = top;
    }

    void first(int number, String picture, Tensor A) {
      int w = A.shape().extent(2), Z = A.shape().extent(1) * w, best = 0;
      for (int e = 0; e < Z; e++) {
        double v = A.cell(k * Z + e);
        top.add(v);
        if (v > A.cell(k * Z + best)) best = e;
      }
      strongest.add(new Neuron.Peak(number, picture, A.cell(k * Z + best), best / w, best % w, NOWHERE));
      if (strongest.size() > peaks) strongest.poll();
    }

    void close() { threshold = top.threshold(share); }

    void second(Tensor A, SequencedMap<Concept, BitSet> masks, Set<Concept.Category> known) {
      BitSet M = fired(A);
      if (M.isEmpty()) return;
      for (Concept.Category category : known) fired.merge(category, (long) M.cardinality(), Long::sum);
      masks.forEach((concept, mask) -> {
        if (!known.contains(concept.category()) || !M.intersects(mask)) return;
        BitSet both = (BitSet) M.clone();
        both.and(mask);
        common.merge(concept, (long) both.cardinality(), Long::sum);
      });
    }

    /** M_k(x), the pixels where it is above its threshold; none where no cell is, since pixels lie between cells. */
    private BitSet fired(Tensor A) {
      int h = A.shape().extent(1), w = A.shape().extent(2);
      Tensor plane = A.slice(0, k, k + 1).reshape(Shape.of(h, w));
      BitSet M = new BitSet();
      if (plane.max() <= threshold) return M;
      Shape picture = run.model().network().input();
      Tensor up = new Resize(picture.extent(2), picture.extent(1), Filter.BILINEAR).of(plane);
      for (int e = 0; e < up.size(); e++) M.set(e, up.cell(e) > threshold);
      return M;
    }

    Neuron neuron(Layer of) {
      List<Neuron.Match> matches = common.entrySet().stream().map(entry -> match(of, entry.getKey(), entry.getValue()))
          .sorted(Comparator.comparingDouble(Neuron.Match::iou).reversed().thenComparing(match -> match.concept().category()))
          .limit(LISTED)
          .toList();
      List<Neuron.Peak> peaked = strongest.stream().sorted(strongest.comparator().reversed())
          .map(peak -> new Neuron.Peak(peak.number(), peak.picture(), peak.activation(), peak.row(), peak.column(),
              of.field.of(peak.row(), peak.column())))
          .toList();
      return new Neuron(k, threshold, top.max(), matches, peaked);
    }

    private Neuron.Match match(Layer of, Concept concept, long both) {
      long either = fired.getOrDefault(concept.category(), 0L) + of.sizes.getOrDefault(concept, 0L) - both;
      return new Neuron.Match(concept, (double) both / either);
    }
  }
}
