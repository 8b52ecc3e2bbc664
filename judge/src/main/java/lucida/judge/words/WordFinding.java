package lucida.judge.words;

import java.util.Optional;
import java.util.OptionalDouble;
import lucida.core.Tensor;
import lucida.judge.localisation.EnergyPointingGame;
import lucida.judge.localisation.PointingGame;

/**
 * Where a map of a word or an answer is, and where its control is.
 *
 * @param scene its number
 * @param kind of word, "object", or what a question asks for
 * @param region whose mask: "mentioned", "asked", "union" or "all"
 * @param map of the word
 * @param control of another word of the same caption, or of the answer to another question about the same scene
 * @param area the mask's share of the picture: the energy of a map that knows nothing
 */
public record WordFinding(int scene, String kind, String region, Sight map, Sight control, double area) {
  /**
   * How much of a map is on a mask.
   *
   * @param pointing 1 if the largest cell is on it; the share of the largest cells, if there are several [ME 5]
   * @param energy the share of the positive values [ME 5]
   */
  public record Sight(double pointing, double energy) {
    /**
     * Of a map that has a positive value.
     *
     * @param L [H, W]
     * @param mask 1 inside and 0 outside, [H, W]
     */
    static Optional<Sight> of(Tensor L, Tensor mask) {
      OptionalDouble percent = EnergyPointingGame.percent(L, mask);
      return percent.isEmpty()
          ? Optional.empty()
          : Optional.of(new Sight(PointingGame.hits(L, e -> mask.cell(e) > 0), percent.getAsDouble() / 100));
    }
  }

  /** Of two maps, if both have a positive value. */
  static Optional<WordFinding> of(int scene, String kind, String region, Tensor map, Tensor control, Tensor mask) {
    return Sight.of(map, mask).flatMap(own -> Sight.of(control, mask)
        .map(other -> new WordFinding(scene, kind, region, own, other, mask.mean())));
  }
}
