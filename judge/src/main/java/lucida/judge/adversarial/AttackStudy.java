package lucida.judge.adversarial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.Progress;
import lucida.cam.SaliencyMap;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Contender;
import lucida.judge.Inquiry;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.judge.Variants;
import lucida.judge.localisation.EnergyPointingGame;
import lucida.judge.localisation.MaskIoU;
import lucida.judge.randomisation.Similarity;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/**
 * Does a map still find the object when the network no longer does? — Grad-CAM, section 6.2, Selvaraju et al., ICCV 2017, arXiv 1610.02391.
 *
 * <p>Pictures that the network names right are changed by attacks, and the maps of their own class before and after are compared. A picture without a label has the class that the network says.
 *
 * @param subject the network at its layer
 * @param methods what makes maps
 * @param attacks what changes pictures
 * @param range of their samples
 * @param seed of random starts and noise
 * @param inquiry what is asked about a picture, and about the attacked one
 */
public record AttackStudy(Subject subject, List<Contender> methods, List<Attack> attacks, PixelRange range, long seed,
    Inquiry inquiry) {
  private static final double HALF = 0.5;
  private static final MaskIoU IOU = new MaskIoU(HALF);

  /** Lists are kept as they are now. */
  public AttackStudy {
    methods = List.copyOf(methods);
    attacks = List.copyOf(attacks);
  }

  /** Of the network's own scores. */
  public AttackStudy(Subject subject, List<Contender> methods, List<Attack> attacks, PixelRange range, long seed) {
    this(subject, methods, attacks, range, seed, Inquiry.OF_NETWORK);
  }

  /** Attacks pictures, one after the other. */
  public AttackFindings of(List<LabelledPicture> pictures, AttackWatcher watcher, Progress progress) {
    Run run = new Run(watcher, progress, (long) pictures.size() * attacks.size());
    pictures.forEach(run::attack);
    return new AttackFindings(run.attacked, run.changes, run.wrongBefore, run.leftOut);
  }

  /** One run, with what it found so far. */
  private final class Run {
    private final AttackWatcher watcher;
    private final Progress progress;
    private final long all;
    private long done;
    private final List<Attacked> attacked = new ArrayList<>();
    private final List<MapChange> changes = new ArrayList<>();
    private final List<String> wrongBefore = new ArrayList<>();
    private final SequencedMap<String, String> leftOut = new LinkedHashMap<>();

    Run(AttackWatcher watcher, Progress progress, long all) {
      this.watcher = watcher;
      this.progress = progress;
      this.all = all;
    }

    void attack(LabelledPicture picture) {
      Probe predicted = inquiry.about(picture, subject);
      int said = Inquiry.best(predicted), own = picture.label().orElse(said);
      if (said == own)
        attack(new Victim(picture, own, predicted.asking(Target.ofClass(own)), range,
            RandomStream.of(seed).stream(picture.name())));
      else {
        wrongBefore.add(picture.name());
        done += attacks.size();
        progress.report(done, all);
      }
    }

    private void attack(Victim victim) {
      SequencedMap<String, JudgedMap> before = new LinkedHashMap<>();
      for (Contender contender : methods) map(victim, contender).ifPresent(map -> before.put(contender.title(), map));
      for (Attack attack : attacks) {
        try {
          attack(victim, attack, before);
        } catch (NotApplicableException e) {
          leftOut.put(attack.title() + ", " + victim.picture().name(), String.valueOf(e.getMessage()));
        }
        progress.report(++done, all);
      }
    }

    private Optional<JudgedMap> map(Victim victim, Contender contender) {
      try {
        inquiry.check(victim.probe(), victim.own());
        Method method = contender.of(victim.picture(), victim.probe());
        SaliencyMap map = method.explain(victim.probe());
        if (!map.map().isFinite()) throw new NotApplicableException("the map has NaN or infinite cells");
        return Optional.of(
            new JudgedMap(victim.picture(), victim.probe(), victim.own(), method, map, new Variants(victim.probe().subject()),
                seed));
      } catch (NotApplicableException e) {
        leftOut.put(contender.title() + ", " + victim.picture().name(), String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }

    private void attack(Victim victim, Attack attack, SequencedMap<String, JudgedMap> maps) {
      if (attack instanceof ScoreAttack of && of.goal() instanceof Goal.Towards && of.target(victim) == victim.own())
        throw new NotApplicableException("the picture is of the class that the attack wants");
      Perturbed perturbed = attack.on(victim);
      Tensor delta = perturbed.delta(), x = victim.changed(delta);
      Attacked outcome = outcome(victim, attack, perturbed);
      attacked.add(outcome);
      SequencedMap<String, SaliencyMap> before = new LinkedHashMap<>(), after = new LinkedHashMap<>();
      maps.forEach((method, judged) -> {
        SaliencyMap map = judged.method().explain(victim.probe().about(x));
        before.put(method, judged.map());
        after.put(method, map);
        changes.add(change(judged, map, outcome, !attack.wants() || outcome.succeeded()));
      });
      watcher.see(victim, outcome, x.reshape(x.shape().without(0)), delta, before, after);
    }
  }

  private static Attacked outcome(Victim victim, Attack attack, Perturbed perturbed) {
    Tensor delta = perturbed.delta(), p = victim.probabilities(delta);
    Tensor stored = victim.range().stored(victim.samples(), delta);
    boolean succeeded = attack.succeeds(victim, delta);
    return new Attacked(victim.picture().name(), victim.own(), attack.title(),
        victim.probabilitiesOf(victim.probe().logits()).cell(victim.own()), p.cell(victim.own()), p.argmax(), p.max(),
        Norm.INFINITY.of(delta), Norm.TWO.of(delta), perturbed.steps(), succeeded, succeeded && attack.succeeds(victim, stored));
  }

  private static MapChange change(JudgedMap judged, SaliencyMap other, Attacked outcome, boolean counts) {
    Tensor before = judged.shown(), after = judged.shown(other);
    List<ObjectTruth> objects = judged.objects();
    boolean isFinite = after.isFinite();
    return new MapChange(judged.picture().name(), outcome.attack(), judged.method().name(), counts, energy(before, objects),
        energy(after, objects), iou(before, objects), iou(after, objects),
        isFinite ? Similarity.SPEARMAN.of(judged, other) : Double.NaN);
  }

  private static double energy(Tensor map, List<ObjectTruth> objects) {
    if (objects.isEmpty() || !map.isFinite()) return Double.NaN;
    return EnergyPointingGame.percent(map, ObjectTruth.union(objects, map.shape(), map.precision())).orElse(Double.NaN) / 100;
  }

  private static double iou(Tensor map, List<ObjectTruth> objects) {
    if (objects.isEmpty() || !map.isFinite()) return Double.NaN;
    return switch (IOU.compare(map, ObjectTruth.union(objects, map.shape(), map.precision()))) {
      case Judgement.Value value -> value.value() / 100;
      case Judgement.LeftOut _ -> Double.NaN;
    };
  }

  /** 1 where a map [h, w], resized bilinearly, is at least half of its maximum, else 0. */
  static Tensor strong(Tensor map, Shape plane) {
    Tensor L = new Resize(plane.extent(1), plane.extent(0), Filter.BILINEAR).of(map);
    double most = L.max();
    return L.map(v -> v > 0 && v >= HALF * most ? 1 : 0);
  }
}
