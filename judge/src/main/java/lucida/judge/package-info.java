/**
 * Judging maps: an {@link Evaluation} lets {@link Contender}s (methods, and {@link Control}s that do not look at the network) explain
 * {@link LabelledPicture}s with known {@link ObjectTruth}, of the {@link ClassesAsked}, by an {@link Inquiry} about each, and lets each {@link Metric} judge each {@link JudgedMap}.
 *
 * <p>A metric runs nothing itself: its {@link ScoreRequest} says which pictures it wants scores of, all requests about a picture share batches,
 * and from the {@link Answers} comes a {@link Judgement}. Runs of {@link SharedPictures} are shared by all
 * maps; drawn pictures can be {@link Redrawn} without parts; {@link OtherMaps}, what depends on the picture alone by {@link PictureMemo} of the same method and {@link Variants} of the network are made once. What an evaluation finds for one picture is a {@link JudgedPicture} of {@link Row}s. A
 * {@link MetricStatement} says what a metric measures, in which {@link MetricUnit}, and which values are {@link Better}; a {@link PooledMetric} pools counts of all pictures.
 * Which {@link PictureFact}s it needs it says before, and a {@link MapBudget} bounds what it may spend on maps that are made anew.
 */
@NullMarked
package lucida.judge;

import org.jspecify.annotations.NullMarked;
