package lucida.judge.catalogue;

import java.util.List;
import lucida.cam.Baseline;
import lucida.judge.Metric;
import lucida.judge.axiom.Completeness;
import lucida.judge.axiom.InputInvariance;
import lucida.judge.axiom.NonSensitivity;
import lucida.judge.channels.BestSingle;
import lucida.judge.channels.FalseConfidence;
import lucida.judge.complexity.Complexity;
import lucida.judge.complexity.EffectiveComplexity;
import lucida.judge.complexity.MapComplexity;
import lucida.judge.complexity.Sparseness;
import lucida.judge.faithfulness.Adcc;
import lucida.judge.faithfulness.AdccOfMeans;
import lucida.judge.faithfulness.AverageDrop;
import lucida.judge.faithfulness.AverageGain;
import lucida.judge.faithfulness.Coherency;
import lucida.judge.faithfulness.ConfidenceChange;
import lucida.judge.faithfulness.Consistency;
import lucida.judge.faithfulness.ContinuityByShifts;
import lucida.judge.faithfulness.FaithfulnessCorrelation;
import lucida.judge.faithfulness.FaithfulnessEstimate;
import lucida.judge.faithfulness.Increase;
import lucida.judge.faithfulness.Infidelity;
import lucida.judge.faithfulness.InfidelityOfSquares;
import lucida.judge.faithfulness.InformationCurve;
import lucida.judge.faithfulness.Irof;
import lucida.judge.faithfulness.IrofArea;
import lucida.judge.faithfulness.Monotonicity;
import lucida.judge.faithfulness.MonotonicityCorrelation;
import lucida.judge.faithfulness.Mutes;
import lucida.judge.faithfulness.Nothing;
import lucida.judge.faithfulness.Perturbation;
import lucida.judge.faithfulness.PixelFlipping;
import lucida.judge.faithfulness.RegionPerturbation;
import lucida.judge.faithfulness.RemovalCurve;
import lucida.judge.faithfulness.Road;
import lucida.judge.faithfulness.RoadCombined;
import lucida.judge.faithfulness.SaliencyMetric;
import lucida.judge.faithfulness.Selectivity;
import lucida.judge.faithfulness.SensitivityN;
import lucida.judge.faithfulness.SensitivityNOfSets;
import lucida.judge.faithfulness.Sufficiency;
import lucida.judge.localisation.AttributionLocalisation;
import lucida.judge.localisation.ClassMeanPointingGame;
import lucida.judge.localisation.EnergyPointingGame;
import lucida.judge.localisation.EnergyPointingGameAtLayer;
import lucida.judge.localisation.EnergyShare;
import lucida.judge.localisation.InstanceRecall;
import lucida.judge.localisation.LocDelta;
import lucida.judge.localisation.LocalisationAuc;
import lucida.judge.localisation.LocalisationError;
import lucida.judge.localisation.MaskIoU;
import lucida.judge.localisation.MaxBoxAcc;
import lucida.judge.localisation.PointingGame;
import lucida.judge.localisation.Pxap;
import lucida.judge.localisation.RelevanceMassAccuracy;
import lucida.judge.localisation.RelevanceRankAccuracy;
import lucida.judge.localisation.TopKIntersection;
import lucida.judge.localisation.TruthBy;
import lucida.judge.parts.BackgroundIndependence;
import lucida.judge.parts.PartCheck;
import lucida.judge.parts.SingleDeletion;
import lucida.judge.parts.TargetSensitivity;
import lucida.judge.pasted.InputDependence;
import lucida.judge.pasted.InputIndependence;
import lucida.judge.randomisation.EfficientMprt;
import lucida.judge.randomisation.LayerOrder;
import lucida.judge.randomisation.Mprt;
import lucida.judge.randomisation.RandomLogit;
import lucida.judge.randomisation.Similarity;
import lucida.judge.randomisation.SmoothMprt;
import lucida.judge.robustness.Continuity;
import lucida.judge.robustness.LocalLipschitzEstimate;
import lucida.judge.robustness.RelativeStability;
import lucida.judge.robustness.Sensitivity;
import lucida.layers.Names;

/** All metrics by name. */
public final class Metrics {
  /** As in Quantus. */
  private static final int TOP = 1000;
  private static final int STEPS = 50;
  /** Random changes of a picture that take a forward each. */
  private static final int SAMPLES = 20;
  /** Pictures around one that are explained anew, and how far they are in parts of max(x) − min(x). */
  private static final int AROUND = 10;
  private static final double RADIUS = 0.05;

  /** A new metric is a line here. */
  private static final List<Metric> ALL = List.of(
      new AverageDrop(Mutes.IN_PROPORTION, Nothing.ZERO),
      new AverageDrop(Mutes.HALF, Nothing.ZERO),
      new Increase(Mutes.IN_PROPORTION, Nothing.ZERO),
      new Increase(Mutes.HALF, Nothing.ZERO),
      new AverageGain(Mutes.IN_PROPORTION, Nothing.ZERO),
      new ConfidenceChange(Mutes.IN_PROPORTION, Nothing.ZERO),
      new AverageDrop(Mutes.IN_PROPORTION, Nothing.MEAN),
      new AverageDrop(Mutes.IN_PROPORTION, Nothing.BLUR),
      new AverageDrop(Mutes.IN_PROPORTION, Nothing.BLACK),
      new AverageDrop(Mutes.HALF, Nothing.BLACK),
      new Increase(Mutes.IN_PROPORTION, Nothing.MEAN),
      new Increase(Mutes.IN_PROPORTION, Nothing.BLUR),
      new Increase(Mutes.IN_PROPORTION, Nothing.BLACK),
      new Increase(Mutes.HALF, Nothing.BLACK),
      new RemovalCurve(RemovalCurve.Edge.INSERTION, Nothing.BLUR, STEPS),
      new RemovalCurve(RemovalCurve.Edge.DELETION, Nothing.ZERO, STEPS),
      new RemovalCurve(RemovalCurve.Edge.INSERTION, Nothing.GAUSSIAN, STEPS),
      new RemovalCurve(RemovalCurve.Edge.INSERTION, Nothing.ZERO, STEPS),
      new RemovalCurve(RemovalCurve.Edge.DELETION, Nothing.BLUR, STEPS),
      new InformationCurve(Road.Measure.PROBABILITY, STEPS),
      new InformationCurve(Road.Measure.ACCURACY, STEPS),
      new SaliencyMetric(0.5),
      new Road(Road.First.MOST_RELEVANT, Road.Measure.ACCURACY),
      new Road(Road.First.LEAST_RELEVANT, Road.Measure.ACCURACY),
      new Road(Road.First.MOST_RELEVANT, Road.Measure.PROBABILITY),
      new Road(Road.First.LEAST_RELEVANT, Road.Measure.PROBABILITY),
      new RoadCombined(),
      new PixelFlipping(STEPS),
      new RegionPerturbation(8, 100),
      new Selectivity(16, Baseline.ZERO),
      new Irof(100),
      new IrofArea(100),
      new Sufficiency(),
      new Consistency(),
      new Monotonicity(STEPS, Baseline.ZERO),
      new MonotonicityCorrelation(STEPS, 10),
      new FaithfulnessCorrelation(100, 224, Baseline.ZERO),
      new FaithfulnessEstimate(STEPS, Baseline.ZERO),
      new SensitivityN(8, 50, Baseline.ZERO),
      new SensitivityNOfSets(STEPS, Baseline.ZERO),
      new Infidelity(Perturbation.NOISE, Infidelity.Scaling.NONE, SAMPLES),
      new Infidelity(Perturbation.NOISE, Infidelity.Scaling.OPTIMAL, SAMPLES),
      new Infidelity(Perturbation.SQUARE, Infidelity.Scaling.NONE, SAMPLES),
      new Infidelity(Perturbation.SQUARE, Infidelity.Scaling.OPTIMAL, SAMPLES),
      new InfidelityOfSquares(16, Baseline.ZERO),
      new Coherency(),
      new Adcc(),
      new AdccOfMeans(),

      new Completeness(Baseline.ZERO),
      new NonSensitivity(16, 1, 1e-5),
      new InputInvariance(1),

      new Sensitivity(Sensitivity.Over.MAX, Sensitivity.Scale.MAP, AROUND, RADIUS),
      new Sensitivity(Sensitivity.Over.MAX, Sensitivity.Scale.PICTURE, AROUND, RADIUS),
      new Sensitivity(Sensitivity.Over.AVG, Sensitivity.Scale.MAP, AROUND, RADIUS),
      new LocalLipschitzEstimate(AROUND, RADIUS),
      new Continuity(AROUND, RADIUS),
      new ContinuityByShifts(AROUND),
      new RelativeStability(RelativeStability.To.INPUT, AROUND, RADIUS),
      new RelativeStability(RelativeStability.To.OUTPUT, AROUND, RADIUS),
      new RelativeStability(RelativeStability.To.REPRESENTATION, AROUND, RADIUS),

      new RandomLogit(),
      new Mprt(LayerOrder.TOP_DOWN, Similarity.SPEARMAN),
      new Mprt(LayerOrder.TOP_DOWN, Similarity.ABSOLUTE_SPEARMAN),
      new Mprt(LayerOrder.TOP_DOWN, Similarity.SSIM),
      new Mprt(LayerOrder.TOP_DOWN, Similarity.HOG),
      new Mprt(LayerOrder.BOTTOM_UP, Similarity.SSIM),
      new Mprt(LayerOrder.INDEPENDENT, Similarity.SSIM),
      new SmoothMprt(AROUND),
      new EfficientMprt(100),

      new PointingGame(0),
      new PointingGame(15),
      new ClassMeanPointingGame(15),
      new EnergyPointingGame(TruthBy.BOXES),
      new EnergyPointingGame(TruthBy.MASKS),
      new EnergyPointingGameAtLayer(),
      new EnergyShare(EnergyShare.Share.AMONG_OBJECTS),
      new EnergyShare(EnergyShare.Share.CUE),
      new EnergyShare(EnergyShare.Share.TAIL),
      new AttributionLocalisation(TruthBy.BOXES),
      new AttributionLocalisation(TruthBy.MASKS),
      new RelevanceRankAccuracy(TruthBy.BOXES),
      new RelevanceRankAccuracy(TruthBy.MASKS),
      new RelevanceMassAccuracy(TruthBy.BOXES),
      new RelevanceMassAccuracy(TruthBy.MASKS),
      new TopKIntersection(TruthBy.BOXES, TOP),
      new TopKIntersection(TruthBy.MASKS, TOP),
      new LocalisationAuc(TruthBy.BOXES),
      new LocalisationAuc(TruthBy.MASKS),
      new MaskIoU(0.5),
      new LocDelta(0),
      new LocDelta(0.25),
      new LocDelta(0.5),
      new LocalisationError(0.15, 1),
      new LocalisationError(0.15, 5),
      new LocalisationError(0.15, 0),
      new LocalisationError(0.2, 1),
      new LocalisationError(0.2, 5),
      new LocalisationError(0.2, 0),
      new MaxBoxAcc(List.of(0.5)),
      new MaxBoxAcc(List.of(0.5), MaxBoxAcc.Parts.LARGEST),
      new MaxBoxAcc(List.of(0.3, 0.5, 0.7)),
      new Pxap(),
      new InstanceRecall(0.5, InstanceRecall.Which.ALL),
      new InstanceRecall(0.5, InstanceRecall.Which.SMALL),
      new InstanceRecall(0.5, InstanceRecall.Which.LARGE),
      new InstanceRecall(0.5, InstanceRecall.Which.OCCLUDED),

      new SingleDeletion(),
      new PartCheck(PartCheck.Check.CONTROLLED_SYNTHETIC_DATA),
      new PartCheck(PartCheck.Check.PRESERVATION),
      new PartCheck(PartCheck.Check.DELETION),
      new PartCheck(PartCheck.Check.DISTRACTIBILITY),
      new PartCheck(PartCheck.Check.COMPLETENESS),

      new TargetSensitivity(),
      new BackgroundIndependence(),

      new InputDependence(),
      new InputIndependence(0.1),

      new Complexity(),
      new MapComplexity(),
      new EffectiveComplexity(0.01),
      new Sparseness(),

      new BestSingle(BestSingle.Single.CHANNEL, BestSingle.Measure.ENERGY),
      new BestSingle(BestSingle.Single.CHANNEL, BestSingle.Measure.IOU),
      new BestSingle(BestSingle.Single.POSITION, BestSingle.Measure.ENERGY),
      new FalseConfidence(FalseConfidence.Measure.CORRELATION),
      new FalseConfidence(FalseConfidence.Measure.DISCORDANT),
      new FalseConfidence(FalseConfidence.Measure.VANISHING));

  private Metrics() {}

  /** All of them. */
  public static List<Metric> all() { return ALL; }

  /** Their names. */
  public static List<String> names() { return ALL.stream().map(Metric::name).toList(); }

  /**
   * A metric by its name.
   *
   * @throws IllegalArgumentException if there is none; the message names some that are near
   */
  public static Metric named(String name) {
    return ALL.stream().filter(metric -> metric.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no metric '" + name + "'; " + Names.suggestion(name, names())));
  }
}
