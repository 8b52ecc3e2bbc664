package lucida.book;

import static lucida.book.UncoveredEquations.later;

import java.util.List;

/** ME: measures of maps over many pictures, listed and not evaluated yet. */
final class MeasureEquations {
  private static final String ROOM = "judge";
  private static final String SCORES = "Scores of masked pictures are those of SC 2.";

  private MeasureEquations() {}

  static Section section() {
    return new Section("How good is a map", "measures over many pictures", List.of(
        later("ME 1", "Average Drop %", "frac{100}{N} Σ_i frac{max(0, Y_i − O_i)}{Y_i}", ROOM, SCORES),
        later("ME 2", "Increase in Confidence %", "frac{100}{N} Σ_i 1[Y_i < O_i]", ROOM, SCORES),
        later("ME 3", "Win %", "\"share of pictures with the smaller drop\"", ROOM),
        later("ME 4", "Deletion, insertion, ROAD", "\"area under the score as salient pixels go or come\"", ROOM),
        later("ME 5", "Pointing game, energy", "frac{Σ_{\"box\"} L}{Σ L}", ROOM),
        later("ME 6", "Localisation", "\"GC 6 against boxes and masks; relevance rank and mass\"", ROOM,
            "The box of one picture is GC 6."),
        later("ME 7", "Sanity checks", "\"maps of re-initialised layers and permuted labels\"", ROOM,
            "SSIM and rank correlation of two maps are there: lucida compare."),
        later("ME 8", "Sensitivity, infidelity, and the other measures of Quantus", "\"each from its own paper\"", ROOM),
        later("ME 9", "Localisation of the Grad-CAM++ paper", "frac{|\"map\" ∩ \"box\"|}{|\"box\"| + |\"map outside\"|}", ROOM),
        later("ME 10", "Complexity, coherency, ADCC", "\"each from its own paper\"", ROOM),
        later("ME 11", "MaxBoxAcc", "\"share of pictures with a box of IoU ≥ δ at the best threshold\"", ROOM),
        later("ME 12", "PxAP", "\"area under the precision and recall of pixels\"", ROOM),
        later("ME 13", "False confidence", "\"rank correlation of\" w_k \"with\" C(A^k)", ROOM,
            "w_k and C(A^k) are those of the methods and SC 2.")));
  }
}
