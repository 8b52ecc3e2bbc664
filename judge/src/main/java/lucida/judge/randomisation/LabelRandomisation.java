package lucida.judge.randomisation;

import lucida.cam.SaliencyMap;
import lucida.cam.Subject;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.layers.Model;

/**
 * Data randomisation test — Adebayo, Gilmer, Muelly, Goodfellow, Hardt, Kim, NeurIPS 2018, arXiv 1810.03292.
 *
 * <pre>
 *   the similarity of L of the network with L of one that was trained on the same pictures with permuted labels        [ME 7]
 * </pre>
 *
 * Both explain the same class of the same picture. What two networks have in common that both learned true labels is the measure of that number.
 *
 * @param other the other network, with a layer of the same name
 * @param permuted whether it was trained on permuted labels
 * @param similarity of two maps
 */
public record LabelRandomisation(Model other, boolean permuted, Similarity similarity) implements Metric {
  @Override
  public String name() { return (permuted ? "label-randomisation-" : "same-labels-") + similarity.title(); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Data randomisation test",
        "Adebayo, Gilmer, Muelly, Goodfellow, Hardt, Kim, NeurIPS 2018, arXiv 1810.03292", "[ME 7]",
        "How like the map of another network is, by " + similarity.words() + ": one that "
            + (permuted ? "learned permuted labels by heart." : "learned the same classes from other pictures."),
        permuted ? Better.LOWER : Better.NEITHER, MetricUnit.NUMBER, "−1 to 1; 1 for a map that does not depend on the network");
  }

  @Override
  public long maps() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    record Other(boolean permuted) {}
    Subject subject = judged.variants().of(new Other(permuted), _ -> other);
    SaliencyMap theirs = judged.other(new Other(permuted), () -> subject.probe(judged.x(), judged.probe().target()));
    double alike = similarity.of(judged, theirs);
    return Double.isFinite(alike)
        ? ScoreRequest.none(() -> Judgement.of(alike))
        : ScoreRequest.leftOut("a flat map is not similar to another");
  }
}
