package lucida.book;

import lucida.cam.Probe;
import lucida.cam.Score;

/**
 * The error of Grad-CAM++'s closed form at one picture.
 *
 * @param network with its head
 * @param score which Y is derived
 * @param picture its name
 * @param alphaError ‖α_closed − α‖ / max(‖α‖, ‖α_closed‖)
 * @param medianAlphaError the median over cells of |α_closed − α| / |α|
 * @param rankCorrelation Spearman's, of the maps
 * @param topOverlap of the strongest 10 % of the maps, intersection over union
 * @param poles the share of cells whose α has passed a pole
 */
public record ShortcutRow(String network, Score score, String picture, double alphaError, double medianAlphaError,
    double rankCorrelation,
    double topOverlap, double poles) {
  /** Of a score at a probe. */
  public static ShortcutRow of(String network, String picture, Probe probe, Score score) {
    ShortcutComparison comparison = ShortcutComparison.of(probe, score);
    return new ShortcutRow(network, score, picture, comparison.alphaError(), comparison.medianAlphaError(),
        comparison.rankCorrelation(), comparison.topOverlap(),
        (double) comparison.exact().poles().size() / comparison.A().size());
  }
}
