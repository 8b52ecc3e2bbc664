package lucida.book;

import lucida.cam.Score;

/** The networks an equation is about; for any other network it is evaluated on a small one of the domain. */
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
  /** All of the network is piecewise linear. */
  PIECEWISE_LINEAR_NETWORK("piecewise linear network", SmallNetwork.MAX_POOL) {
    @Override
    boolean includes(EvaluationPoint point) { return point.networkIsPiecewiseLinear(); }
  },
  /** Second and third derivatives at all positions are within reach: the head is piecewise linear, or small. */
  ALPHA_EVERYWHERE("head small enough for the exact α at every position", SmallNetwork.TANH) {
    @Override
    boolean includes(EvaluationPoint point) { return point.alphaIsWithinReach(); }
  },
  /** As before, and the derivatives change with the picture, which they do not on the head of CAM. */
  CHANGING("head whose derivatives change with the picture", SmallNetwork.TANH) {
    @Override
    boolean includes(EvaluationPoint point) { return point.alphaIsWithinReach() && !point.headIsGapLinear(); }
  },
  /** A run for each channel, and some more, is within reach. */
  RUN_EACH_CHANNEL("network small enough for a run for each channel", SmallNetwork.GAP) {
    @Override
    boolean includes(EvaluationPoint point) { return point.affordsWhole(4L * point.K()); }
  },
  /** A hundred gradients by the picture are within reach. */
  MANY_GRADIENTS("network small enough for a hundred gradients", SmallNetwork.MAX_POOL) {
    @Override
    boolean includes(EvaluationPoint point) { return point.affordsWhole(150); }
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
