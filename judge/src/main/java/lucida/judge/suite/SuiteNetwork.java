package lucida.judge.suite;

import lucida.scenes.SceneKind;

/** Where the network comes from that a part of a suite judges. */
public sealed interface SuiteNetwork {
  /**
   * The bundled network, where it was trained on such scenes, else one that {@code lucida train} trains.
   *
   * @param kind the scenes that it was trained on
   */
  record OfScenes(SceneKind kind) implements SuiteNetwork {}

  /**
   * A network that the suite trains in minutes.
   *
   * @param recipe how
   */
  record Own(Recipe recipe) implements SuiteNetwork {}

  /** The bundled network of scenes of one object. */
  SuiteNetwork BUNDLED = new OfScenes(new SceneKind.Single());
}
