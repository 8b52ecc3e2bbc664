package lucida.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.core.PlainText;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.judge.data.FirstPictures;
import lucida.judge.data.PictureSource;
import lucida.judge.data.SceneSource;
import lucida.judge.data.WithoutTruth;
import lucida.layers.Network;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** On which pictures maps are judged. */
final class SourceOptions {
  private static final String SCENES = "single:" + SceneSource.COUNT;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin
  private PictureFolderOptions folder;

  @Option(names = "--scenes", paramLabel = "KIND[:N]", description = "N scenes whose truth is known to the pixel: single, several, pair, biased, fine-grained, exchanged or related. Default, where no --images are named: what is said above, or "
      + SCENES + ".")
  private Optional<String> scenes = Optional.empty();

  /** Whether pictures or scenes are named. */
  boolean areNamed() {
    return scenes.isPresent() || folder.isNamed() || folder.locatesObjects();
  }

  /** Whether the pictures have labels. */
  boolean areLabelled(ModelOptions model) {
    return isScenes() && !model.comparesPictures() || folder.statesClasses(model);
  }

  /**
   * Opens the pictures.
   *
   * @throws IllegalArgumentException if options contradict each other, or what they name cannot be read
   */
  PictureSource open(ModelOptions model, ModelOptions.Chosen chosen, Precision precision, long seed) {
    return open(model, chosen, precision, seed, SCENES);
  }

  /** The same with these scenes where nothing is named. */
  PictureSource open(ModelOptions model, ModelOptions.Chosen chosen, Precision precision, long seed, String usual) {
    if (folder.isNamed() && scenes.isPresent()) throw new IllegalArgumentException("--images or --scenes, not both");
    folder.check(model, command);
    if (folder.isNamed()) return folder.open(model, chosen, text -> chosen.labels().find(text).id(), precision);
    String asked = scenes.orElse(usual);
    return model.comparesPictures()
        ? new WithoutTruth(drawn(chosen, precision, seed, asked))
        : scenes(chosen, precision, seed, asked);
  }

  /** Says what was stated about no picture of a source, and where it has fewer than --pictures asks for. */
  void say(PictureSource source, PrintWriter notes) {
    source.notes().forEach(sentence -> notes.println("lucida: " + PlainText.of(sentence)));
    GivenOptions.of(command).first("--pictures"::equals).map(name -> command.findOption(name).<Integer>getValue())
        .filter(asked -> source instanceof FirstPictures && asked > source.count())
        .ifPresent(asked -> notes.println("lucida: --pictures " + asked + ": there are " + source.count()));
  }

  /**
   * Where maps are compared with maps alone, objects have no effect.
   *
   * @param ofLabels whether the classes of pictures matter, which boxes may state
   * @throws IllegalArgumentException if masks, or boxes that do not matter, are named
   */
  void checkAsked(boolean ofLabels) {
    folder.checkAsked(ofLabels);
  }

  /** Whether the pictures are scenes. */
  boolean isScenes() { return !folder.isNamed(); }

  /** The scenes that are asked for, or the usual ones. */
  String scenesAsked(String usual) { return scenes.orElse(usual); }

  /** Scenes beside those that are asked for. */
  SceneSource openScenes(ModelOptions.Chosen chosen, Precision precision, long seed, String kind) {
    return scenes(chosen, precision, seed, kind);
  }

  private static SceneSource drawn(ModelOptions.Chosen chosen, Precision precision, long seed, String asked) {
    Network network = chosen.model().network();
    Shape x = network.input();
    if (x.extent(0) != 3 || x.extent(1) != x.extent(2))
      throw new IllegalArgumentException("--scenes are square pictures of three colours; " + network.name() + " takes " + x);
    return SceneSource.parse(asked, seed, x.extent(1), chosen.preprocessing(), precision);
  }

  private static SceneSource scenes(ModelOptions.Chosen chosen, Precision precision, long seed, String asked) {
    Network network = chosen.model().network();
    SceneSource source = drawn(chosen, precision, seed, asked);
    int classes = source.scenes().classes().size();
    if (chosen.labels().count() != classes)
      throw new IllegalArgumentException(
          "--scenes " + asked + " have " + classes + " classes, and " + network.name() + " has "
              + chosen.labels().count() + " scores: it was not trained on them; name pictures of its own by --images DIR");
    return source;
  }

  /** What was asked for, for the record. */
  SequencedMap<String, String> facts(ModelOptions model) {
    return facts(model, SCENES);
  }

  /** The same with these scenes where nothing is named. */
  SequencedMap<String, String> facts(ModelOptions model, String usual) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    if (isScenes()) facts.put("scenes", scenes.orElse(usual));
    facts.putAll(folder.facts(model));
    return facts;
  }
}
