package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.core.PlainText;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.files.Sha256;
import lucida.judge.data.AnnotationFiles;
import lucida.judge.data.ClassLookup;
import lucida.judge.data.DataException;
import lucida.judge.data.FirstPictures;
import lucida.judge.data.FolderSource;
import lucida.judge.data.PictureSource;
import lucida.judge.data.SceneSource;
import lucida.judge.data.WithoutTruth;
import lucida.layers.Network;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** On which pictures maps are judged. */
final class SourceOptions {
  private static final String SCENES = "single:" + SceneSource.COUNT;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--images", paramLabel = "DIR", description = "A folder of pictures.")
  private Optional<Path> images = Optional.empty();

  @Option(names = "--boxes", paramLabel = "FILE|DIR", description = "Where the objects of the pictures are: CSV with the head file,class_index,width,height,x0,y0,x1,y1, ImageNet's XML files, or COCO's JSON.")
  private Optional<Path> boxes = Optional.empty();

  @Option(names = "--masks", paramLabel = "DIR", description = "A folder of masks: PNG files named as the pictures, black where there is no object.")
  private Optional<Path> masks = Optional.empty();

  @Option(names = "--scenes", paramLabel = "KIND[:N]", description = "N scenes whose truth is known to the pixel: single, several, pair, biased, fine-grained, exchanged or related. Default, where no --images are named: what is said above, or "
      + SCENES + ".")
  private Optional<String> scenes = Optional.empty();

  /** Whether pictures or scenes are named. */
  boolean areNamed() {
    return images.isPresent() || scenes.isPresent() || boxes.isPresent() || masks.isPresent();
  }

  /** Whether the pictures have labels. */
  boolean areLabelled(ModelOptions model) {
    return images.isEmpty() && !model.comparesPictures() || model.pictureLabels().isPresent() || boxes.isPresent();
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
    check(model);
    if (images.isPresent()) return folder(images.get(), model, chosen, text -> chosen.labels().find(text).id(), precision);
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
   * Opens the pictures of a folder, with classes that need not be the network's.
   *
   * @throws IllegalArgumentException if no folder is named, options contradict each other, or what they name cannot be read
   */
  FolderSource openFolder(ModelOptions model, ModelOptions.Chosen chosen, ClassLookup classes, Precision precision) {
    if (scenes.isPresent())
      throw new IllegalArgumentException(
          "--scenes are drawn, and 'lucida train' learns from them; here pictures are wanted: --images DIR");
    check(model);
    return folder(
        images.orElseThrow(() -> new IllegalArgumentException("Missing required option: --images DIR, the pictures to learn from")),
        model, chosen, classes, precision);
  }

  /** Whether it is stated where objects are. */
  boolean locatesObjects() { return boxes.isPresent() || masks.isPresent(); }

  /** Whether masks are named. */
  boolean hasMasks() { return masks.isPresent(); }

  /**
   * Where maps are compared with maps alone, objects have no effect.
   *
   * @param ofLabels whether the classes of pictures matter, which boxes may state
   * @throws IllegalArgumentException if masks, or boxes that do not matter, are named
   */
  void checkAsked(boolean ofLabels) {
    if (masks.isPresent() || boxes.isPresent() && !ofLabels)
      throw new IllegalArgumentException((masks.isPresent() ? "--masks has" : "--boxes has")
          + " no effect here: maps are compared with maps, not with objects; leave it out");
  }

  /** Whether the pictures are scenes. */
  boolean isScenes() { return images.isEmpty(); }

  /** The scenes that are asked for, or the usual ones. */
  String scenesAsked(String usual) { return scenes.orElse(usual); }

  /** Scenes beside those that are asked for. */
  SceneSource openScenes(ModelOptions.Chosen chosen, Precision precision, long seed, String kind) {
    return scenes(chosen, precision, seed, kind);
  }

  private void check(ModelOptions model) {
    if (images.isPresent() && scenes.isPresent()) throw new IllegalArgumentException("--images or --scenes, not both");
    if (images.isPresent()) {
      checkOut(images.get());
      if (masks.isPresent() && !areLabelled(model))
        throw new IllegalArgumentException(
            "--masks says where the object of a picture is, not of which class it is: add --labels or --boxes");
      return;
    }
    String truth = boxes.isPresent()
        ? "--boxes"
        : masks.isPresent() ? "--masks" : model.pictureLabels().isPresent() ? "--labels" : "";
    if (!truth.isEmpty())
      throw new IllegalArgumentException(
          truth + " says what is true about the pictures of --images DIR, which is missing; of scenes it is known");
  }

  /** What a run writes would be among the pictures of the next. */
  private void checkOut(Path folder) {
    Optional.ofNullable(command.findOption("--out")).map(OptionSpec::<Object>getValue).ifPresent(value -> {
      if (value instanceof Path out && absolute(out).startsWith(absolute(folder)))
        throw new IllegalArgumentException("--out " + out + " lies in --images " + folder
            + ": the next run would take what this one writes for pictures; name a folder outside it");
    });
  }

  private static Path absolute(Path path) { return path.toAbsolutePath().normalize(); }

  private FolderSource folder(Path folder, ModelOptions model, ModelOptions.Chosen chosen, ClassLookup classes,
      Precision precision) {
    try {
      return FolderSource.open(folder, new AnnotationFiles(model.pictureLabels(), boxes, masks), classes, chosen.preprocessing(),
          precision);
    } catch (DataException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
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
    if (images.isEmpty()) facts.put("scenes", scenes.orElse(usual));
    images.ifPresent(path -> pictures(facts, path));
    model.pictureLabels().ifPresent(path -> facts.put("labels", path.toString()));
    boxes.ifPresent(path -> truth(facts, "boxes", path));
    masks.ifPresent(path -> truth(facts, "masks", path));
    return facts;
  }

  private static void pictures(SequencedMap<String, String> facts, Path path) {
    facts.put("images", path.toString());
    try {
      facts.put("SHA-256 of images", FolderSource.sha256(path));
    } catch (DataException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static void truth(SequencedMap<String, String> facts, String what, Path path) {
    facts.put(what, path.toString());
    try {
      facts.put("SHA-256 of " + what, Sha256.ofTree(path));
    } catch (IOException e) {
      throw new IllegalArgumentException(path + " cannot be read (" + e.getMessage() + ")", e);
    }
  }
}
