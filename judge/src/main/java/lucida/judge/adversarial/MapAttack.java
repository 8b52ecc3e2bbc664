package lucida.judge.adversarial;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.training.EnergyLoss;
import lucida.cam.training.ExplainedBatch;
import lucida.cam.training.MapFormula;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.ObjectTruth;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.SmoothRelu;
import lucida.layers.training.Supervision;

/**
 * An attack on the map: its energy leaves the object while the scores stay — after Ghorbani, Abid, Zou, AAAI 2019, arXiv 1710.10547, and Dombrowski et al., NeurIPS 2019, arXiv 1906.07983.
 *
 * <pre>
 *   J = E(p + δ) − γ mean (S(p + δ) − S(p))²,   E = 1 − Σ M ⊙ L⁺ / Σ L⁺   [EL 2]
 * </pre>
 *
 * <p>The map L is made of derivatives, and ∂J/∂p of derivatives of these. M is the objects of the class, or where none are known the strong part of the map. Of all steps the one is kept whose E is largest while the network
 * says the same and no probability has changed by more than a tolerance; a map that vanishes is none.
 *
 * <p>Deviation: the second derivatives of a network of ReLUs are 0 nearly everywhere, so that its gradient has no slope to climb. As in Dombrowski et al. the slope is that of the network with softplus_β in place of every ReLU;
 * what is kept, and all that is reported, is of the network itself.
 *
 * @param map that is moved
 * @param by how it climbs
 * @param beta β, the sharpness of the softplus; none to climb by the network itself
 * @param gamma γ, how much changed scores count
 * @param tolerance how much a probability may change
 */
public record MapAttack(MapFormula map, ProjectedAscent by, OptionalDouble beta, double gamma, double tolerance)
    implements
      Attack {
  /** How much of its share on the object a map has to lose for a success. */
  private static final double MOST = 0.5;

  @Override
  public String title() { return "map-" + map; }

  @Override
  public String words() {
    return by + ", until the map by " + map + " has left the object for half, no probability changed by more than " + tolerance;
  }

  /** The formulas of J, or of E, for one picture. */
  private record Written(Executor.Compiled program, Forward forward, Supervision given, Input scores) {
    /** The values of the program's results. */
    List<Tensor> run(Victim victim, Tensor region, Tensor first, Tensor x) {
      Precision precision = x.precision();
      Map<Expr, Tensor> varying = new HashMap<>();
      varying.put(forward.x(), x);
      varying.put(given.targets(), Tensor.oneHot(forward.scores().shape().extent(1), precision, victim.own()));
      varying.put(given.masks(), region.to(precision).reshape(given.masks().shape()));
      varying.put(scores, first.to(precision).reshape(scores.shape()));
      return program.run(varying);
    }
  }

  private record Key(MapAttack attack, boolean climbs) {}

  @Override
  public Perturbed on(Victim victim) { return new Search(victim).best(); }

  @Override
  public boolean succeeds(Victim victim, Tensor delta) {
    Search search = new Search(victim);
    return search.inside(delta) <= MOST * search.inside(delta.scale(0)) && search.keepsScores(delta);
  }

  /** One picture under attack, with the best change that was seen. */
  private final class Search {
    private final Victim victim;
    private final Written judges;
    private final Tensor region;
    private final Tensor ofNetwork;
    private final Tensor probabilities;
    private Tensor kept;
    private double least;

    Search(Victim victim) {
      this.victim = victim;
      judges = written(victim.probe().subject().model(), false);
      ofNetwork = victim.probe().logits();
      region = region();
      kept = victim.samples().scale(0);
      probabilities = victim.probabilitiesOf(ofNetwork);
      least = Double.POSITIVE_INFINITY;
    }

    private Written written(Model model, boolean climbs) {
      return victim.probe().written(Written.class, new Key(MapAttack.this, climbs), Score.LOGIT,
          () -> MapAttack.this.written(model, climbs, victim.probe().subject()));
    }

    Perturbed best() {
      Model smooth = smooth(victim.probe().subject().model());
      Written climbs = written(smooth, true);
      Tensor ofSmooth = smooth.scores(victim.probe().x(), victim.probe().executor());
      Perturbed last = by.climb(victim.samples(), victim.random().stream(title()), delta -> {
        look(delta);
        Tensor g = climbs.run(victim, region, ofSmooth, victim.changed(delta)).getFirst();
        return Optional.of(victim.range().bySamples(g.reshape(g.shape().without(0))));
      });
      look(last.delta());
      return new Perturbed(kept, last.steps());
    }

    private void look(Tensor delta) {
      double inside = inside(delta);
      if (inside < least && keepsScores(delta)) {
        least = inside;
        kept = delta;
      }
    }

    /** The share of the map's energy on the object, of the network itself; NaN of a map that vanished. */
    double inside(Tensor delta) {
      List<Tensor> values = judges.run(victim, region, ofNetwork, victim.changed(delta));
      return values.get(1).sum() > 0 ? 1 - values.getFirst().item() : Double.NaN;
    }

    boolean keepsScores(Tensor delta) {
      Tensor p = victim.probabilities(delta);
      return p.argmax() == probabilities.argmax() && p.minus(probabilities).abs().max() <= tolerance;
    }

    /** M, [H, W]. */
    private Tensor region() {
      Tensor x = victim.probe().picture(), all = Tensor.filled(x.select(0, 0).shape(), x.precision(), 1);
      List<ObjectTruth> own = victim.picture().objects().stream().filter(object -> object.label() == victim.own()).toList();
      if (!own.isEmpty()) return ObjectTruth.union(own, all.shape(), x.precision());
      Tensor L = judges.run(victim, all, ofNetwork, victim.probe().x()).get(1);
      return AttackStudy.strong(L.reshape(L.shape().without(0)), all.shape());
    }
  }

  private Model smooth(Model model) {
    if (beta.isEmpty()) return model;
    try {
      return new Model(SmoothRelu.in(model.network(), beta.getAsDouble()), model.weights());
    } catch (IllegalArgumentException _) {
      return model; // it has no ReLU
    }
  }

  /** ∂J/∂x, or E and L⁺. */
  private Written written(Model model, boolean climbs, Subject subject) {
    Forward forward = model.network().write(1, Mode.INFERENCE);
    Supervision given = Supervision.of(forward.x().shape(), forward.scores().shape());
    Input first = Input.of("scores before", forward.scores().shape());
    ExplainedBatch batch = new ExplainedBatch(forward, subject.layer(), given, false);
    Expr E = new EnergyLoss(map).of(batch).sum();
    Expr J = E.minus(forward.scores().minus(first).square().mean().scale(gamma));
    List<Expr> wanted = climbs ? List.of(Reverse.gradient(J, forward.x())) : List.of(E, map.positive(batch));
    return new Written(subject.executor().compile(Program.of(wanted), model.givenWeights(forward)), forward, given, first);
  }
}
