package lucida.cam.derivatives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.layers.Model;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every route that applies to a random network, for every score, gives the same D1, D2, D3 at every cell; and those are offered that must be. */
class DerivativeRoutesTest {
  /**
   * Relative to the largest: some thousand products in float64 through at most a dozen layers, where norms and attentions one after the other cancel up to three digits.
   */
  private static final double ROUNDING = 1e-10;

  @Test
  void allRoutesAgree() { agree(0, 40); }

  @Test
  @Tag("full")
  void allRoutesOfManyNetworksAgree() { agree(40, 6_000); }

  /** Routes that follow cells one by one run along as many directions as there are cells to follow, of a part as of all. */
  @Test
  void aPartOfTheCellsCostsItsShare() {
    AtomicInteger directions = new AtomicInteger();
    Model model = RandomNetwork.of(3);
    for (DerivativeRoute route : List.of(DerivativeRoute.ADJOINT_JETS, DerivativeRoute.JETS, DerivativeRoute.NESTED_REVERSE))
      for (int n : new int[]{1, 5, 64}) {
        Probe probe = Subject.of(model, RandomNetwork.LAYER, new Along(Executor.float64(), directions)).probe(
            RandomNetwork.picture(3),
            Target.ofClass(0));
        directions.set(0);
        route.at(probe, Score.EXP, IntStream.range(0, n).toArray());
        assertTrue(directions.get() > 0 && directions.get() <= n, route + ": " + directions + " for " + n + " cells");
        if (route != DerivativeRoute.ADJOINT_JETS) assertEquals(n, directions.get(), route.toString());
      }
  }

  /** Counts the directions that programs are run along. */
  private record Along(Executor executor, AtomicInteger directions) implements Executor {
    @Override
    public Precision precision() { return executor.precision(); }

    @Override
    public Executor in(Precision other) { return new Along(executor.in(other), directions); }

    @Override
    public Compiled compile(Program program, Map<? extends Expr, Tensor> fixed) {
      Compiled compiled = executor.compile(program, fixed);
      return (varying, watch) -> {
        varying.forEach((e, value) -> {
          if (e instanceof Input in && in.name().equals("rows")) directions.addAndGet(value.shape().extent(0));
        });
        return compiled.run(varying, watch);
      };
    }
  }

  private static void agree(int from, int to) {
    Map<DerivativeRoute, Integer> taken = new EnumMap<>(DerivativeRoute.class);
    for (int seed = from; seed < to; seed++) {
      Model model = RandomNetwork.of(seed);
      Probe probe = Subject.of(model, RandomNetwork.LAYER, Executor.float64()).inBatchesOf(1 + seed % 20)
          .probe(RandomNetwork.picture(seed), seed % 4 == 0 ? Target.against(1) : Target.ofClass(seed % 3));
      assertEquals(probe.headIsPiecewiseLinear(), hessian(probe).abs().max() == 0, "seed " + seed + ", " + model.network().nodes());
      for (Score score : Score.values()) agree(seed, probe, score).forEach(route -> taken.merge(route, 1, Integer::sum));
    }
    assertEquals(EnumSet.allOf(DerivativeRoute.class), taken.keySet(), "every route is taken");
  }

  private static List<DerivativeRoute> agree(int seed, Probe probe, Score score) {
    List<DerivativeRoute> routes = DerivativeRoute.all(probe, score);
    ScoreDerivatives jets = DerivativeRoute.JETS.derivatives(probe, score);
    for (DerivativeRoute route : routes) {
      ScoreDerivatives D = route.derivatives(probe, score);
      String what = "seed " + seed + ", " + score + ", " + route;
      same(what + ": D1", jets.first(), D.first());
      same(what + ": D2", jets.second(), D.second());
      same(what + ": D3", jets.third(), D.third());
    }
    return routes;
  }

  private static void same(String what, Tensor expected, Tensor actual) {
    double difference = actual.minus(expected).abs().max();
    assertTrue(difference <= ROUNDING * expected.abs().max(),
        () -> what + " differs by " + difference + " of " + expected.abs().max());
  }

  /** Of the logit by A, in full. */
  private static Tensor hessian(Probe probe) {
    return probe.fromActivations(List.of(Differential.hessian(probe.differentiated(Score.LOGIT), probe.cut().activations())))
        .getFirst();
  }
}
