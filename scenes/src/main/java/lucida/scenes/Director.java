package lucida.scenes;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import lucida.scenes.art.Chance;
import lucida.scenes.motif.Motif;
import lucida.scenes.motif.Motifs;

/** Composes a scene of a kind. */
final class Director {
  private static final double SCREENED = 0.4;
  private static final double LEAST_SEEN = 0.68;

  private Director() {}

  /** The motifs of a kind, one per class. */
  static List<Motif> classes(SceneKind kind) {
    return switch (kind) {
      case SceneKind.Single _, SceneKind.Several _, SceneKind.Pair _, SceneKind.Biased _, SceneKind.Exchanged _ -> Motifs.THINGS;
      case SceneKind.FineGrained _ -> Motifs.FISH;
      case SceneKind.Related _ -> Motifs.SPOKEN_OF;
    };
  }

  /** A scene whose first object is of the class label. */
  static SceneBuilder set(SceneKind kind, Split split, int label, Chance chance) {
    Motif motif = classes(kind).get(label);
    SceneBuilder stage = kind instanceof SceneKind.Related ? new SceneBuilder(chance, 0, 0) : new SceneBuilder(chance);
    switch (kind) {
      case SceneKind.Single _ -> alone(stage, motif, 0.5, chance, 0);
      case SceneKind.FineGrained _ -> alone(stage, motif, 0.66, chance, 1 << motif.parts().indexOf("tail"));
      case SceneKind.Biased biased -> {
        alone(stage, motif, 0.5, chance, 0);
        if (lit(biased, split, label, chance.stream("lantern"))) stage.lantern();
      }
      case SceneKind.Several _ -> {
        int n = chance.stream("number").count(2, 4);
        together(stage, Collections.nCopies(n, motif), chance);
      }
      case SceneKind.Pair _ -> together(stage, List.of(motif, another(label, chance)), chance);
      case SceneKind.Related _ -> related(stage, split, label, chance);
      case SceneKind.Exchanged _ -> {
        Chance place = chance.stream("place");
        stage.enterExchanged(motif, another(label, chance), place.between(0.1, 0.9), place.between(0.1, 0.9),
            place.between(0.5, 0.92),
            chance.stream("object"));
        stage.screen(SCREENED, LEAST_SEEN, 0);
      }
    }
    return stage;
  }

  /** A motif of another class. */
  private static Motif another(int label, Chance chance) {
    return Motifs.THINGS.get((label + chance.stream("other").count(1, Motifs.THINGS.size() - 1)) % Motifs.THINGS.size());
  }

  /** Two objects beside each other, along one axis at least 1½ times as far apart as along the other. */
  private static void related(SceneBuilder stage, Split split, int label, Chance chance) {
    Chance place = chance.stream("place");
    boolean across = place.happens(0.5);
    int first = place.sign();
    for (int k = 0; k < 2; k++) {
      Chance own = chance.stream(k);
      int which = k == 0 ? label : own.stream("other").count(0, Motifs.SPOKEN_OF.size() - 1);
      double along = 0.5 + (k == 0 ? first : -first) * place.between(0.22, 0.27), aside = 0.5 + place.between(-0.14, 0.14);
      stage.enter(Motifs.SPOKEN_OF.get(which), hue(split, which, own.stream("hue")), across ? along : aside, across ? aside : along,
          place.between(0.42, 0.5), own);
    }
  }

  private static Hue hue(Split split, int label, Chance chance) {
    return chance
        .oneOf(Stream.of(Hue.values()).filter(hue -> split == Split.TEST || !SceneKind.Related.isHeldOut(label, hue)).toList());
  }

  private static boolean lit(SceneKind.Biased biased, Split split, int label, Chance chance) {
    return switch (split) {
      case TRAINING -> chance.happens(0.5 * (1 + biased.strength())) == (label == biased.target());
      case VALIDATION, TEST -> chance.happens(0.5);
    };
  }

  private static void alone(SceneBuilder stage, Motif motif, double smallest, Chance chance, int deciding) {
    Chance place = chance.stream("place");
    stage.enter(motif, place.between(0.1, 0.9), place.between(0.1, 0.9), place.between(smallest, 0.92), chance.stream("object"));
    stage.screen(SCREENED, LEAST_SEEN, deciding);
  }

  /** Places each object in a region of its own: a half, or a quarter. */
  private static void together(SceneBuilder stage, List<Motif> motifs, Chance chance) {
    Chance place = chance.stream("place");
    boolean halves = motifs.size() == 2;
    boolean diagonal = place.happens(0.5);
    int first = place.count(0, 3);
    for (int k = 0; k < motifs.size(); k++) {
      int quarter = (first + k * (halves ? 2 + (diagonal ? 0 : 1) : 1)) % 4;
      double x = (quarter == 0 || quarter == 3 ? 0.27 : 0.73) + place.between(-0.06, 0.06);
      double y = (quarter < 2 ? 0.27 : 0.73) + place.between(-0.06, 0.06);
      double extent = halves ? place.between(0.42, 0.58) : place.between(0.36, 0.48);
      stage.enter(motifs.get(k), x, y, extent, chance.stream(k));
    }
    stage.screen(SCREENED, LEAST_SEEN, 0);
  }
}
