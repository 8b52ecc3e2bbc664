package lucida.book;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.Taylor;
import lucida.cam.Score;
import lucida.cam.channels.GradCam;
import lucida.cam.training.AbsoluteLoss;
import lucida.cam.training.EnergyLoss;
import lucida.cam.training.ExplainedBatch;
import lucida.cam.training.ExplanationLoss;
import lucida.cam.training.Gain;
import lucida.cam.training.Ggam;
import lucida.cam.training.MapFormula;
import lucida.cam.training.PixelCrossEntropy;
import lucida.cam.training.RightReasons;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Initial;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.architecture.Attention;
import lucida.layers.training.Supervision;

/** GG and EL: attention that is guided by Grad-CAM, and losses of explanations, whose derivatives are derived again. The mask is the middle of the picture; attention has seeded weights. */
final class TrainingEquations {
  private static final long SEED = 20210124; // the day of arXiv 2101.09666
  private static final String ROUTES = "along one direction of all parameters: a sweep back through the loss, which holds a sweep back; a jet through the loss";

  private TrainingEquations() {}

  static Section attention() {
    return new Section("GGAM", "Xu et al. 2021, arXiv 2101.09666: attention guided by Grad-CAM, trained", List.of(
        new Equation.Definition("GG 1", "Channel attention", new Notation("s = softmax(FC_2(ReLU(FC_1(GAP(A)))))"),
            Domain.GUIDABLE,
            s -> attended(s, "attention.s").with("s_k", value(s, "attention.s").cell(s.k())).with("Σ_k s_k",
                value(s, "attention.s").sum())),
        new Equation.Definition("GG 2", "Spatial attention", new Notation("T = frac{Σ_q b_q}{Σ_q Σ_{ij} b_{q,ij}}"),
            Domain.GUIDABLE,
            s -> attended(s, "attention.t").with("T_ij", value(s, "attention.t").cell(s.ij())).with("Σ_ij T_ij",
                value(s, "attention.t").sum())),
        new Equation.Definition("GG 3", "Classified features", new Notation("d_q = a_q ⊙ T"), Domain.GUIDABLE,
            s -> attended(s, "attention.d").with("a_k,ij", s.A().cell(s.chosen())).with("d_k,ij",
                value(s, "attention.d").cell(s.chosen()))),
        new Equation.Definition("GG 4", "Importance by gradients",
            new Notation("β^m_q = frac{1}{Z} Σ_{ij} frac{∂y^m}{∂A_{q,ij}},  β̃ = sigmoid(β)"), Domain.ANY,
            TrainingEquations::importance),
        new Equation.Definition("GG 5", "The loss",
            new Notation("L_{\"GGAM\"} = frac{1}{2} (KL(s‖β̃) + KL(β̃‖s)),  L = L_{\"CE\"} + λ L_{\"GGAM\"}"), Domain.GUIDABLE,
            TrainingEquations::ggam),
        derived("GG 5", "The loss, derived", "frac{∂L_{\"GGAM\"}}{∂w}  \"through\" β", new Ggam(Ggam.Form.PRINTED))));
  }

  static Section training() {
    return new Section("Training through a map",
        "Ross et al. 2017, arXiv 1703.03717; Rao et al. 2023, arXiv 2303.11932; Li et al. 2018, arXiv 1802.10171", List.of(
            derived("EL 1", "Right for the right reasons", "Σ ((1 − M) ⊙ frac{∂}{∂x} Σ_m log p^m)^2",
                new RightReasons(MapFormula.GRADIENT)),
            derived("EL 2", "Energy", "1 − frac{Σ M ⊙ L^+}{Σ L^+}", new EnergyLoss(MapFormula.GRADCAM)),
            derived("EL 3", "L1", "mean |M − L̂|", new AbsoluteLoss(MapFormula.GRADCAM)),
            derived("EL 4", "Cross-entropy of each pixel", "−frac{Σ M ⊙ log L̂}{Σ M}", new PixelCrossEntropy(MapFormula.GRADCAM)),
            new Equation.Definition("EL 5", "Distillation of a map", new Notation("\"the loss of PP 10\""), Domain.ANY,
                Distillation::numbers),
            derived("EL 6", "GAIN", "p^c(x − T(L) ⊙ x),  T = sigmoid(ω (L̂ − σ))", new Gain(MapFormula.GRADCAM)),
            new Equation.Definition("EL 7", "GGAM", new Notation("\"the loss of GG 5\""), Domain.GUIDABLE,
                TrainingEquations::ggam)));
  }

  private static NumberTable attended(EvaluationPoint s, String node) {
    String whose = Attention.layerOf(s.probe().subject().model().network()).map(layer -> layer + ", the network's own")
        .orElseGet(() -> s.place() + ", with seeded weights");
    return NumberTable.of("%s behind %s; %s".formatted(node, whose, s.where()));
  }

  private static NumberTable importance(EvaluationPoint s) {
    double beta = new GradCam(Score.LOGIT).weights(s.probe()).w().cell(s.k());
    return NumberTable.of(s.where()).with("β_k", beta).with("sigmoid(β_k)", 1 / (1 + Math.exp(-beta)));
  }

  /** What the printed β̃ cannot reach: with β = 0 the least of the loss is ½ (K/2 − 1) log(K/2), at s = 1/K. */
  private static NumberTable ggam(EvaluationPoint s) {
    double K = s.K();
    return attended(s, "attention.s").with("L as printed", Written.of(s, new Ggam(Ggam.Form.PRINTED), false).value())
        .with("L with β̃ / Σ β̃", Written.of(s, new Ggam(Ggam.Form.NORMALISED), false).value())
        .with("the least L as printed where β = 0", 0.5 * (K / 2 - 1) * Math.log(K / 2));
  }

  /** A loss whose derivative by the parameters two routes give; without the derivatives in it being derived it is another. */
  private static Equation derived(String tag, String title, String statement, ExplanationLoss loss) {
    return new Equation.Identity(tag, title, new Notation(statement), loss instanceof Ggam ? Domain.GUIDABLE : Domain.TRAINABLE,
        ROUTES,
        s -> Written.of(s, loss, false).residual(false),
        Counterexample.of(SmallNetwork.MAX_POOL, "the same with the derivatives in the loss taken as numbers",
            s -> Written.of(s, loss, false).residual(true)));
  }

  private static Tensor value(EvaluationPoint s, String node) {
    Written written = Written.of(s, new Ggam(Ggam.Form.PRINTED), false);
    return s.probe().executor().value(written.forward().value(node), written.given());
  }

  /** A loss on the network of a point, with attention where it is about attention. */
  private record Written(EvaluationPoint point, ExplanationLoss loss, Forward forward, Expr mean, Map<Expr, Tensor> given) {
    static Written of(EvaluationPoint s, ExplanationLoss loss, boolean detached) {
      Model model = loss instanceof Ggam ? attended(s) : s.probe().subject().model();
      Forward forward = model.network().write(1, Mode.INFERENCE);
      Supervision asked = Supervision.of(forward.x().shape(), forward.scores().shape());
      Map<Expr, Tensor> given = new HashMap<>();
      model.given(forward, s.probe().x()).forEach((input, tensor) -> given.put(input, tensor.to(Precision.FLOAT64)));
      given.put(asked.targets(), Tensor.oneHot(forward.scores().shape().extent(1), Precision.FLOAT64, s.explainedClass()));
      int H = forward.x().shape().extent(2), W = forward.x().shape().extent(3);
      given.put(asked.masks(), Tensor.filled(asked.masks().shape(), Precision.FLOAT64,
          cell -> isCentral(cell / W, H) && isCentral(cell % W, W) ? 1 : 0));
      return new Written(s, loss, forward,
          loss.of(new ExplainedBatch(forward, layer(s, loss), asked, detached)).mean(), given);
    }

    /** The explained one; where the network has attention of its own, a loss of attention is about the layer that it comes after. */
    private static String layer(EvaluationPoint s, ExplanationLoss loss) {
      String explained = s.probe().subject().layer();
      return loss instanceof Ggam ? Attention.layerOf(s.probe().subject().model().network()).orElse(explained) : explained;
    }

    /** Whether a place of an axis lies in its middle half. */
    private static boolean isCentral(int place, int extent) {
      return Math.abs(place - (extent - 1) / 2.0) < extent / 4.0;
    }

    private static Model attended(EvaluationPoint s) {
      Model plain = s.probe().subject().model();
      if (Attention.layerOf(plain.network()).isPresent()) return plain;
      Network network = new Attention(s.probe().subject().layer(), true, Optional.of(Attention.Spatial.PRINTED),
          OptionalInt.empty(),
          OptionalInt.empty()).in(plain.network());
      SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Initial.weights(network, SEED, Precision.FLOAT64).tensors());
      plain.weights().tensors().forEach(tensors::put);
      return new Model(network, new Weights(tensors));
    }

    double value() { return point.probe().executor().value(mean, given).item(); }

    /** Of both routes; or of the jet and of a sweep back that takes derivatives in the loss as numbers. */
    double residual(boolean detached) {
      double a = bySweep(detached ? of(point, loss, true) : this), b = byJet();
      return RelativeError.of(a, b);
    }

    private static double bySweep(Written w) {
      List<Input> parameters = List.copyOf(w.forward.parameters().values());
      List<Tensor> g = w.point.probe().executor().values(Reverse.gradients(w.mean, parameters), w.given);
      return IntStream.range(0, g.size()).mapToDouble(i -> g.get(i).dot(direction(parameters.get(i)))).sum();
    }

    private double byJet() {
      Map<Input, Input> v = new LinkedHashMap<>();
      Map<Expr, Tensor> with = new HashMap<>(given);
      for (Input w : forward.parameters().values()) {
        Input along = Input.of("v", w.shape());
        v.put(w, along);
        with.put(along, direction(w));
      }
      return point.probe().executor().value(Taylor.jets(List.of(mean), v, 1).getFirst().derivative(1), with).item();
    }

    private static Tensor direction(Input w) {
      return RandomStream.of(SEED).stream(w.name()).gaussian(w.shape(), Precision.FLOAT64, 0, 1);
    }
  }
}
