package lucida.book;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.autodiff.Graph;
import lucida.autodiff.run.Executor;
import lucida.pictures.Normalisation;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.channels.Cam;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.cam.tokens.AttentionMatrices;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Network;
import lucida.layers.ScoreKind;
import lucida.pictures.Filter;

/**
 * A network and a picture on which equations are evaluated, in float64: a probe, the cell of A whose numbers are reported, and a
 * sample of A. Caches what it computes.
 */
public final class EvaluationPoint {
  /** The number of multiply-adds that one equation may take: a second or two. */
  private static final long BUDGET = 20_000_000_000L;
  private static final int MOST = 256;
  private static final int LEAST = 8;

  private final Probe probe;
  private final Map<Score, ScoreDerivatives> everywhere = new EnumMap<>(Score.class);
  private Optional<SampledScoreDerivatives> sampledScores = Optional.empty();

  /** Takes a probe whose executor computes in float64. */
  public EvaluationPoint(Probe probe) {
    if (probe.executor().precision() != Precision.FLOAT64)
      throw new IllegalArgumentException("Equations are evaluated in float64, not in " + probe.executor().precision());
    this.probe = probe;
  }

  /** The class {@link SmallNetwork#CLASS} of a small network's picture. */
  public static EvaluationPoint small(SmallNetwork head) {
    Subject subject = Subject.of(head.model(), SmallNetwork.LAYER, Executor.float64());
    return new EvaluationPoint(subject.probe(SmallNetwork.picture(), Target.ofClass(SmallNetwork.CLASS)));
  }

  /** The network, its picture, and what is explained. */
  public Probe probe() { return probe; }

  /** A, [K, h, w]. */
  Tensor A() { return probe.activations(); }

  /** Z = h·w. */
  int Z() { return A().size() / K(); }

  /** The number of channels. */
  int K() { return A().shape().extent(0); }

  /** The reported cell of A, where |∂S/∂A · A| is largest. */
  int chosen() {
    return probe.gradient(Score.LOGIT).times(A()).abs().argmax();
  }

  /** The reported channel. */
  int k() { return chosen() / Z(); }

  /** The reported position, i·w + j. */
  int ij() { return chosen() % Z(); }

  /** "channel 3, position (4, 5)": the reported cell. */
  String where() { return at(chosen()); }

  /** A map at the picture's size, its sign and scale kept. */
  Tensor shown(SaliencyMap map) {
    Shape picture = probe.x().shape();
    return map.shown(Normalisation.NONE, picture.extent(2), picture.extent(3), Filter.BILINEAR);
  }

  /** The class that is explained. */
  int explainedClass() {
    if (probe.target() instanceof Target.OfClass(int c)) return c;
    throw new IllegalArgumentException("The book of equations is about a class, not about '" + probe.target() + "'");
  }

  /** "channel 3, position (4, 5)": a cell of A in words. */
  String at(int cell) {
    int[] kij = A().shape().index(cell);
    return "channel %d, position (%d, %d)".formatted(kij[0], kij[1], kij[2]);
  }

  /** Multiply-adds of the head for one picture. */
  long headWork() {
    Network network = probe.subject().model().network();
    return A().size() + work(network.resolve(probe.subject().layer()));
  }

  /** Multiply-adds of the network for one picture. */
  long networkWork() { return work(Network.INPUT); }

  /** Multiply-adds of all layers behind one. */
  private long work(String from) {
    Network network = probe.subject().model().network();
    Map<String, Shape> shapes = network.shapes();
    Set<String> behind = new HashSet<>(Set.of(from));
    long work = 0;
    for (Network.Node node : network.nodes())
      if (node.inputs().stream().anyMatch(behind::contains)) {
        behind.add(node.name());
        Shape output = Objects.requireNonNull(shapes.get(node.name()));
        work += node.layer().multiplyAdds(output) + output.size();
      }
    return work;
  }

  /** Whether {@code runs} runs of the head fit into the time of one equation. */
  boolean affords(long runs) {
    return runs <= BUDGET / headWork();
  }

  /** Whether {@code runs} runs of the network, forward or backward, fit into the time of one equation. */
  boolean affordsWhole(long runs) {
    return runs <= 2 * BUDGET / networkWork();
  }

  /** The number of items, of {@code all}, to evaluate if each takes {@code runsEach} runs of the head. */
  int affordable(int all, int runsEach) {
    return (int) Math.min(all, Math.max(LEAST, BUDGET / headWork() / runsEach));
  }

  /** Cells of A: half of them those with the largest |∂S/∂A|, the others drawn; 256, or as many as the head's size allows. */
  int[] sample() {
    int n = affordable(Math.min(MOST, A().size()), 16);
    return SampledCells.of(probe.gradient(Score.LOGIT), n);
  }

  /** Describes the sample. */
  String sampled() {
    return "%d elements of A, half of them those with the largest |∂S/∂A|".formatted(sample().length);
  }

  /** As many channels as the time of one equation allows, including the reported one. */
  int[] channels(int runsEach) {
    int n = affordable(K(), runsEach);
    return IntStream.concat(IntStream.of(k()), IntStream.range(0, K()).filter(c -> c != k())).limit(n).sorted().toArray();
  }

  /** The scores that can be differentiated: the probability only if there is one. */
  List<Score> scores() {
    return probe.cut().forward().scoreKind() == ScoreKind.VALUE ? List.of(Score.LOGIT, Score.EXP) : List.of(Score.values());
  }

  /** The score to use where a paper takes the probability: the logit if there is no probability. */
  Score f() {
    return scores().contains(Score.PROBABILITY) ? Score.PROBABILITY : Score.LOGIT;
  }

  /** All scores' derivatives at the sample. */
  SampledScoreDerivatives scoresAtSample() {
    if (sampledScores.isEmpty()) sampledScores = Optional.of(SampledScoreDerivatives.of(this));
    return sampledScores.get();
  }

  /** D1, D2, D3 everywhere, as the methods compute them. */
  ScoreDerivatives everywhere(Score score) {
    return everywhere.computeIfAbsent(score, s -> ScoreDerivatives.of(probe, s));
  }

  /** Whether D1, D2, D3 everywhere are affordable. */
  boolean isWithinReach(Score score) {
    if (!probe.headIsPiecewiseLinear()) return affords(4L * A().size());
    return score != Score.PROBABILITY || affords(2L * probe.logits().size());
  }

  /** Whether D1, D2, D3 of exp(S) everywhere are affordable. */
  boolean alphaIsWithinReach() { return isWithinReach(Score.EXP); }

  /** Whether CAM applies. */
  boolean headIsGapLinear() {
    try {
      return new Cam().weights(probe).w().size() == K();
    } catch (NotApplicableException _) {
      return false;
    }
  }

  /** Whether attention rollout applies. */
  boolean hasAttention() {
    try {
      return !AttentionMatrices.of(probe).layers().isEmpty();
    } catch (NotApplicableException _) {
      return false;
    }
  }

  /** Whether the scores are piecewise linear in the picture. */
  boolean networkIsPiecewiseLinear() {
    return Graph.piecewiseLinear(probe.differentiated(Score.LOGIT), probe.cut().forward().x());
  }

  /** "layer 'layer3' [96, 8, 8] of scenes-resnet": where A is. */
  public String place() {
    return "layer '" + probe.subject().layer() + "' " + A().shape() + " of " + probe.subject().model().network().name();
  }

  @Override
  public String toString() { return probe.target() + " at " + place(); }
}
