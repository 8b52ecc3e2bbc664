package lucida.judge.sanity;

import java.util.Locale;

/** What is made random, and what maps are compared with. */
public enum SanityTest {
  /** Layers from the scores down, one more at each step (MPRT) — Adebayo et al., NeurIPS 2018, arXiv 1810.03292. */
  CASCADING("from the scores down, one layer more at each step"),
  /** One layer at a time — Adebayo et al. */
  INDEPENDENT("one layer at a time"),
  /** Layers from the pixels up, maps averaged over noisy pictures (sMPRT) — Hedström et al. 2023, arXiv 2401.06465. */
  SMOOTH("from the pixels up, one layer more at each step, maps averaged over noisy pictures"),
  /** All layers: how much the entropy of the map's values rises (eMPRT) — Hedström et al. */
  EFFICIENT("all layers"),
  /** No layer is random: the map of a network of the same layers that learned permuted labels — Adebayo et al. */
  LABELS("the same layers, which learned permuted labels by heart"),
  /** The network as it is, and the map of another picture: how alike maps of the method are that have nothing to do with each other. */
  ANOTHER_PICTURE("no layer, the map of another picture");

  private final String words;

  SanityTest(String words) { this.words = words; }

  /** "cascading". */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is random, in words. */
  public String words() { return words; }

  @Override
  public String toString() { return title(); }
}
