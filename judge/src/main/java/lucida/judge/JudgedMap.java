package lucida.judge;

import java.util.List;
import java.util.function.Supplier;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
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
 * @param others what the method makes of other pictures, classes and networks
 * @param variants networks made of the probe's
 * @param memo what was made of the picture alone
 * @param seed of random numbers
 */
public record JudgedMap(LabelledPicture picture, Probe probe, int explained, Method method, SaliencyMap map, Tensor shown,
    OtherMaps others, Variants variants, PictureMemo memo, long seed) {
  /** The first map of a picture. */
  public JudgedMap(LabelledPicture picture, Probe probe, int explained, Method method, SaliencyMap map, Variants variants,
      long seed) {
    this(picture, probe, explained, method, map, variants, new PictureMemo(), seed);
  }

  /** Resizes the map. */
  JudgedMap(LabelledPicture picture, Probe probe, int explained, Method method, SaliencyMap map, Variants variants,
      PictureMemo memo, long seed) {
    this(picture, probe, explained, method, map, shown(map, picture.x()), new OtherMaps(method), variants, memo, seed);
  }

  /**
   * What depends on the picture and the seed alone, as random sets of its pixels: made for the first map of the picture, and kept for the others.
   *
   * @param key names it: of equal keys one is made
   */
  public <T> T once(Class<T> type, Object key, Supplier<T> maker) {
    return memo.of(type, key, maker);
  }

  private static Tensor shown(SaliencyMap map, Tensor x) {
    Tensor plane = map.isOfPixels() ? map.map().abs().max(0) : map.map();
    return new Resize(x.shape().extent(2), x.shape().extent(1), Filter.BILINEAR).of(plane);
  }

  /**
   * What the method makes of another probe.
   *
   * @param key names the probe: of equal keys one map is made, which is kept
   * @throws lucida.cam.NotApplicableException if there is no finite map
   */
  public SaliencyMap other(Object key, Supplier<Probe> probe) {
    return others.of(key, probe);
  }

  /** The same as {@link #shown}, [H, W]. */
  public Tensor shownFor(Object key, Supplier<Probe> probe) {
    return shown(other(key, probe));
  }

  /** What the method makes of another probe, as {@link #shown}, [H, W]; it is not kept. */
  public Tensor shownFor(Probe other) {
    return shown(others.of(other));
  }

  /** A map like this one, as {@link #shown}, [H, W]. */
  public Tensor shown(SaliencyMap other) {
    return shown(other, picture.x());
  }

  /** The same question about another picture, [C, H, W]. */
  public Probe about(Tensor other) {
    return probe.about(other.reshape(probe.x().shape()));
  }

  /** Φ: the map with its sign for each channel of the picture, [C, H, W]; a map of a layer's positions is the same for all channels. */
  public Tensor attribution() {
    Tensor x = x();
    if (map.map().shape().equals(x.shape())) return map.map();
    return Tensor.filled(x.shape(), x.precision(), e -> shown.cell(e % shown.size()));
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

  /**
   * Refuses a network without probabilities, before any of its pictures are run.
   *
   * @throws NotApplicableException if it gives none
   */
  public void requireProbabilities() { probability(); }

  /**
   * Y = p^c of the picture itself.
   *
   * @throws NotApplicableException if the network gives no probabilities
   */
  public double probability() { return probability(scoreKind(), probe.logits(), explained); }

  private ScoreKind scoreKind() { return probe.cut().forward().scoreKind(); }

  static double probability(ScoreKind kind, Tensor scores, int c) {
    return kind.probabilities(scores).orElseThrow(() -> new NotApplicableException("the network gives no probabilities"))
        .cell(c);
  }

  /** Random numbers for one purpose: the same for all methods, so that methods are compared on the same draws. */
  public RandomStream random(String purpose) {
    return RandomStream.of(seed).stream(picture.name()).stream(purpose);
  }
}
