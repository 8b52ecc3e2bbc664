package lucida.layers;

/** What a network's formula is written for: batch norm and dropout differ. */
public enum Mode {
  /** Batch norm by its running statistics, no dropout. */
  INFERENCE,
  /** Batch norm by the statistics of the batch, dropout by random masks. */
  TRAINING
}
