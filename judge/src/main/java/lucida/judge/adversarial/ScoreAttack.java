package lucida.judge.adversarial;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lucida.autodiff.Expr;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.cam.Formulas;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Target;
import lucida.core.Tensor;

/**
 * An attack on the scores: −log p of the picture's own class rises, or log p of another one.
 *
 * @param title what it is called
 * @param by how it climbs
 * @param goal what it wants
 */
public record ScoreAttack(String title, ProjectedAscent by, Goal goal) implements Attack {
  @Override
  public String words() {
    return by + (switch (goal) {
      case Goal.Away _ -> ", away from the true class";
      case Goal.Towards(var target, double above, double below, int doublings) ->
        ", until %s has p > %s and the true one p < %s%s".formatted(
            target.isPresent() ? "class " + target.getAsInt() : "the least probable class", plain(above), plain(below),
            doublings == 0 ? "" : ", the ball up to " + (1 << doublings) + " times as large where it has to be");
    });
  }

  private static String plain(double p) { return BigDecimal.valueOf(p).toPlainString(); }

  @Override
  public Perturbed on(Victim victim) {
    int doublings = goal instanceof Goal.Towards towards ? towards.doublings() : 0;
    Perturbed found = by(by, victim);
    for (int i = 1; i <= doublings && !succeeds(victim, found.delta()); i++) {
      Perturbed farther = by(by.times(1 << i), victim);
      found = new Perturbed(farther.delta(), found.steps() + farther.steps());
    }
    return found;
  }

  private Perturbed by(ProjectedAscent ascent, Victim victim) {
    boolean away = goal instanceof Goal.Away;
    Probe asked = victim.probe().asking(Target.ofClass(target(victim)));
    return ascent.climb(victim.samples(), victim.random().stream(title), delta -> {
      List<Tensor> values = gradientAndScores(asked, victim.changed(delta));
      if (!away && isReached(victim, victim.probabilitiesOf(values.getLast()))) return Optional.empty();
      Tensor gradient = values.getFirst(), g = victim.range().bySamples(gradient.reshape(gradient.shape().without(0)));
      return Optional.of(away ? g.negate() : g);
    });
  }

  /** The class whose probability is moved. */
  int target(Victim victim) {
    return switch (goal) {
      case Goal.Away _ -> victim.own();
      case Goal.Towards(var target, double _, double _, int _) -> target.orElseGet(victim::leastProbable);
    };
  }

  @Override
  public boolean succeeds(Victim victim, Tensor delta) { return isReached(victim, victim.probabilities(delta)); }

  private boolean isReached(Victim victim, Tensor p) {
    return switch (goal) {
      case Goal.Away _ -> p.argmax() != victim.own();
      case Goal.Towards(var _, double above, double below, int _) ->
        p.cell(target(victim)) > above && p.cell(victim.own()) < below;
    };
  }

  /** ∂ log p^c/∂x, [1, C, H, W], and the scores, [classes]: one program for all pictures and classes. */
  private static List<Tensor> gradientAndScores(Probe asked, Tensor x) {
    Executor.Compiled program = asked.written(Executor.Compiled.class, "attack on log p", Score.PROBABILITY, () -> {
      Formulas formulas = asked.formulas();
      Expr log = Score.PROBABILITY.differentiated(asked.target(), formulas).sum();
      return asked.compiled(Program.of(List.of(Reverse.gradient(log, formulas.forward().x()), formulas.cut().scores())));
    });
    Map<Expr, Tensor> given = asked.given();
    given.put(asked.formulas().forward().x(), x);
    List<Tensor> values = program.run(given);
    return List.of(values.getFirst(), values.getLast().select(0, 0));
  }
}
