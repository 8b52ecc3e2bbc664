package lucida.judge.randomisation;

import lucida.cam.SaliencyMap;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.pictures.MapComparison;
import lucida.pictures.Normalisation;

/** How alike the maps of two networks, or of two classes, are: 1 if they are the same. */
public enum Similarity {
  /** Spearman's correlation of the signed maps, before any ReLU, at their own resolution. */
  SPEARMAN("spearman", "Spearman's correlation") {
    @Override
    public double of(JudgedMap judged, SaliencyMap other) {
      return new MapComparison(judged.map().signed(), other.signed()).spearman();
    }
  },
  /** Spearman's correlation of the magnitudes as they are shown. */
  ABSOLUTE_SPEARMAN("spearman-absolute", "Spearman's correlation of the magnitudes") {
    @Override
    public double of(JudgedMap judged, SaliencyMap other) {
      return new MapComparison(judged.shown().abs(), judged.shown(other).abs()).spearman();
    }
  },
  /** SSIM of both as they are shown, divided by their largest magnitudes. */
  SSIM("ssim", "SSIM") {
    @Override
    public double of(JudgedMap judged, SaliencyMap other) { return ssim(judged.shown(), judged.shown(other)); }
  },
  /** Pearson's correlation of histograms of oriented gradients of both as they are shown. */
  HOG("hog", "the correlation of histograms of oriented gradients") {
    @Override
    public double of(JudgedMap judged, SaliencyMap other) {
      return new MapComparison(OrientedGradients.of(judged.shown()), OrientedGradients.of(judged.shown(other))).pearson();
    }
  };

  private final String title;
  private final String words;

  Similarity(String title, String words) {
    this.title = title;
    this.words = words;
  }

  /** What the names of metrics that use it end in. */
  public String title() { return title; }

  /** What it is, in a sentence. */
  public String words() { return words; }

  /** Of the judged map with another; NaN if there is none, as of a flat map. */
  public abstract double of(JudgedMap judged, SaliencyMap other);

  /** SSIM of two maps [H, W], each divided by its largest magnitude. */
  public static double ssim(Tensor a, Tensor b) {
    return new MapComparison(a, b).normalised(Normalisation.MAX).ssim();
  }
}
