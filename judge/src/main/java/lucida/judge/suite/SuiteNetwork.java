package lucida.judge.suite;

import java.util.Optional;
import lucida.scenes.SceneKind;

/** Where the network comes from that a part of a suite judges. */
public sealed interface SuiteNetwork {
  /**
   * The bundled network, where it was trained on such scenes, else one that the suite trains; a network that {@code lucida train} trained on them can stand in its place.
   *
   * @param kind the scenes that it was trained on
   */
  record OfScenes(SceneKind kind) implements SuiteNetwork {
    @Override
    public Optional<Recipe> recipe() {
      return switch (kind) {
        case SceneKind.Single _, SceneKind.Several _, SceneKind.Pair _, SceneKind.Exchanged _, SceneKind.Related _ -> Optional.empty();
        case SceneKind.Biased biased -> Optional.of(Recipes.biased(biased));
        case SceneKind.FineGrained fish -> Optional.of(Recipes.fine(fish));
      };
    }
  }

  /**
   * A network that the suite trains in minutes.
   *
   * @param by how
   */
  record Own(Recipe by) implements SuiteNetwork {
    @Override
    public Optional<Recipe> recipe() { return Optional.of(by); }
  }

  /** The bundled network of scenes of one object. */
  SuiteNetwork BUNDLED = new OfScenes(new SceneKind.Single());

  /** The layers of a bundled network of scenes, which learned permuted labels by heart (Adebayo et al. 2018, arXiv 1810.03292). */
  static SuiteNetwork permuted(String bundled) {
    return new Own(Recipes.permuted(bundled));
  }

  /** How it is trained; nothing if it is bundled. */
  Optional<Recipe> recipe();
}
