package lucida.scenes;

import java.util.List;

/** One of every kind. */
final class Kinds {
  static final List<SceneKind> ALL = List.of(
      new SceneKind.Single(), new SceneKind.Several(), new SceneKind.Pair(), new SceneKind.Biased(2, 0.9),
      new SceneKind.FineGrained(), new SceneKind.Exchanged(), new SceneKind.Related());

  private Kinds() {}
}
