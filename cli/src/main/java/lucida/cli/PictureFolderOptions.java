package lucida.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.core.Precision;
import lucida.files.Sha256;
import lucida.judge.data.AnnotationFiles;
import lucida.judge.data.ClassLookup;
import lucida.judge.data.DataException;
import lucida.judge.data.FolderSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Pictures of a folder, and where their objects are. */
final class PictureFolderOptions {
  @Option(names = "--images", paramLabel = "DIR", description = "A folder of pictures.")
  private Optional<Path> images = Optional.empty();

  @Option(names = "--boxes", paramLabel = "FILE|DIR", description = "Where the objects of the pictures are: CSV with the head file,class_index,width,height,x0,y0,x1,y1, ImageNet's XML files, or COCO's JSON.")
  private Optional<Path> boxes = Optional.empty();

  @Option(names = "--masks", paramLabel = "DIR", description = "A folder of masks: PNG files named as the pictures, black where there is no object.")
  private Optional<Path> masks = Optional.empty();

  /** Whether a folder is named. */
  boolean isNamed() { return images.isPresent(); }

  /** Whether it is stated where objects are. */
  boolean locatesObjects() { return boxes.isPresent() || masks.isPresent(); }

  /** Whether masks are named. */
  boolean hasMasks() { return masks.isPresent(); }

  /** Whether the classes of its pictures are stated. */
  boolean statesClasses(ModelOptions model) {
    return model.pictureLabels().isPresent() || boxes.isPresent();
  }

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

  /**
   * Checks that what is stated is stated of pictures.
   *
   * @throws IllegalArgumentException if options contradict each other
   */
  void check(ModelOptions model, CommandSpec command) {
    if (images.isPresent()) {
      checkOut(images.get(), command);
      if (masks.isPresent() && !statesClasses(model))
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
  private static void checkOut(Path folder, CommandSpec command) {
    Optional.ofNullable(command.findOption("--out")).map(OptionSpec::<Object>getValue).ifPresent(value -> {
      if (value instanceof Path out && absolute(out).startsWith(absolute(folder)))
        throw new IllegalArgumentException("--out " + out + " lies in --images " + folder
            + ": the next run would take what this one writes for pictures; name a folder outside it");
    });
  }

  private static Path absolute(Path path) { return path.toAbsolutePath().normalize(); }

  /**
   * Opens the pictures, with classes that need not be the network's.
   *
   * @throws IllegalArgumentException if no folder is named, or what is named cannot be read
   */
  FolderSource open(ModelOptions model, ModelOptions.Chosen chosen, ClassLookup classes, Precision precision) {
    Path folder = images
        .orElseThrow(() -> new IllegalArgumentException("Missing required option: --images DIR, the pictures to learn from"));
    try {
      return FolderSource.open(folder, new AnnotationFiles(model.pictureLabels(), boxes, masks), classes, chosen.preprocessing(),
          precision);
    } catch (DataException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** What was asked for, for the record. */
  SequencedMap<String, String> facts(ModelOptions model) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
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
