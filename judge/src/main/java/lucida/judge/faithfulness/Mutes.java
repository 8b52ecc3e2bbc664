package lucida.judge.faithfulness;

import java.util.function.Function;
import lucida.core.Tensor;
import lucida.judge.Answers;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.ScoreRequest;

/** x̃: what a map leaves of its picture, the rest being muted. */
public enum Mutes {
  /** L̂ ∘ x + (1 − L̂) ∘ x_b: each pixel in proportion to the map (Grad-CAM++). */
  IN_PROPORTION("Chattopadhay, Sarkar, Howlader, Balasubramanian, WACV 2018, arXiv 1710.11063") {
    @Override
    Tensor kept(Tensor normalised) { return normalised; }
  },
  /** The half of the pixels with the least saliency is muted, the rest stays (Score-CAM); pixels that share the middle are kept in part. */
  HALF("Wang et al., CVPR Workshops 2020, arXiv 1910.01279") {
    @Override
    Tensor kept(Tensor normalised) { return PixelOrder.mostSalientFirst(normalised).kept(0.5); }
  };

  private final String paper;

  Mutes(String paper) { this.paper = paper; }

  /** Who muted pictures so: authors, venue, year, number. */
  String paper() { return paper; }

  /** "when pixels fade to 0 where the map does not show them". */
  String words(Nothing nothing) {
    return switch (this) {
      case IN_PROPORTION -> "when pixels fade to " + nothing.words() + " where the map does not show them";
      case HALF -> "when the half of the pixels that the map shows least is " + nothing.words();
    };
  }

  /** 1 where the pixel stays, 0 where it is muted, [H, W]. */
  abstract Tensor kept(Tensor normalised);

  /** The name of a metric that mutes so: what deviates from the usual is said. */
  String called(String name, Nothing nothing) {
    return name + (this == HALF ? "-half" : "") + (nothing == Nothing.ZERO ? "" : nothing.suffix());
  }

  /** Asks for the scores of x̃, unless there are no probabilities. */
  ScoreRequest request(JudgedMap judged, Nothing nothing, Function<Answers, Judgement> conclusion) {
    judged.requireProbabilities();
    record Muted(Mutes mutes, Nothing nothing) {}
    Tensor other = nothing.of(judged);
    return new ScoreRequest(new Muted(this, nothing), 1, _ -> Blend.of(judged.x(), kept(judged.normalised()), other),
        conclusion);
  }
}
