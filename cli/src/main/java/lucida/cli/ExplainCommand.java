package lucida.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida explain}: saliency maps of pictures, as figures, a page, arrays and records. */
@Command(name = "explain", mixinStandardHelpOptions = true, sortOptions = false, customSynopsis = "lucida explain [IMAGE|DIR|FILE.npy …] [OPTION …]", description = {
    "Shows which parts of a picture speak for a class, by any number of methods. Without arguments it explains a bundled picture with a bundled network.",
    "Writes an overlay for each method and class, a contact sheet for each picture, and report.html; with --save-maps the maps as NumPy arrays."}, footer = {
        "", "Examples:", "  lucida explain",
        "  lucida explain cat.png --model squeezenet.onnx --preprocess caffe --labels imagenet.txt",
        "  lucida explain cat.png --model resnet18 --weights resnet18.pth --class top3",
        "  lucida explain --class predicted,bird --difference",
        "  lucida explain photos --weights vgg16.safetensors --method all --out maps --save-maps",
        "  lucida explain input.npy --weights vgg16.pth --precision f64 --class 7 --save-maps --json"})
final class ExplainCommand implements Callable<Integer>, ConditionalOptions {
  @Spec
  private CommandSpec spec;

  @Mixin
  private InputOptions inputs;

  @Mixin
  private ModelOptions model;

  @Mixin
  private MethodOption methods;

  @Mixin
  private SaliencyOptions saliency;

  @Option(names = "--colours", paramLabel = "NAME", description = "The colours of maps without a sign: dawn, grey or jet. Default: dawn.")
  private Optional<String> colours = Optional.empty();

  @Mixin
  private OutputOptions output;

  @Option(names = "--difference", description = "Subtract the maps of two classes, as of --class predicted,NAME: NAME.difference.png has both and their difference for each method, and so has the page.")
  private boolean difference;

  @Option(names = "--repeat", paramLabel = "RECORD", description = "Run again what a record says: report.jsonl of an earlier run, or what its --json printed. Pictures, network and options are the record's; files that have changed are refused. Beside it go --out, --keep, --save-maps and --json only.")
  private Optional<Path> repeated = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (repeated.isEmpty()) return explain(output, Optional.empty());
    Repetition repetition = Repetition.read(repeated.get());
    checkBeside(repeated.get());
    repetition.checkFiles();
    return repetition.command(spec.commandLine()).explain(output, Optional.of(repetition));
  }

  /** Whether it runs what its own arguments say. */
  boolean isFirst() { return repeated.isEmpty(); }

  /** A record fixes all options but those of the output. */
  @Override
  public boolean takes(String option) { return isFirst() || option.equals("--repeat") || OutputOptions.NAMES.contains(option); }

  private void checkBeside(Path record) {
    spec.commandLine().getParseResult().matchedArgs().stream()
        .map(arg -> arg instanceof OptionSpec option ? option.longestName() : "a picture")
        .filter(name -> !takes(name)).findFirst().ifPresent(name -> {
          throw new IllegalArgumentException("--repeat " + record + " takes pictures, network and options from the record, so that "
              + name + " cannot be given beside it");
        });
  }

  private int explain(OutputOptions to, Optional<Repetition> repetition) throws IOException {
    to.check();
    List<InputFile> files = inputs.files();
    ModelOptions.Chosen chosen = model.choose();
    MapsOutput output = new MapsOutput(spec, to, chosen, saliency, methods, colours, difference);
    output.check();
    RunFacts about = RunFacts.of(spec, model.files(), chosen, saliency, files).behind(model.compared());
    List<String> notes = new ArrayList<>(repetition.map(of -> of.differences(about)).orElse(List.of()));
    model.ignoredBy(files).ifPresent(notes::add);
    model.ofBundled(files).ifPresent(notes::add);
    return output.write("What " + chosen.model().network().name() + " looks at", about, run -> run.of(files), notes);
  }
}
