package lucida.judge;

import java.util.List;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.layers.ScoreKind;
import lucida.pictures.Filter;
import lucida.pictures.Normalisation;
import lucida.pictures.Resize;

/**
 * A map under judgement, with the picture that it explains.
 *
 * @param picture the picture and what is true about it
 * @param probe of the picture and the explained class
 * @param explained c, the explained class
 * @param method what made the map, to make others like it
 * @param map the map, at the layer's resolution
 * @param shown the map as the method defines it, resized bilinearly to the network's input, [H, W]; channels of a map of pixels are joined by their largest magnitude
 * @param seed of random numbers
 */
public record JudgedMap(LabelledPicture picture, Probe probe, int explained, Method method, SaliencyMap map, Tensor shown,
    long seed) {
  /** Resizes the map. */
  public JudgedMap(LabelledPicture picture, Probe probe, int explained, Method method, SaliencyMap map, long seed) {
    this(picture, probe, explained, method, map, resized(map, picture.x()), seed);
  }

  private static Tensor resized(SaliencyMap map, Tensor x) {
    Tensor plane = map.isOfPixels() ? map.map().abs().max(0) : map.map();
    return new Resize(x.shape().extent(2), x.shape().extent(1), Filter.BILINEAR).of(plane);
  }

  /** L̂: the map with its least cell brought to 0 and its largest to 1, [H, W]; of a flat map 0. */
  public Tensor normalised() {
    return Normalisation.MIN_MAX.of(shown);
  }

  /** x, the picture, [C, H, W]. */
  public Tensor x() { return probe.picture(); }

  /** The objects of the explained class. */
  public List<ObjectTruth> objects() {
    return picture.objects().stream().filter(object -> object.label() == explained).toList();
  }

  /** Whether the network gives probabilities. */
  public boolean hasProbabilities() {
    return scoreKind().probabilities(probe.logits()).isPresent();
  }

  /** Y = p^c of the picture itself. */
  public double probability() { return probability(scoreKind(), probe.logits(), explained); }

  private ScoreKind scoreKind() { return probe.cut().forward().scoreKind(); }

  static double probability(ScoreKind kind, Tensor scores, int c) {
    return kind.probabilities(scores).orElseThrow(() -> new IllegalStateException("these scores are " + kind.description()))
        .cell(c);
  }

  /** Random numbers for one purpose: the same for all methods, so that methods are compared on the same draws. */
  public RandomStream random(String purpose) {
    return RandomStream.of(seed).stream(picture.name()).stream(purpose);
  }
}
