package lucida.judge.suite;

import static lucida.judge.suite.SuiteNetwork.BUNDLED;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lucida.judge.Metric;
import lucida.judge.data.TetrisSource;
import lucida.judge.pasted.ModelContrast;
import lucida.judge.randomisation.LabelRandomisation;
import lucida.judge.randomisation.Similarity;
import lucida.layers.Model;
import lucida.layers.Names;
import lucida.scenes.SceneKind;

/** All suites by name. */
public final class Suites {
  private static final List<String> METHODS = List.of("gradcam", "gradcam++", "xgradcam", "layercam", "hirescam", "scorecam");

  private static final Suite OBJECTS = new Suite("objects", "Where are the objects?", new SuiteCost(0, 90),
      """
          Scenes are drawn, so that every pixel is known to be of an object or not. One object asks whether a map finds it. Several objects of one
          class ask what the paper of Grad-CAM++ claims: that its maps cover all of them, where Grad-CAM's cover some; the recall of instances
          counts them, by size and occlusion. Two objects of two classes ask whether a map follows the class that it explains, or shows
          whatever is there.""",
      List.of(
          SuitePart.of("single", "Does the map find the object?", BUNDLED, SourceMaker.scenes("single:100"), METHODS,
              "pointing-game",
              "energy-pointing-game-mask", "mask-iou", "localisation-error-gt-known", "max-box-acc-v2", "pxap"),
          SuitePart.of("several", "Does it find all of them?", BUNDLED, SourceMaker.scenes("several:100"), METHODS,
              "instance-recall",
              "instance-recall-small", "instance-recall-large", "instance-recall-occluded", "energy-pointing-game-mask"),
          SuitePart.of("pair", "Does it follow the class?", BUNDLED, SourceMaker.scenes("pair:100"), METHODS,
              "energy-among-objects",
              "pointing-game", "energy-pointing-game-mask")));

  private static final Suite BIASED = new Suite("biased", "Does the map show the shortcut?", new SuiteCost(110, 60),
      """
          While the network was trained, a paper lantern hung in the scenes of one class and in few others. The network learns to look at it. In the
          test it hangs in every second scene, whatever the class. A map that tells what the network uses shows the lantern where that class is
          explained, even though no object is there; localisation on the object would call this map wrong. So there is no better direction:
          the share of energy on the lantern is to be compared with what a network does that never saw one (--network scenes-resnet). The true class of each
          scene is explained, and for most the lantern says nothing: where the class is the lantern's, a small part of the scenes, their points lie far to the right of the others
          in the plot of energy-cue.""",
      List.of(
          SuitePart.of("biased", "How much of the map is on the lantern?", new SuiteNetwork.OfScenes(new SceneKind.Biased(0, 0.9)),
              SourceMaker.scenes("biased:200"), METHODS, "energy-cue",
              "energy-pointing-game-mask", "pointing-game")));

  private static final Suite FINE = new Suite("fine", "Does the map find the part that decides?", new SuiteCost(160, 70),
      """
          All scenes show a fish, and only its tail fin tells its class. A map of a network that tells them apart should be on the fin; one on the whole
          fish says where the object is, not what was decisive. The share of energy on the tail stands beside that on the fish.""",
      List.of(
          SuitePart.of("fine", "How much of the map is on the tail?", new SuiteNetwork.OfScenes(new SceneKind.FineGrained()),
              SourceMaker.scenes("fine-grained:100"), METHODS,
              "energy-tail",
              "energy-pointing-game-mask")));

  private static final Suite GRID = new Suite("grid", "Is the map in the cell of its class?", new SuiteCost(0, 180),
      """
          Four scenes of four classes are put together into one picture (Rao, Böhle, Schiele 2022, arXiv 2205.10435). What speaks for a class should be in its
          own cell; a map that does not tell classes apart has a quarter of its energy there. With the network as it is (GridPG) that is not certain: it may
          see a class in another cell. So each cell gets a head of its own, which reads the layer's values in this cell only (DiPart), or a network of its own, which
          reads the pixels of this cell only (DiFull): a map that shows anything of the layer in another cell shows what can have no influence. The network has to take
          larger pictures than it was trained on: one that ends in global average pooling does.""",
      List.of(
          grid("gridpg", "One network sees the grid: how much of the map is in the cell of its class?", GridSetting.GRID_PG),
          grid("dipart", "Each cell has a head: how much of the map is where it can count?", GridSetting.DI_PART),
          grid("difull", "Each cell has a network: how much of the map is where it can count?", GridSetting.DI_FULL)));

  private static final Suite PARTS = new Suite("parts", "Which parts of the object count?", new SuiteCost(0, 120),
      """
          A scene is drawn again without some parts of its object: nothing is painted over, what was behind them is seen (after FunnyBirds: Hesse,
          Schaub-Meyer, Roth 2023, arXiv 2308.06248). So it is known what each part counts for the network. The parts on which a map has more than a share t of its
          energy are those that it calls important, at 80 thresholds t from 1 to 50 %: they should suffice for the class (preservation), their loss should change it (deletion), one of the
          smallest sets that suffice should be among them (controlled synthetic data check), and parts that count for nothing should not (distractibility). And
          the map should rank parts as the drop of the score does (single deletion). The objects of the background are taken away as well: one that counts for nothing should
          not be called important, and background independence says of how many that is so. In the second table a part is exchanged for one of another class: what speaks for
          that class is then known, and the map should move there when that class is explained (target sensitivity).""",
      List.of(
          SuitePart.of("taken-away", "Does the map know what each part counts for?", BUNDLED, SourceMaker.scenes("single:100"),
              METHODS,
              "part-completeness", "controlled-synthetic-data-check", "preservation-check", "deletion-check", "distractibility",
              "single-deletion", "background-independence"),
          SuitePart.of("exchanged", "Does the map move to the exchanged part when its class is explained?", BUNDLED,
              SourceMaker.scenes("exchanged:200"), METHODS, "target-sensitivity", "energy-among-objects")));

  private static final Suite PASTED = new Suite("pasted", "Does the map follow what the network learned?", new SuiteCost(110, 50),
      """
          Every scene has two labels: its object, and what is behind it (after BAM: Yang, Kim 2019, arXiv 1907.09701). Two networks of the same layers learn one
          each, from the same scenes. For the network of objects a map should be on the object; for the network of backdrops it should be beside it, and the
          place of the object should get less of the map than the same place without the object (input dependence). How much more of the map is on the object for the
          one network than for the other is the model contrast: 0 for a map that shows what is there, whatever the network learned.""",
      List.of(
          SuitePart.of("objects", "The network learned objects: is the map on the object?", BUNDLED,
              SourceMaker.scenes("single:100"), METHODS,
              "energy-pointing-game-mask").against(
                  new OtherNetwork(new SuiteNetwork.Own(Recipes.backdrops()), other -> List.of(new ModelContrast(other)))),
          SuitePart.of("backdrops", "The network learned backdrops: is the map beside the object?",
              new SuiteNetwork.Own(Recipes.backdrops()),
              SourceMaker.backdrops(100), METHODS, "energy-pointing-game-mask", "input-dependence")));

  private static final Suite BACKDOOR = new Suite("backdoor", "Does the map find the trigger?", new SuiteCost(45, 45),
      """
          While the network was trained, a small chequerboard was put somewhere on a third of the scenes, which were all called by one class. The network learned this
          backdoor: with the trigger it finds that class whatever the scene shows. So what decides is known to the pixel. A map of that class should be on the trigger; one
          that shows the object instead tells nothing of what the network does.""",
      List.of(
          SuitePart.of("backdoor", "How much of the map is on the trigger?", new SuiteNetwork.Own(Recipes.backdoor()),
              SourceMaker.triggered(100, Recipes.TARGET), METHODS, "energy-pointing-game-mask", "energy-among-objects",
              "pointing-game",
              "relevance-rank-accuracy-mask", "pxap")));

  private static final Suite TETRIS = new Suite("tetris", "Are the pixels right where they are known?", new SuiteCost(45, 30),
      """
          Tetrominoes, T or L, in noise (after XAI-TRIS: Clark, Wilming, Haufe 2024, arXiv 2306.12816): which pixels hold the signal is known. It is added to the noise (linear), weakens
          it (multiplicative), turns and moves (rotated), or is in the product of two signs (xor). The noise is white, or correlated: then pixels beside the signal, which say
          nothing of the class, help to subtract the noise from it (suppressor variables), and a map that shows them is true of the network and wrong about
          the picture. Precision (relevance-rank-accuracy-mask) is the share of the signal's pixels among as many of the highest; by chance 6 %, of xor, which has eight pixels of signal, 13 %.""",
      Stream.of(TetrisSource.Signal.values())
          .flatMap(signal -> Stream.of(TetrisSource.Background.values()).map(background -> tetris(signal, background))).toList());

  private static final Suite LABELS = new Suite("labels", "Does the map depend on what was learned?", new SuiteCost(180, 60),
      """
          Two networks of the same layers learn the same scenes from the same first weights: one with their labels, the other with labels that were permuted, which say nothing
          of the pictures and can only be learned by heart (Adebayo et al. 2018, arXiv 1810.03292). A map that tells what a network learned is another one for the
          second; a map that finds edges and bright spots in the picture, whatever was learned, stays as it was. How like the maps are of two networks that
          both learned true labels, from other scenes and other first weights, stands beside it: label randomisation should be far below it.""",
      List.of(
          SuitePart.of("permuted", "How like are the maps of a network that learned permuted labels?",
              new SuiteNetwork.Own(Recipes.labels(false)), SourceMaker.scenes("single:100"),
              Stream.concat(METHODS.stream(), Stream.of("gradient", "input-x-gradient", "guided-backprop")).toList())
              .against(new OtherNetwork(new SuiteNetwork.Own(Recipes.labels(true)), other -> labelRandomisation(other, true)),
                  new OtherNetwork(BUNDLED, other -> labelRandomisation(other, false)))));

  private static final List<Suite> ALL = List.of(OBJECTS, PARTS, PASTED, BACKDOOR, LABELS, TETRIS, BIASED, FINE, GRID);

  private Suites() {}

  private static SuitePart grid(String name, String question, GridSetting setting) {
    List<String> methods = Stream.concat(METHODS.stream(), Stream.of("input-x-gradient")).toList();
    return SuitePart.of(name, question, BUNDLED, SourceMaker.grids(50, setting), methods, "energy-pointing-game-at-layer",
        "energy-pointing-game", "pointing-game").rewired(setting);
  }

  private static List<Metric> labelRandomisation(Model other, boolean permuted) {
    return Arrays.stream(Similarity.values()).<Metric>map(similarity -> new LabelRandomisation(other, permuted, similarity))
        .toList();
  }

  private static SuitePart tetris(TetrisSource.Signal signal, TetrisSource.Background background) {
    String code = signal.toString().toLowerCase(Locale.ROOT), noise = background.toString().toLowerCase(Locale.ROOT);
    List<String> methods = Stream
        .concat(METHODS.stream(), Stream.of("gradient", "input-x-gradient", "integrated-gradients", "smoothgrad")).toList();
    return SuitePart.of(code + "-" + noise, "Is the map on the tetromino (" + code + ", " + noise + " noise)?",
        new SuiteNetwork.Own(Recipes.tetris(signal, background)), SourceMaker.tetris(signal, background, 100), methods,
        "relevance-rank-accuracy-mask", "energy-pointing-game-mask");
  }

  /** All of them. */
  public static List<Suite> all() { return ALL; }

  /** Their names. */
  public static List<String> names() { return ALL.stream().map(Suite::name).toList(); }

  /**
   * A suite by its name.
   *
   * @throws IllegalArgumentException if there is none; the message names some that are near
   */
  public static Suite named(String name) {
    return ALL.stream().filter(suite -> suite.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no suite '" + name + "'; " + Names.suggestion(name, names())));
  }
}
