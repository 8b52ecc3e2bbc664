package lucida.judge.complexity;

import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * The complexity that ADCC is made of — Poppi, Cornia, Baraldi, Cucchiara, CVPR Workshops 2021, arXiv 2104.10252: the mean of L̂, in per cent [ME 10]. It is not the {@link Complexity} of Bhatt et al.,
 * though tables call both so.
 */
public record MapComplexity() implements Metric {
  @Override
  public String name() { return "complexity-adcc"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Complexity of ADCC", "Poppi, Cornia, Baraldi, Cucchiara, CVPR Workshops 2021, arXiv 2104.10252",
        "[ME 10]", "The mean of the map between its least and its largest cell: how much of the picture it shows.", Better.LOWER,
        MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return ScoreRequest.none(() -> judged.shown().max() == judged.shown().min()
        ? Judgement.leftOut("the map is flat")
        : Judgement.of(100 * judged.normalised().mean()));
  }
}
