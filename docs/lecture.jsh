// Saliency maps, equation by equation: the Java of docs/saliency.md, to be pasted into jshell or loaded as a whole.
//
//   ./lucida --version                                                     builds once
//   jshell --add-modules ALL-MODULE-PATH,jdk.incubator.vector --module-path cli/target/quick/lucida-cli.jar:cli/target/quick/modules docs/lecture.jsh

import java.util.*;
import lucida.autodiff.*;
import lucida.autodiff.run.*;
import lucida.bundled.*;
import lucida.cam.*;
import lucida.cam.channels.*;
import lucida.cam.derivatives.*;
import lucida.core.*;
import lucida.pictures.*;

TrainedModel net = Bundled.network("scenes-resnet");
Subject subject = Subject.of(net.model(), Executor.float64());
Tensor x = net.preprocessing().tensor(Bundled.picture("car-and-cat"), Precision.FLOAT64);
Probe probe = subject.probe(x, Target.ofClass(net.classes().indexOf("cat")));

IO.println(subject.layer() + " " + probe.activations().shape());
IO.println("piecewise linear behind it: " + probe.headIsPiecewiseLinear());

Tensor A = probe.activations(), g = probe.gradient(Score.LOGIT);   // both [K, h, w]
int K = A.shape().extent(0), h = A.shape().extent(1), w = A.shape().extent(2);

Tensor slowGradCam() {
  double[] L = new double[h * w];
  for (int k = 0; k < K; k++) {
    double alpha = 0;
    for (int i = 0; i < h; i++) for (int j = 0; j < w; j++) alpha += g.at(k, i, j) / (h * w);
    for (int i = 0; i < h; i++) for (int j = 0; j < w; j++) L[i * w + j] += alpha * A.at(k, i, j);
  }
  return Tensor.of(Shape.of(h, w), L);                             // still with its sign
}

double off(Tensor expected, Tensor actual) { return expected.minus(actual).norm() / expected.norm(); }

SaliencyMap gradCam = new GradCam().explain(probe);
IO.println(off(slowGradCam(), gradCam.signed()) < 1e-12);

IO.println(off(new Cam().explain(probe).signed(), gradCam.signed().scale(h * w)) < 1e-12);

Tensor exact = new GradCamPlusPlus().explain(probe).signed();
Tensor shortcut = new GradCamPlusPlusShortcut(GradCamPlusPlusShortcut.Form.CLOSED).explain(probe).signed();
IO.println(off(exact, shortcut) < 1e-12);

Target bent = Target.ofScores("tanh of the cat's score", S -> S.at(1, 3).scale(0.5).tanh());
Probe smooth = subject.probe(x, bent);
IO.println("piecewise linear behind it: " + smooth.headIsPiecewiseLinear());

Tensor real = new GradCamPlusPlus().explain(smooth).signed();
Tensor powers = new GradCamPlusPlusShortcut(GradCamPlusPlusShortcut.Form.CLOSED).explain(smooth).signed();
IO.println("the shortcut is off by more than 1 %: " + (off(real, powers) > 0.01));

ScoreDerivatives D = ScoreDerivatives.of(smooth, Score.LOGIT);
int e = D.first().abs().argmax();                                  // where it matters most
Expr S = smooth.differentiated(Score.LOGIT), cut = smooth.cut().activations();
Expr at(Expr f) { return f.reshape(f.shape().size()).at(0, e); }
Expr d1 = at(Differential.gradient(S, cut)), d2 = at(Differential.gradient(d1, cut)), d3 = at(Differential.gradient(d2, cut));
double[] nested = smooth.fromActivations(List.of(d1, d2, d3)).stream().mapToDouble(t -> t.cell(0)).toArray();
double[] jets = {D.first().cell(e), D.second().cell(e), D.third().cell(e)};
for (int q = 0; q < 3; q++) IO.println(Math.abs(nested[q] - jets[q]) < 1e-12 * Math.abs(jets[q]));

SaliencyMap black = new GradCamPlusPlus(Score.LOGIT).explain(probe);
black.flags().forEach(flag -> IO.println(flag.kind() + ": " + flag));

record PositiveGradCam() implements ChannelWeighted {
  public String name() { return "positive-gradcam"; }
  public Unit unit() { return Score.LOGIT.unit(); }
  public ChannelWeights weights(Probe probe) {
    return ChannelWeights.of(probe.gradient(Score.LOGIT).relu().mean(1, 2));
  }
}
MapComparison both = new MapComparison(new PositiveGradCam().explain(probe).map(), new GradCamPlusPlus().explain(probe).map());
IO.println("correlated by more than 0.9: " + (both.pearson() > 0.9));
