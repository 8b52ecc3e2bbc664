package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lucida.autodiff.run.Executor;
import lucida.bundled.TrainedModel;
import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.judge.words.WordStudy;
import lucida.judge.words.WordTable;
import lucida.layers.architecture.TextNetworks;
import lucida.layers.score.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida experiment words}: does a network without attention look at what it speaks of? */
@Command(name = WordsCommand.NAME, mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Does a network without attention look at what it speaks of? Of each word of a caption, and of each answer to a question, a map is compared with the masks of the objects that are meant: of scenes that were never learned, of what is said rightly.",
    "The control is the map of another word, or of the answer to another question about the same scene. Writes words.csv and words.md."}, footer = {
        "", "Examples:", "  lucida experiment words",
        "  lucida experiment words --vqa vqa.safetensors --scenes 50 --method hirescam"})
final class WordsCommand implements Callable<Integer> {
  static final String NAME = "words";
  private static final int MOST_SCENES = 100_000;

  @Spec
  private CommandSpec spec;

  @Option(names = "--scenes", paramLabel = "N", defaultValue = "300", description = "On how many scenes of the test split. Default: ${DEFAULT-VALUE}.")
  private int scenes;

  @Option(names = "--method", paramLabel = "NAME", defaultValue = "gradcam", description = "Whose maps. Default: ${DEFAULT-VALUE}.")
  private String method;

  @Option(names = "--captions", paramLabel = "FILE", description = "What 'lucida train captions' wrote. Default: the network that comes with lucida.")
  private Optional<Path> captions = Optional.empty();

  @Option(names = "--vqa", paramLabel = "FILE", description = "What 'lucida train vqa' wrote. Default: the network that comes with lucida.")
  private Optional<Path> vqa = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-words", description = "The folder that the files are written to. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Mixin
  private ComputationOptions computation;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException {
    Count.check("--scenes", scenes, MOST_SCENES);
    computation.check();
    PrintWriter out = quiet.out(spec.commandLine()), notes = quiet.notes(spec.commandLine());
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      ProgressLine line = new ProgressLine(notes, ProgressLine.isSeen());
      TrainedModel writes = TextOptions.network(captions, "--captions", TextNetworks.CAPTIONS),
          answers = TextOptions.network(vqa, "--vqa", TextNetworks.VQA);
      line.begin("captions", scenes);
      WordStudy.Outcome words = study(writes).captions(writes.model(), line);
      line.begin("answers", scenes);
      WordTable table = WordTable.of(List.of(words, study(answers).answers(answers.model(), line)));
      line.end();
      WholeFile.write(folder.resolve(NAME + ".csv"), table.csv());
      WholeFile.write(folder.resolve(NAME + ".md"), table.markdown());
      out.println(
          TextTable.laid(table.accuracies()) + System.lineSeparator() + System.lineSeparator() + TextTable.laid(table.maps()));
      out.println("wrote words.csv, words.md to " + PlainText.of(folder.toString()));
    }
    return ExitCode.DONE;
  }

  private WordStudy study(TrainedModel of) {
    Executor executor = computation.execution().executor(computation.precision(), computation.kernels().kernels());
    return new WordStudy(new Vocabulary(of.classes()), of.preprocessing(), Methods.named(method, Settings.USUAL), executor, scenes);
  }
}
