/**
 * Layers as records over formulas, and networks as named graphs of layers. A {@link Network} holds no weights: its parameters are
 * inputs of the formulas it writes, under the names that other tools give them. A {@link Model} is a network with its {@link Weights};
 * {@link Cut} splits it at a layer, {@link ScoreKind} says what its scores are.
 *
 * <p>A {@link Layer} writes a formula, given its inputs and a {@link Scope} with its parameters; {@link Forward} is what a whole
 * network wrote, in a {@link Mode}. With parameters: {@link Conv2d}, {@link Dense}, {@link BatchNorm}, {@link FixedBatchNorm}. Without: {@link Activation},
 * {@link MaxPool}, {@link AveragePool}, {@link AdaptiveAveragePool}, {@link GlobalAveragePool}, {@link LocalResponseNorm},
 * {@link Dropout}, {@link Flatten}. Where paths meet: {@link Add}, {@link Concat}, {@link ChannelScale}, {@link SpatialScale}, {@link PaddedShortcut}, {@link FeatureModulation}.
 * Along sequences: a {@link WordEmbedding}, and a {@link Recurrent} network of a {@link RecurrentCell}, {@link Gru} or {@link Lstm}.
 * {@link NetworkBuilder} writes networks down.
 *
 * <p>About a network: its {@link Summary}; {@link Initial} weights; {@link BatchNormFolding}; {@link SmoothRelu}; {@link AxisMeanings}, an
 * {@link AxisMeaning} for every axis of every value; the {@link Mismatch} between its parameters and given tensors, and
 * {@link Names} that may have been meant.
 */
@NullMarked
package lucida.layers;

import org.jspecify.annotations.NullMarked;
