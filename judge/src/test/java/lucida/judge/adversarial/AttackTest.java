package lucida.judge.adversarial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.cam.training.MapFormula;
import lucida.cam.Progress;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Contender;
import lucida.judge.Inquiry;
import lucida.judge.JudgedMaps;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.layers.score.RegionMean;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

/** Known answers: S = (0, w·x + b) of a picture of two channels, whose samples the network reads on two scales. */
class AttackTest {
  private static final Shape PICTURE = Shape.of(2, 2, 3);
  private static final PixelRange RANGE = new PixelRange(List.of(-1.0, 0.5), List.of(3.0, 2.5));
  private static final Tensor P = Tensor.vector(0.5, 0.02, 0.98, 0.4, 0.6, 0.3, 0.7, 0.1, 0.99, 0.5, 0.2, 0.8).reshape(PICTURE);
  private static final Tensor W = Tensor.vector(1, 2, -1, 0.75, -0.5, 3, -2, 1, 0.5, 1, -1, 0.25).reshape(PICTURE);
  /** ∂S/∂p: the widths of the scales are 4 and 2. */
  private static final Tensor SLOPE = Tensor.filled(PICTURE, Precision.FLOAT64, e -> (e < 6 ? 4 : 2) * W.cell(e));
  private static final double EPSILON = 0.1;

  /** Of class 1, which its score of 1 says. */
  private static Victim victim(LabelledPicture picture) {
    double S = W.dot(picture.x());
    Tensor rows = Tensor.stack(0, List.of(W.scale(0), W)).reshape(Shape.of(2, W.size()));
    Subject subject = JudgedMaps.linear(PICTURE, rows, Tensor.vector(0, 1 - S));
    return new Victim(picture, 1, subject.probe(picture.x(), Target.ofClass(1)), RANGE, RandomStream.of(7));
  }

  private static Victim victim() {
    Tensor x = Tensor.filled(PICTURE, Precision.FLOAT64, e -> e < 6 ? -1 + 4 * P.cell(e) : 0.5 + 2 * P.cell(e));
    return victim(new LabelledPicture("x", x, OptionalInt.of(1), List.of()));
  }

  /** The least w·x within the cube and the range of samples: every sample as far against its slope as both let it. */
  private static Tensor best() {
    return P.zip(SLOPE, (p, s) -> Math.clamp(-EPSILON * Math.signum(s), -p, 1 - p));
  }

  @Test
  void fastGradientSign() {
    Victim victim = victim();
    Perturbed found = new ScoreAttack("fgsm", ProjectedAscent.fast(Norm.INFINITY, EPSILON), new Goal.Away()).on(victim);
    assertEquals(1, found.steps());
    assertEquals(0, found.delta().minus(best()).abs().max(), 1e-15);
    double S = 1 + SLOPE.dot(best());
    assertEquals(1 / (1 + Math.exp(-S)), victim.probabilities(found.delta()).cell(1), 1e-12);
  }

  /** 2.5 ε of way from anywhere in the cube reach its corner, and there projections keep it, to the bit. */
  @Test
  void projectedAscentInTheCube() {
    ScoreAttack pgd = new ScoreAttack("pgd", ProjectedAscent.of(Norm.INFINITY, EPSILON, 20), new Goal.Away());
    Perturbed found = pgd.on(victim());
    assertEquals(0, found.delta().minus(best()).abs().max(), 1e-15);
    assertTrue(found.delta().sameAs(pgd.on(victim()).delta()), "a seed, the same bits");
    ProjectedAscent one = new ProjectedAscent(Norm.INFINITY, EPSILON, 1, 1e-3, true);
    Victim other = new Victim(victim().picture(), 1, victim().probe(), RANGE, RandomStream.of(8));
    assertFalse(new ScoreAttack("pgd", one, new Goal.Away()).on(victim()).delta()
        .sameAs(new ScoreAttack("pgd", one, new Goal.Away()).on(other).delta()), "another seed, another start");
  }

  /** −ε s/‖s‖, where no sample is at an end. One step from 0 is there; from elsewhere the angle to it shrinks by 1/(1 + α/ε) = 4/5 a step, after 200 to less than 1e-15. */
  @Test
  void projectedAscentInTheBall() {
    double radius = 0.01;
    Tensor best = SLOPE.scale(-radius / SLOPE.norm());
    Tensor fast = new ScoreAttack("fgsm-2", ProjectedAscent.fast(Norm.TWO, radius), new Goal.Away()).on(victim()).delta();
    assertEquals(0, fast.minus(best).norm(), 1e-15);
    ProjectedAscent ascent = new ProjectedAscent(Norm.TWO, radius, 200, radius / 4, true);
    assertEquals(0, new ScoreAttack("pgd-2", ascent, new Goal.Away()).on(victim()).delta().minus(best).norm(), 1e-14);
  }

  /** p of class 0 exceeds 0.9999 where w·x + b < −log 9999: within reach of ε = 0.5, not of 0.05. */
  @Test
  void targeted() {
    Victim victim = victim();
    ScoreAttack far = new ScoreAttack("targeted", new ProjectedAscent(Norm.INFINITY, 0.5, 200, 0.025, false),
        new Goal.Towards(OptionalInt.empty(), 0));
    assertEquals(0, far.target(victim), "the least probable one");
    Perturbed found = far.on(victim);
    double S = 1 + SLOPE.dot(found.delta()), before = 200;
    assertTrue(S < -Math.log(9999) && found.steps() < before, S + " after " + found.steps());
    assertTrue(far.succeeds(victim, found.delta()));
    ScoreAttack near = new ScoreAttack("targeted", new ProjectedAscent(Norm.INFINITY, 0.05, 200, 0.025, false),
        new Goal.Towards(OptionalInt.of(0), 0));
    Perturbed not = near.on(victim);
    assertEquals(200, not.steps());
    assertFalse(near.succeeds(victim, not.delta()));
    assertTrue(victim.probabilities(not.delta()).argmax() == 0, "the class has changed, but that is not what it wants");
    Perturbed farther = new ScoreAttack("targeted", near.by(), new Goal.Towards(OptionalInt.of(0), 4)).on(victim);
    assertTrue(near.succeeds(victim, farther.delta()) && farther.steps() > 200);
    assertEquals(0.4, Norm.INFINITY.of(farther.delta()), 1e-12, "0.2 lets S fall by 6.5, 0.4 by 11: wanted is 10.2");
  }

  @Test
  void noiseIsAsLargeAsItSays() {
    Tensor delta = new RandomNoise(0.05).on(victim()).delta();
    for (int e = 0; e < delta.size(); e++) {
      double changed = P.cell(e) + delta.cell(e);
      assertTrue(changed >= 0 && changed <= 1 + 1e-15);
      assertTrue(Math.abs(Math.abs(delta.cell(e)) - 0.05) < 1e-12 || changed < 1e-15 || changed > 1 - 1e-12);
    }
    assertTrue(delta.min() < 0 && delta.max() > 0);
  }

  /** Grad-CAM is Σ_k (mean w_k) x_k, here of positive means and values: its share on the object is least with every sample of the object as low, and every other as high, as the cube lets it. */
  @Test
  void theMapLeavesTheObject() {
    Shape one = Shape.of(1, 2, 3);
    Tensor x = Tensor.vector(0.5, 0.3, 0.7, 0.4, 0.6, 0.2).reshape(one), w = Tensor.vector(1, 2, -0.5, 1, 1, 0.5);
    Subject subject = JudgedMaps.linear(one, Tensor.stack(0, List.of(w.scale(0), w)), Tensor.vector(0, 50));
    ObjectTruth object = new ObjectTruth(1, new Box(0, 0, 1, 1), Optional.empty());
    Victim victim = new Victim(new LabelledPicture("x", x, OptionalInt.of(1), List.of(object)), 1,
        subject.probe(x, Target.ofClass(1)), new PixelRange(List.of(0.0), List.of(1.0)), RandomStream.of(1));
    MapAttack attack = new MapAttack(MapFormula.GRADCAM, new ProjectedAscent(Norm.INFINITY, EPSILON, 40, EPSILON / 20, false),
        OptionalDouble.empty(), 0, 1);
    Tensor delta = attack.on(victim).delta();
    Tensor best = Tensor.vector(-EPSILON, -EPSILON, EPSILON, -EPSILON, -EPSILON, EPSILON).reshape(one);
    assertEquals(0, delta.minus(best).abs().max(), 1e-12);
    assertFalse(attack.succeeds(victim, delta), "of 1.8/2.7 are left 1.4/2.5, more than half");
    MapAttack strict = new MapAttack(MapFormula.GRADCAM, attack.by(), OptionalDouble.empty(), 0, 1e-30);
    assertTrue(strict.on(victim).delta().abs().max() <= 0.1);
  }

  /** A gradient through a ReLU has no slope, through a softplus it has: then the map leaves the object, and every probability stays within the tolerance. */
  @Test
  void secondOrderMovesAGradient() {
    Subject subject = JudgedMaps.subject();
    LabelledPicture picture = JudgedMaps.picture(3, new ObjectTruth(JudgedMaps.EXPLAINED, new Box(0, 0, 5, 3), Optional.empty()));
    int said = subject.probe(picture.x(), Target.predicted()).ranking().getFirst();
    LabelledPicture own = new LabelledPicture("own", picture.x(), OptionalInt.of(said),
        List.of(new ObjectTruth(said, new Box(0, 0, 5, 3), Optional.empty())));
    Victim victim = new Victim(own, said, subject.probe(own.x(), Target.ofClass(said)),
        new PixelRange(List.of(-5.0, -5.0), List.of(5.0, 5.0)), RandomStream.of(1));
    ProjectedAscent ascent = new ProjectedAscent(Norm.INFINITY, 0.05, 60, 0.005, false);
    MapAttack kinked = new MapAttack(MapFormula.GRADIENT, ascent, OptionalDouble.empty(), 0, 0.05);
    MapAttack smooth = new MapAttack(MapFormula.GRADIENT, ascent, OptionalDouble.of(5), 0, 0.05);
    assertEquals(0, kinked.on(victim).delta().abs().max());
    Tensor delta = smooth.on(victim).delta();
    double before = share(victim, delta.scale(0)), after = share(victim, delta);
    assertTrue(after < before - 0.02, before + " → " + after);
    assertTrue(victim.probabilities(delta).minus(victim.probabilities(delta.scale(0))).abs().max() <= 0.05);
  }

  /** Σ |∂S/∂x| on the object, of that on all. */
  private static double share(Victim victim, Tensor delta) {
    Tensor g = Methods.named("gradient", Settings.USUAL).explain(victim.probe().about(victim.changed(delta)))
        .map().abs().sum(0);
    return g.slice(1, 0, 4).sum() / g.sum();
  }

  /** A picture that is named wrongly is not attacked; the map of a linear network stays what it was by every attack that does not touch A, and the share on the object follows. */
  @Test
  void study() {
    Victim victim = victim();
    LabelledPicture right = victim.picture(), wrong = new LabelledPicture("wrong", right.x(), OptionalInt.of(0), List.of());
    AttackStudy study = new AttackStudy(victim.probe().subject(), List.of(Contender.method("gradient", _ -> Settings.USUAL)),
        List.of(new ScoreAttack("pgd", ProjectedAscent.of(Norm.INFINITY, EPSILON, 20), new Goal.Away()), new RandomNoise(1e-3)),
        RANGE, 3);
    AttackFindings found = study.of(List.of(right, wrong), AttackWatcher.NONE, Progress.NONE);
    assertEquals(List.of("wrong"), found.wrongBefore());
    assertEquals(List.of("pgd true", "noise false"),
        found.attacked().stream().map(of -> of.attack() + " " + of.succeeded()).toList());
    assertEquals(List.of("pgd true 1.0", "noise true 1.0"),
        found.maps().stream().map(map -> map.attack() + " " + map.counts() + " " + map.spearman()).toList());
    assertTrue(Double.isNaN(found.maps().getFirst().energyBefore()), "nobody says where the object is");
    assertEquals(found, study.of(List.of(right, wrong), AttackWatcher.NONE, Progress.NONE));
  }

  /** What is asked of a picture is asked of the attacked one as well: as if the network with the picture's layer were attacked. */
  @Test
  void scoresOfAPicture() {
    List<LabelledPicture> pictures = List.of(unlabelled(0), unlabelled(3));
    AttackFindings asked = study(RegionMean.WHOLE, JudgedMaps.OF_REGIONS).of(pictures, AttackWatcher.NONE, Progress.NONE);
    assertEquals(2, asked.attacked().size());
    for (int i = 0; i < 2; i++) {
      AttackFindings alone = study(JudgedMaps.region(pictures.get(i)), Inquiry.OF_NETWORK)
          .of(List.of(pictures.get(i)), AttackWatcher.NONE, Progress.NONE);
      assertEquals(alone.attacked(), List.of(asked.attacked().get(i)));
      assertEquals(alone.maps(), List.of(asked.maps().get(i)));
    }
  }

  private static LabelledPicture unlabelled(int number) {
    return JudgedMaps.picture(number).withoutTruth();
  }

  private static AttackStudy study(RegionMean regions, Inquiry inquiry) {
    return new AttackStudy(JudgedMaps.positions(regions), List.of(Contender.method("gradcam", _ -> Settings.USUAL)),
        List.of(new ScoreAttack("pgd", ProjectedAscent.of(Norm.INFINITY, EPSILON, 3), new Goal.Away())),
        new PixelRange(List.of(-8.0, -8.0), List.of(8.0, 8.0)), 3, inquiry);
  }

  @Test
  void noBall() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> ProjectedAscent.fast(Norm.TWO, 0)).getMessage().contains("above 0"));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> ProjectedAscent.of(Norm.TWO, 1, 0)).getMessage()
        .contains("at least 1"));
  }
}
