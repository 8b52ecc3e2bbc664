// Saliency maps, equation by equation: the Java of docs/saliency.md, loaded as a whole; the answers to its exercises are on the page.
//
//   ./lucida shell docs/lecture.jsh

import java.awt.image.BufferedImage;
import java.io.*;
import java.util.*;
import java.util.stream.*;
import javax.imageio.ImageIO;
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
Picture photograph = Bundled.picture("car-and-cat");
Tensor x = net.preprocessing().tensor(photograph, Precision.FLOAT64);
int cat = net.classes().indexOf("cat"), car = net.classes().indexOf("car");
Probe probe = subject.probe(x, Target.ofClass(cat));

double curvature(Probe p) {                                        // ‖H A‖, H = ∂²S/∂A²
  Expr S = p.differentiated(Score.LOGIT), A = p.cut().activations();
  return p.fromActivations(List.of(Differential.hvp(S, A, A))).getFirst().norm();
}

IO.println("class %d is '%s', class %d is '%s'".formatted(cat, net.classes().get(cat), car, net.classes().get(car)));
IO.println(subject.layer() + " " + probe.activations().shape());
IO.println("piecewise linear behind it: %b, ‖H A‖ = %.4f".formatted(probe.headIsPiecewiseLinear(), curvature(probe)));

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
double off(double expected, double actual) { return Math.abs(expected - actual) / Math.abs(expected); }
void same(String what, double off) { IO.println("%s: %b, off by %.1e".formatted(what, off < 1e-12, off)); }

SaliencyMap gradCam = new GradCam().explain(probe);
same("loops and method", off(slowGradCam(), gradCam.signed()));

BufferedImage row(Picture... panels) throws IOException {          // beside each other, 8 pixels apart
  int side = 144, step = side + 8;
  List<Picture> large = Arrays.stream(panels).map(panel -> new Resize(side, side, Filter.BICUBIC).of(panel)).toList();
  Picture row = Picture.painted(panels.length * step - 8, side,
      (X, Y) -> X % step < side ? large.get(X / step).rgb(X % step, Y) : 0xFFFFFF);
  return ImageIO.read(new ByteArrayInputStream(row.png()));
}
Picture over(Tensor map) { return Overlay.DEFAULT.over(photograph, map, ColourScale.max(map)); }

row(photograph, over(gradCam.map()), over(new GradCam().explain(subject.probe(x, Target.ofClass(car))).map()))

same("CAM and Z times Grad-CAM", off(new Cam().explain(probe).signed(), gradCam.signed().scale(h * w)));

int top = g.abs().argmax();
Expr exp(Probe p) { return p.differentiated(Score.EXP).plus(-p.value(Score.EXP)).exp(); }
Expr at(Expr f, int element) { return f.reshape(f.shape().size()).at(0, element); }
double[] nested(Probe p, Expr Y, int element) {                    // three reverse sweeps, each read at the one element
  Expr a = p.cut().activations();
  Expr d1 = at(Differential.gradient(Y, a), element);
  Expr d2 = at(Differential.gradient(d1, a), element);
  Expr d3 = at(Differential.gradient(d2, a), element);
  return p.fromActivations(List.of(d1, d2, d3)).stream().mapToDouble(t -> t.cell(0)).toArray();
}

double[] D = nested(probe, exp(probe), top);
for (int q = 1; q <= 3; q++) {
  double power = Math.pow(g.cell(top), q);
  same("D%d = %.4e, g^%d = %.4e".formatted(q, D[q - 1], q, power), off(D[q - 1], power));
}

Tensor exact = new GradCamPlusPlus().explain(probe).signed();
Tensor shortcut = new GradCamPlusPlusShortcut(GradCamPlusPlusShortcut.Form.CLOSED).explain(probe).signed();
same("exact and shortcut", off(exact, shortcut));

Target bent = Target.ofScores("tanh of the cat's score", S -> S.at(1, cat).scale(0.5).tanh());
Probe smooth = subject.probe(x, bent);
IO.println("piecewise linear behind it: %b, ‖H A‖ = %.4f".formatted(smooth.headIsPiecewiseLinear(), curvature(smooth)));

Tensor real = new GradCamPlusPlus().explain(smooth).signed();
Tensor powers = new GradCamPlusPlusShortcut(GradCamPlusPlusShortcut.Form.CLOSED).explain(smooth).signed();
IO.println("the shortcut is off by %.4f of the map".formatted(off(real, powers)));

Tensor atMost1(Tensor map) { return map.scale(1 / map.max()); }
Tensor difference = atMost1(real.relu()).minus(atMost1(powers.relu()));
row(over(real.relu()), over(powers.relu()), Overlay.SIGNED.over(photograph, difference, ColourScale.symmetric(difference)))

ScoreDerivatives byJets = ScoreDerivatives.of(smooth, Score.LOGIT);
int e = byJets.first().abs().argmax();                             // where it matters most
double[] jets = {byJets.first().cell(e), byJets.second().cell(e), byJets.third().cell(e)};
double[] sweeps = nested(smooth, smooth.differentiated(Score.LOGIT), e);
for (int q = 0; q < 3; q++)
  same("D%d = %.4e by sweeps, %.4e by jets".formatted(q + 1, sweeps[q], jets[q]), off(sweeps[q], jets[q]));

Expr a = smooth.cut().activations();                               // A as a formula, [1, K, h, w]
Input alpha = Input.of("α", a.shape());

Expr ansatz(Probe p) {                                             // R = Σ_l (Σ_ab α^l_ab ∂Y/∂A^l_ab) (Σ_ab A^l_ab)
  Expr w = Differential.gradient(exp(p), p.cut().activations()).times(alpha).sum(2, 3);
  return w.times(p.cut().activations().sum(2, 3)).sum();
}
Tensor value(Probe p, Expr f, Tensor alphas) {
  Map<Expr, Tensor> given = new HashMap<>(p.givenActivations());
  given.put(alpha, alphas.reshape(alpha.shape()));
  return p.executor().run(Program.of(List.of(f), p.cut().activations()), given).getFirst();
}

Tensor anything = Tensor.filled(A.shape(), Precision.FLOAT64, i -> Math.sin(i + 1));
Tensor sumA = A.sum(1, 2);                                         // Σ_ab A^l_ab, [K]
int k = e / (h * w);

Expr Y = exp(smooth), R = ansatz(smooth);
Expr Y1 = at(Differential.gradient(Y, a), e), Y2 = at(Differential.gradient(Y1, a), e);
Tensor first = smooth.fromActivations(List.of(Differential.gradient(Y, a))).getFirst();      // ∂Y/∂A^l_ab
Tensor second = smooth.fromActivations(List.of(Differential.gradient(Y1, a))).getFirst();    // ∂²Y/∂A^k_ij∂A^l_ab
Tensor third = smooth.fromActivations(List.of(Differential.gradient(Y2, a))).getFirst();     // ∂³Y/∂(A^k_ij)²∂A^l_ab

double channel(Tensor alphas, Tensor D, int l) {                   // Σ_ab α^l_ab D^l_ab
  double sum = 0;
  for (int ab = l * h * w; ab < (l + 1) * h * w; ab++) sum += alphas.cell(ab) * D.cell(ab);
  return sum;
}
double channels(Tensor alphas, Tensor D) {                         // Σ_l (Σ_ab A^l_ab) Σ_ab α^l_ab D^l_ab
  double sum = 0;
  for (int l = 0; l < K; l++) sum += sumA.cell(l) * channel(alphas, D, l);
  return sum;
}

Expr R1 = at(Differential.gradient(R, a), e);
double left1 = value(smooth, R1, anything).item(), right1 = channel(anything, first, k) + channels(anything, second);
same("∂R = %.4e, product rule %.4e".formatted(left1, right1), off(left1, right1));

Expr R2 = at(Differential.gradient(R1, a), e);
double left2 = value(smooth, R2, anything).item(), right2 = 2 * channel(anything, second, k) + channels(anything, third);
same("∂²R = %.4e, product rule %.4e".formatted(left2, right2), off(left2, right2));

double D2 = second.cell(e), D3 = third.cell(e);
double kept(double alpha) { return 2 * alpha * D2 + sumA.cell(k) * alpha * D3; }
double withinChannel = 2 * (channel(anything, second, k) - anything.cell(e) * D2) +
    sumA.cell(k) * (channel(anything, third, k) - anything.cell(e) * D3);
double otherChannels = channels(anything, third) - sumA.cell(k) * channel(anything, third, k);
same("kept %.4e + within the channel %.4e + other channels %.4e".formatted(kept(anything.cell(e)), withinChannel, otherChannels),
    off(left2, kept(anything.cell(e)) + withinChannel + otherChannels));

double solution = D2 / (2 * D2 + sumA.cell(k) * D3);
same("α = %.6f gives back D2 = %.4e".formatted(solution, D2), off(D2, kept(solution)));

ScoreDerivatives every = ScoreDerivatives.of(smooth, Score.EXP);
Tensor alphas = Tensor.filled(A.shape(), Precision.FLOAT64, i -> {
  double below = 2 * every.second().cell(i) + sumA.cell(i / (h * w)) * every.third().cell(i);
  return below == 0 ? 0 : every.second().cell(i) / below;
});
Tensor weights = alphas.times(every.first().relu()).sum(1, 2);
same("derived and method", off(weights, new GradCamPlusPlus().weights(smooth).w()));

double full = value(smooth, R2, alphas).item();
IO.println("D2 = %.4e, kept = %.4e, with what was dropped %.4e".formatted(D2, kept(alphas.cell(e)), full));
IO.println("Y = 1, R = %.4f, Σ_k w_k Σ_ij A^k_ij = %.4f".formatted(value(smooth, R, alphas).item(), weights.dot(sumA)));

SaliencyMap black = new GradCamPlusPlus(Score.LOGIT).explain(probe);
black.flags().forEach(flag -> IO.println(flag.kind() + ": " + flag));

record PositiveGradCam() implements ChannelWeighted {
  public String name() { return "positive-gradcam"; }
  public Unit unit() { return Score.LOGIT.unit(); }
  public ChannelWeights weights(Probe probe) {
    return ChannelWeights.of(probe.gradient(Score.LOGIT).relu().mean(1, 2));
  }
}
Tensor positive = new PositiveGradCam().explain(probe).map(), plusPlus = new GradCamPlusPlus().explain(probe).map();
IO.println("correlation %.4f".formatted(new MapComparison(positive, plusPlus).pearson()));
row(over(gradCam.map()), over(positive), over(plusPlus))

void grade(int exercise, double off) {
  IO.println("exercise %d: %s, off by %.1e".formatted(exercise, off < 1e-12 ? "right" : "not yet", off));
}

double closedAlpha(double g, double sumA) { return 0; }

void exercise1() {
  ScoreDerivatives D = ScoreDerivatives.of(probe, Score.EXP);
  double[] yours = new double[A.size()], wanted = new double[A.size()];
  for (int i = 0; i < A.size(); i++) {
    wanted[i] = D.second().cell(i) / (2 * D.second().cell(i) + sumA.cell(i / (h * w)) * D.third().cell(i));
    yours[i] = closedAlpha(g.cell(i), sumA.cell(i / (h * w)));
  }
  grade(1, off(Tensor.vector(wanted), Tensor.vector(yours)));
}
exercise1();

double[] sigmoidDerivatives(double p, double g) { return new double[] {0, 0, 0}; }

void exercise2() {
  Input t = Input.of("t");
  double worst = 0, slope = 1.7;
  for (double at : new double[] {-2, 0.3, 1.5}) {
    Jet jet = Taylor.jet(t.scale(slope).sigmoid(), t, Constant.one(t.shape()), 3);
    List<Expr> derivatives = IntStream.rangeClosed(0, 3).mapToObj(jet::derivative).toList();
    double[] D = Executor.float64().values(derivatives, Map.of(t, Tensor.scalar(Precision.FLOAT64, at))).stream()
        .mapToDouble(Tensor::item).toArray();
    Tensor wanted = Tensor.vector(D[1] / D[0], D[2] / D[0], D[3] / D[0]);
    worst = Math.max(worst, off(wanted, Tensor.vector(sigmoidDerivatives(D[0], slope))));
  }
  grade(2, worst);
}
exercise2();

double constantAlpha() { return 1; }

void exercise3() {
  grade(3, off(new GradCam().weights(probe).w(), g.sum(1, 2).scale(constantAlpha())));
}
exercise3();

double secondDerivativeOfR(double g, double w_k, double sum) { return 0; }

void exercise4() {
  Expr a = probe.cut().activations(), R1 = at(Differential.gradient(ansatz(probe), a), e);
  Tensor w = anything.times(g).sum(1, 2);
  double wanted = value(probe, at(Differential.gradient(R1, a), e), anything).item();
  grade(4, off(wanted, secondDerivativeOfR(g.cell(e), w.cell(k), w.dot(sumA))));
}
exercise4();
