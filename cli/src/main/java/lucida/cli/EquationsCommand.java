package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import lucida.autodiff.run.Executor;
import lucida.book.Book;
import lucida.book.EvaluatedBook;
import lucida.book.EvaluationPoint;
import lucida.cam.LayerChoice;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.PlainText;
import lucida.core.Precision;
import lucida.files.WholeFile;
import lucida.report.BookPage;
import lucida.report.BookSubject;
import lucida.report.BookText;
import lucida.report.ClassScore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code lucida equations}: the book of equations on a network and a picture. Exit code 1 if one does not hold where it should. */
@Command(name = "equations", mixinStandardHelpOptions = true, sortOptions = false, customSynopsis = "lucida equations [IMAGE] [OPTION …]", modelTransformer = EquationsCommand.Coverage.class, description = {
    "Evaluates the numbered equations of docs/equations.md on a network and a picture, in float64: identities on both sides by different routes, and where they must fail; limits as sequences with a bound; definitions with their numbers at one channel and position.",
    "An equation about another kind of network is evaluated on a small one of that kind, and says so. Exit code 1 if an identity or a limit does not hold where it should."}, footer = {
        "", "Examples:", "  lucida equations", "  lucida equations --tag GC,\"PP 7\"", "  lucida equations --out book.html",
        "  lucida equations cat.png --weights resnet20.th --preprocess cifar --class 3",
        "  lucida equations cat.png --model vgg16 --weights vgg16.pth --layer features.29 --json"})
final class EquationsCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "IMAGE", description = "A picture, or a preprocessed array, taken as it is. Default: a bundled picture.")
  private Optional<Path> image = Optional.empty();

  @Mixin
  private ModelOptions model;

  @Option(names = "--class", paramLabel = "ID|NAME|top1", defaultValue = "top1", description = "The class to explain. Default: top1, the one with the highest score.")
  private String explained;

  @Option(names = "--layer", paramLabel = "NAME", description = "The layer whose activations are A. Default: the last one with positions and with weights behind it.")
  private Optional<String> layer = Optional.empty();

  @Option(names = "--tag", paramLabel = "TAG", split = ",", description = "Evaluate only these equations, comma-separated: GC for a section, \"GC 3\" or GC3 for one.")
  private List<String> tags = List.of();

  @Option(names = "--json", description = "Print one JSON record per equation, one per line, and nothing else.")
  private boolean json;

  @Option(names = "--out", paramLabel = "FILE.html", description = "Also write an HTML page with typeset formulas and plotted residuals.")
  private Optional<Path> page = Optional.empty();

  @Mixin
  private KernelOptions kernels;

  @Override
  public Integer call() throws IOException {
    if (page.isEmpty()) return evaluate();
    if (!Files.isDirectory(page.get()) && !String.valueOf(page.get().getFileName()).toLowerCase(Locale.ROOT).matches(".*[.]html?"))
      throw new IllegalArgumentException("--out " + page.get() + ": the page is an HTML file, say --out " + page.get() + ".html");
    try (OutputFolder _ = prepare(page.get())) {
      return evaluate();
    }
  }

  private int evaluate() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ModelOptions.Chosen chosen = model.choose();
    InputFile.Loaded picture = picture(chosen);
    EvaluationPoint point = new EvaluationPoint(probe(chosen, picture));
    BookSubject subject = new BookSubject(point, score(chosen, point.probe()), picture.stem(), picture.shown());
    EquationsLine line = new EquationsLine(new LiveLine(spec.commandLine().getErr()), !json && ProgressLine.isSeen());
    EvaluatedBook book = Book.evaluate(point, tags, line);
    line.end();
    if (json) book.entries().forEach(entry -> out.println(EquationJson.of(entry)));
    else BookText.print(book, subject, out);
    if (page.isPresent()) {
      OutputFolder.sweepBeside(page.get());
      WholeFile.write(page.get(), BookPage.of(book, subject));
      if (!json) out.println("wrote " + PlainText.of(page.get().toString()));
    } else if (!json) out.println("--out book.html also writes it as a page with typeset formulas and plots");
    return book.isFine() ? 0 : 1;
  }

  private InputFile.Loaded picture(ModelOptions.Chosen chosen) {
    List<InputFile.Loaded> pictures = InputFile.pictures(image.stream().toList(), chosen, Precision.FLOAT64)
        .toList();
    if (pictures.size() != 1)
      throw new IllegalArgumentException(
          image.orElseThrow() + " holds " + pictures.size() + " pictures; equations are evaluated on one");
    return pictures.getFirst();
  }

  private Probe probe(ModelOptions.Chosen chosen, InputFile.Loaded picture) {
    Executor executor = Executor.of(Precision.FLOAT64, kernels.choice().kernels());
    Subject subject = Subject.of(chosen.model(), layer.orElseGet(() -> LayerChoice.of(chosen.model().network())), executor);
    Target target = explained.strip().equals("top1") ? Target.predicted() : chosen.labels().find(explained.strip());
    return subject.probe(picture.x(), target);
  }

  /** The score of what is explained, with the name of its class. */
  private static ClassScore score(ModelOptions.Chosen chosen, Probe probe) {
    return chosen.labels().scores(probe.logits(), probe.cut().forward().scoreKind()).stream()
        .filter(score -> score.side().equals(probe.target())).findFirst().orElseThrow();
  }

  /** Adds to the help how much is evaluated, as the book counts it. */
  static final class Coverage implements CommandLine.IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec spec) {
      spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_DESCRIPTION,
          help -> help.description() + "Of docs/equations.md, " + Book.coverage() + ".%n".formatted());
      return spec;
    }
  }

  /** That the page can be written shows before any work is done. */
  private static OutputFolder prepare(Path file) throws IOException {
    if (Files.isDirectory(file)) throw new IllegalArgumentException("--out " + file + " is a folder; the page is one file");
    return OutputFolder.prepare(folder(file));
  }

  private static Path folder(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
  }
}
