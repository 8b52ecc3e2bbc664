package lucida.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.bundled.Bundled;
import lucida.bundled.TrainedModel;
import lucida.core.Precision;
import lucida.layers.Model;
import lucida.layers.score.FixedText;
import lucida.layers.score.Vocabulary;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;
import lucida.scenes.Talk;
import picocli.CommandLine.Option;

/** Which network reads a picture and words, and which scene it is shown where no picture is. */
final class TextOptions {
  private static final int MOST_SCENES = 1_000_000;

  @Option(names = "--model", paramLabel = "FILE", description = "The network, a file that 'lucida train captions' or 'lucida train vqa' wrote. Default: one that comes with lucida.")
  private Optional<Path> model = Optional.empty();

  @Option(names = "--scene", paramLabel = "N", description = "A scene with two objects in place of a picture: the N-th of the test split, from 0.")
  private Optional<Integer> scene = Optional.empty();

  /**
   * The network.
   *
   * @param architecture that is wanted: "captions"
   * @throws IllegalArgumentException if the file holds another one
   */
  TrainedModel network(String architecture) {
    return network(model, "--model", architecture);
  }

  /**
   * The network of a file, or one that comes with lucida.
   *
   * @param option that names the file
   * @throws IllegalArgumentException if it holds another architecture
   */
  static TrainedModel network(Optional<Path> file, String option, String architecture) {
    TrainedModel trained = file.map(TrainedModel::read).orElseGet(() -> Bundled.text(architecture));
    if (!trained.model().network().name().equals(architecture))
      throw new IllegalArgumentException(option + " " + file.orElseThrow() + " is of the architecture "
          + trained.model().network().name() + "; wanted is one that 'lucida train " + architecture + "' wrote");
    return trained;
  }

  /** The files of the network, as they are now. */
  List<RecordedFile> files() {
    return model.stream().map(RecordedFile::of).toList();
  }

  /** What explains a network that came of a trained one. */
  ModelOptions.Chosen chosen(TrainedModel trained, Model model, ClassLabels labels) {
    return new ModelOptions.Chosen(model, this.model.map(Path::toString).orElse("bundled, its batch norms folded"),
        trained.preprocessing(),
        labels, PictureSize.USUAL, false);
  }

  /**
   * The picture, or the scene.
   *
   * @param picture its file, if one is named
   * @throws IllegalArgumentException if both or neither are named, or it cannot be read
   */
  InputFile.Loaded picture(Optional<Path> picture, TrainedModel trained, Precision precision) {
    if (picture.isPresent() == scene.isPresent())
      throw new IllegalArgumentException(picture.isPresent()
          ? "a picture or --scene N, not both"
          : "of which picture? name one, or --scene N for a scene that is drawn; a question stands behind its picture");
    Model any = new Model(FixedText.of(trained.model().network(), List.of(0)), trained.model().weights());
    ModelOptions.Chosen reader = chosen(trained, any, new ClassLabels.Numbered(1));
    if (scene.isPresent()) {
      Count.check("--scene", scene.get(), 0, MOST_SCENES);
      return InputFile.scene(scene.get(), reader, precision);
    }
    List<InputFile> files = InputFile.all(List.of(picture.get()));
    if (files.size() != 1 || files.getFirst().isArray() || Files.isDirectory(picture.get()))
      throw new IllegalArgumentException(picture.get() + ": one picture is put into words at a time");
    return files.getFirst().open(reader, precision).getFirst();
  }

  /** The captions that are true of the scene, if one is shown, for the record. */
  SequencedMap<String, String> truth() {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    scene.ifPresent(n -> facts.put("true of it",
        String.join("; ", new Talk(SceneSet.of(new SceneKind.Related(), Split.TEST, n + 1)).captions(n))));
    return facts;
  }

  /** The words that a network knows. */
  static Vocabulary vocabulary(TrainedModel trained) {
    return new Vocabulary(trained.classes());
  }
}
