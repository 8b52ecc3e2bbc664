package lucida.book;

import lucida.cam.Score;
import lucida.judge.suite.DisconnectedGrid;
import lucida.layers.Network;
import lucida.layers.architecture.Attention;

/** The networks that an equation is about. For any other network it is evaluated on a small one of the domain. */
public enum Domain {
  /** Any network. */
  ANY("any head", SmallNetwork.GAP) {
    @Override
    boolean includes(EvaluationPoint point) { return true; }
  },
  /** The scores are logits of probabilities. */
  PROBABILITIES("network whose scores have probabilities", SmallNetwork.GAP) {
    @Override
    boolean includes(EvaluationPoint point) { return point.scores().contains(Score.PROBABILITY); }
  },
  /** The head is global average pooling and one linear layer. */
  GAP_LINEAR("head of global average pooling and one linear layer", SmallNetwork.GAP) {
    @Override
    boolean includes(EvaluationPoint point) { return point.headIsGapLinear(); }
  },
  /** The head is piecewise linear. */
  PIECEWISE_LINEAR("piecewise linear head", SmallNetwork.MAX_POOL) {
    @Override
    boolean includes(EvaluationPoint point) { return point.probe().headIsPiecewiseLinear(); }
  },
  /** The whole network is piecewise linear. */
  PIECEWISE_LINEAR_NETWORK("piecewise linear network", SmallNetwork.MAX_POOL) {
    @Override
    boolean includes(EvaluationPoint point) { return point.networkIsPiecewiseLinear(); }
  },
  /** Second and third derivatives at all positions are affordable: the head is piecewise linear, or small. */
  ALPHA_EVERYWHERE("head small enough for the exact α at every position", SmallNetwork.TANH) {
    @Override
    boolean includes(EvaluationPoint point) { return point.alphaIsWithinReach(); }
  },
  /** As before, and the derivatives change with the picture, unlike those of the head of CAM. */
  CHANGING("head whose derivatives change with the picture", SmallNetwork.TANH) {
    @Override
    boolean includes(EvaluationPoint point) { return point.alphaIsWithinReach() && !point.headIsGapLinear(); }
  },
  /** A run for each channel, and a few more, are affordable. */
  RUN_EACH_CHANNEL("network small enough for a run for each channel", SmallNetwork.GAP) {
    @Override
    boolean includes(EvaluationPoint point) { return point.affordsWhole(4L * point.K()); }
  },
  /** A hundred gradients with respect to the picture are affordable. */
  MANY_GRADIENTS("network small enough for a hundred gradients", SmallNetwork.MAX_POOL) {
    @Override
    boolean includes(EvaluationPoint point) { return point.affordsWhole(150); }
  },
  /** Attention can be put behind the layer, and derivatives by all parameters are affordable. */
  TRAINABLE("layer with several positions, of a network small enough for a hundred gradients", SmallNetwork.MAX_POOL) {
    @Override
    boolean includes(EvaluationPoint point) { return point.Z() > 1 && MANY_GRADIENTS.includes(point); }
  },
  /** As before, and the network has channel and spatial attention of its own, or neither, so that both can be put there. */
  GUIDABLE(
      "layer with several positions, of a network small enough for a hundred gradients, with channel and spatial attention or with neither",
      SmallNetwork.MAX_POOL) {
    @Override
    boolean includes(EvaluationPoint point) {
      Network network = point.probe().subject().model().network();
      return TRAINABLE.includes(point) && Attention.hasChannels(network) == Attention.hasPositions(network);
    }
  },
  /** The scores are logits of probabilities, and a hundred runs are affordable. */
  MANY_PROBABILITIES("network with probabilities, small enough for a hundred runs", SmallNetwork.GAP) {
    @Override
    boolean includes(EvaluationPoint point) { return PROBABILITIES.includes(point) && point.affordsWhole(100); }
  },
  /** Twenty runs, forward or backward, are affordable. */
  SOME_RUNS("network small enough for twenty runs", SmallNetwork.GAP) {
    @Override
    boolean includes(EvaluationPoint point) { return point.affordsWhole(20); }
  },
  /** All that the scores have of the picture passes through the layer, so that a grid of such networks can be made. */
  GRID("network whose scores depend on the picture through the layer alone", SmallNetwork.GAP) {
    @Override
    boolean includes(EvaluationPoint point) {
      return point.affordsWhole(20)
          && DisconnectedGrid.appliesTo(point.probe().subject().model().network(), point.probe().subject().layer());
    }
  },
  /** Tokens attend to tokens, and where they lie is known. */
  ATTENTION("network with attention from all tokens to all tokens", SmallNetwork.ATTENTION) {
    @Override
    boolean includes(EvaluationPoint point) { return point.hasAttention(); }
  },
  /** The head is one hidden layer, V σ(U A + b), with σ = tanh. */
  HIDDEN_LAYER("head of one hidden layer", SmallNetwork.TANH) {
    @Override
    boolean includes(EvaluationPoint point) { return false; }
  };

  private final String description;
  private final SmallNetwork example;

  Domain(String description, SmallNetwork example) {
    this.description = description;
    this.example = example;
  }

  /** Whether the domain includes a network. */
  abstract boolean includes(EvaluationPoint point);

  /** A small network of the domain. */
  SmallNetwork example() { return example; }

  @Override
  public String toString() { return description; }
}
