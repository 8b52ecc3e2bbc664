package lucida.judge.randomisation;

import lucida.core.Tensor;
import lucida.pictures.MapComparison;
import lucida.pictures.Normalisation;

/** How alike the maps of two networks, or of two classes, are: 1 if they are the same. */
public enum Similarity {
  /** Spearman's correlation. */
  SPEARMAN("spearman", "Spearman's correlation") {
    @Override
    double of(Tensor a, Tensor b) { return new MapComparison(a, b).spearman(); }
  },
  /** Spearman's correlation of the magnitudes. */
  ABSOLUTE_SPEARMAN("spearman-absolute", "Spearman's correlation of the magnitudes") {
    @Override
    double of(Tensor a, Tensor b) { return new MapComparison(a.abs(), b.abs()).spearman(); }
  },
  /** SSIM of both divided by their largest magnitudes. */
  SSIM("ssim", "SSIM") {
    @Override
    double of(Tensor a, Tensor b) { return new MapComparison(a, b).normalised(Normalisation.MAX).ssim(); }
  },
  /** Pearson's correlation of histograms of oriented gradients. */
  HOG("hog", "the correlation of histograms of oriented gradients") {
    @Override
    double of(Tensor a, Tensor b) {
      return new MapComparison(OrientedGradients.of(a), OrientedGradients.of(b)).pearson();
    }
  };

  private final String title;
  private final String words;

  Similarity(String title, String words) {
    this.title = title;
    this.words = words;
  }

  /** What the names of metrics that use it end in. */
  String title() { return title; }

  /** What it is, in a sentence. */
  String words() { return words; }

  /** Of two maps [H, W]; NaN if there is none, as of a flat map. */
  abstract double of(Tensor a, Tensor b);
}
