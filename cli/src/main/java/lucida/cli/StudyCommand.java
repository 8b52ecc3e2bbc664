package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.judge.people.AnswerFile;
import lucida.judge.people.StudyKey;
import lucida.judge.results.PeopleTable;
import lucida.judge.results.SummaryFiles;
import lucida.report.AskedTrial;
import lucida.report.PeoplePage;
import lucida.report.QuestionnairePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida study}: asks people what maps explain, and scores what they answer. */
@Command(name = "study", mixinStandardHelpOptions = true, sortOptions = false, customSynopsis = {
    "lucida study [--images DIR --boxes FILE | --scenes KIND[:N]] [OPTION …]",
    "       lucida study --score FILE… [--key FILE]"}, description = {
        "Makes a page that asks people which of two objects a map explains, and with --against which of two networks is more reliable, after sections 5.1 and 5.2 of Grad-CAM's paper; and scores the files that it saves. Without arguments it asks about drawn scenes of two things and the bundled network.",
        "Writes study.html, to be given to people, and key.json, to be kept: it has what would be right. --score writes results.html, answers.csv and results.json."}, footer = {
            "", "Examples:", "  lucida study", "  lucida study --pictures 20 --methods gradcam,gradcam++,layercam",
            "  lucida study --against scenes-vgg --methods guided-backprop,guided-gradcam",
            "  lucida study --images photos --boxes boxes.csv --model squeezenet.onnx --preprocess caffe",
            "  lucida study --score answers-ann.json answers-ben.json"})
final class StudyCommand implements Callable<Integer> {
  /** Options that say something beside --score. */
  private static final List<String> OF_SCORES = List.of("--score", "--key", "--out", "--json", "--quiet", "--verbose");

  @Spec
  private CommandSpec spec;

  @Mixin
  private StudyTrials trials;

  @Option(names = "--score", paramLabel = "FILE", arity = "1..*", description = "Score these files of answers, as the page saved them, one of each person.")
  private List<Path> answers = List.of();

  @Option(names = "--key", paramLabel = "FILE", description = "The key of the study that --score is about. Default: key.json in the folder of --out.")
  private Optional<Path> key = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-study", description = "The folder that files are written to. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(names = "--json", description = "Print what was answered as JSON and nothing else; with --score.")
  private boolean json;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException {
    quiet.checkBeside(json, "what was answered");
    return answers.isEmpty() ? ask() : score();
  }

  private int ask() throws IOException {
    if (json) throw new IllegalArgumentException("--json prints what was answered: add --score FILE…");
    key.ifPresent(file -> {
      throw new IllegalArgumentException("--key " + file + " belongs to --score; a new study writes a key of its own");
    });
    StudyTrials.Prepared prepared = trials.prepare();
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      StudyTrials.Made made = prepared.make(quiet.notes(spec.commandLine()));
      PrintWriter err = spec.commandLine().getErr(), out = quiet.out(spec.commandLine());
      keep(folder.resolve("key.json"), made.study().key());
      made.leftOut().forEach(sentence -> err.println("lucida: " + PlainText.of(sentence)));
      AskedTrial.BothSides study = made.study();
      new QuestionnairePage(study.questionnaire()).write(folder.resolve("study.html"));
      WholeFile.write(folder.resolve("key.json"), study.key().json());
      out.println(new StudyText(folder).made(study.key()));
      return made.leftOut().isEmpty() ? ExitCode.DONE : ExitCode.LEFT_OUT;
    }
  }

  /** What people answered to a study cannot be scored without its key. */
  private static void keep(Path file, StudyKey key) {
    if (Files.exists(file) && !StudyKey.read(file).study().equals(key.study()))
      throw new IllegalArgumentException(
          file + " is the key of another study, without which its answers cannot be scored: name another folder by --out");
  }

  private int score() throws IOException {
    GivenOptions.of(spec).first(name -> !OF_SCORES.contains(name)).ifPresent(name -> {
      throw new IllegalArgumentException(
          name + " says how a study is made, and --score is about one that was: leave out one of them");
    });
    StudyKey known = StudyKey.read(key.orElse(folder.resolve("key.json")));
    PeopleTable table = new PeopleTable(known, AnswerFile.read(answers, known));
    if (table.counted().isEmpty())
      throw new IllegalArgumentException("nobody counts: all " + table.all().size()
          + " missed more than a quarter of the attention checks");
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      PrintWriter out = quiet.out(spec.commandLine()), err = spec.commandLine().getErr();
      table.leftOut().forEach(person -> err.println("lucida: " + PlainText.of(person.person() + " does not count: "
          + table.missed(person) + " of " + table.checks() + " attention checks missed")));
      table.hasty()
          .forEach(person -> err.println("lucida: " + PlainText.of(person.person()) + " counts, with half of the answers within "
              + SummaryFiles.shown(PeopleTable.seconds(person)) + " s: nobody sees a map so fast"));
      new PeoplePage(table).write(folder);
      WholeFile.write(folder.resolve("answers.csv"), table.csv());
      WholeFile.write(folder.resolve("results.json"), table.json());
      out.println(json ? table.json().strip() : new StudyText(folder).scored(table));
      return table.leftOut().isEmpty() ? ExitCode.DONE : ExitCode.LEFT_OUT;
    }
  }
}
