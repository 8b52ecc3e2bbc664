package lucida.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.core.PlainText;
import lucida.judge.data.DataException;
import lucida.judge.data.FolderSource;
import lucida.judge.data.PictureExamples;
import lucida.judge.data.PictureSplit;
import lucida.judge.statistics.Proportion;
import lucida.layers.FixedBatchNorm;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.training.Accuracy;
import lucida.layers.training.Learner;
import lucida.layers.training.Objective;
import lucida.layers.training.Training;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.TrainingStep;
import lucida.pictures.Preprocessing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida finetune}: a trained network learns from the user's own pictures. */
@Command(name = "finetune", mixinStandardHelpOptions = true, customSynopsis = "lucida finetune --images DIR --labels CSV [--boxes FILE|DIR] [--masks DIR] [--model …] [OPTION …]", description = {
    "Trains a network further on pictures of a folder and writes it so that explain and evaluate read it: a built-in architecture as .safetensors, another one as .onnx.",
    "Where the labels name other classes than the network has, it gets a new head. A share of each class is held back, and the network's accuracy there is measured before and after. Batch norms keep their statistics.",
    "With --attention and --loss it learns through its own explanations, guided by masks or boxes where the loss compares with any.",
    "Saves checkpoints on the way: killed at any moment, the same command with --resume continues to the same bits."}, footer = {
        "", "Examples:", "  lucida finetune --images birds --labels birds.csv --weights resnet50.pth",
        "  lucida finetune --images birds --labels birds.csv --model squeezenet.onnx --preprocess caffe --freeze fire8/concat_1",
        "  lucida finetune --images birds --labels birds.csv --masks masks --weights resnet50.pth --loss energy:0.5 --guided 0.1",
        "  lucida finetune --images val --boxes boxes.csv --keep-head --weights resnet50.pth --loss rrr:0.01",
        "  lucida finetune --images birds --labels birds.csv --model network.onnx --attention after=relu5,channel,spatial --loss ggam:0.5",
        "  lucida explain owl.jpg --model resnet50-finetuned.safetensors"})
final class FinetuneCommand implements Callable<Integer> {
  private static final LearningOptions.Usual USUAL = new LearningOptions.Usual(5, 8, "adamw", 0.001, 0.0003, 0, 0);

  @Spec
  private CommandSpec spec;

  @Mixin
  private QuietOption quiet;

  @Mixin
  private ModelOptions model;

  @Mixin
  private PictureFolderOptions sources;

  /** Known, so that who looks for it learns where scenes are learned. */
  @Option(names = "--scenes", paramLabel = "KIND[:N]", hidden = true)
  private Optional<String> scenes = Optional.empty();

  @Option(names = "--hold-back", paramLabel = "SHARE", defaultValue = "0.2", description = "The share of each class's pictures that is not learned from, above 0 and below 1, and at least one of each. Default: ${DEFAULT-VALUE}.")
  private double holdBack;

  @Option(names = "--keep-head", description = "The labels, or boxes, speak of the network's own classes, by number or name, however few of them. Default: only if the labels name as many, and all of them.")
  private boolean keepHead;

  @Option(names = "--freeze", paramLabel = "LAYER", description = "Leave the weights of this layer and of all that it reads as they are. Default: all are trained.")
  private Optional<String> freeze = Optional.empty();

  @Mixin
  private LearningOptions learning;

  @Mixin
  private LossOptions losses;

  @Mixin
  private KernelOptions kernels;

  @Mixin
  private SavingOptions saving;

  /**
   * A training that can begin.
   *
   * @param start the network with attention and new head, if it has any, before it learns
   * @param file where it will be written
   * @param pictures to learn from and held back
   */
  private record Prepared(Model start, LearnedClasses classes, PictureSplit pictures, Training training, FinetunedFile file,
      SequencedMap<String, String> settings) {
    /** Its accuracy on the pictures that are held back, with these weights. */
    Proportion accuracy(Weights weights) {
      Learner learner = training.trainer();
      int held = pictures.heldBack().size();
      double share = Accuracy.of(new Model(start.network(), weights), pictures.heldBack(), Math.min(learner.batch(), held),
          learner.executor());
      return new Proportion(Math.round(share * held), held);
    }
  }

  @Override
  public Integer call() {
    if (scenes.isPresent())
      throw new IllegalArgumentException(
          "--scenes are drawn, and 'lucida train' learns from them; here pictures are wanted: --images DIR");
    saving.check();
    losses.check(Optional.empty());
    learning.beside(USUAL).check();
    if (!(holdBack > 0 && holdBack < 1))
      throw new IllegalArgumentException("--hold-back " + holdBack + ": it is a share of the pictures, above 0 and below 1");
    ModelOptions.Chosen chosen = model.chooseForLabelledPictures();
    Prepared prepared = prepared(chosen);
    OutputFolder.sweepBeside(prepared.file().path());
    Standing from = saving.start(prepared.file().path(), prepared.training(), prepared.settings(), prepared.start()::weights,
        learning.beside(USUAL).precision());
    PrintWriter out = quiet.out(spec.commandLine());
    begin(chosen, prepared, out);
    TrainingReport report = TrainingReport.to(out, quiet.notes(spec.commandLine()), prepared.training(), from);
    SavedTraining run = saving.saved(prepared.training(), prepared.file().path(), prepared.settings(), report);
    Standing end = run.goOn(from);
    if (prepared.training().ended(end)) finish(prepared, run, end, out);
    else report.stopped(end);
    return ExitCode.DONE;
  }

  private Prepared prepared(ModelOptions.Chosen chosen) {
    LearningOptions.Learning how = learning.beside(USUAL);
    LearnedClasses classes = LearnedClasses.of(model.pictureLabels(), chosen.labels(), keepHead);
    Network plain = classes.in(chosen.model().network()), network = losses.network(plain);
    Objective objective = losses.objective(network);
    Model start = new Model(network,
        Initial.transferred(network, classes.kept(chosen.model(), plain), how.seed(), how.precision()));
    FinetunedFile file = FinetunedFile.of(saving.named(), start, model.file(), about(chosen, classes));
    losses.checkOut(file.path());
    PictureSplit pictures = pictures(chosen, classes, objective);
    int batch = how.batch(pictures.training().size(), "pictures to learn from");
    TrainingStep step = new TrainingStep(FixedBatchNorm.in(network), how.optimizer(), batch, objective, learns(network));
    Training training = how.training(step, pictures.training(), batch, pictures.heldBack(), kernels.choice().kernels());
    return new Prepared(start, classes, pictures, training, file, settings(chosen, how, batch));
  }

  private SequencedMap<String, String> about(ModelOptions.Chosen chosen, LearnedClasses classes) {
    Optional<Preprocessing> preset = model.changesPreset() ? Optional.empty() : Optional.of(chosen.preprocessing());
    SequencedMap<String, String> about = new NetworkNotes(classes.named() ? classes.names() : List.of(), preset).about();
    about.put("command", SavingOptions.command("finetune", spec));
    return about;
  }

  private PictureSplit pictures(ModelOptions.Chosen chosen, LearnedClasses classes, Objective objective) {
    LearningOptions.Learning how = learning.beside(USUAL);
    if (!objective.wantsMasks() && (sources.hasMasks() || sources.locatesObjects() && model.pictureLabels().isPresent()))
      throw new IllegalArgumentException((sources.hasMasks() ? "--masks" : "--boxes")
          + " has no effect: nothing compares with where objects are; add --loss energy:0.5, or leave it out");
    if (objective.wantsMasks() && !sources.locatesObjects())
      throw new IllegalArgumentException("the loss compares maps with masks, and none are named: add --masks DIR or --boxes FILE");
    sources.check(model, spec);
    FolderSource source = sources.open(model, chosen, classes.lookup(), how.precision());
    source.notes().forEach(this::note);
    try {
      PictureSplit split = PictureSplit.of(source, classes.names(), holdBack, how.seed());
      if (!objective.wantsMasks()) return split;
      PictureExamples guided = split.training().guided(losses.guided(), how.seed());
      if (guided.located() == 0)
        throw new IllegalArgumentException("the loss compares maps with masks, and of none of the " + guided.size()
            + " pictures to learn from there is a mask or a box of its own class" + (losses.guided() < 1
                ? " that --guided lets it see"
                : "; boxes name classes as the labels do"));
      return new PictureSplit(guided, split.heldBack(), split.unlabelled());
    } catch (DataException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private void note(String sentence) {
    quiet.notes(spec.commandLine()).println("lucida: " + PlainText.of(sentence));
  }

  /** Whether a parameter is trained. */
  private Predicate<String> learns(Network network) {
    Set<String> frozen = freeze.stream().flatMap(layer -> network.upTo(layer).stream())
        .flatMap(node -> node.layer().parameters().keySet().stream().map(key -> node.name() + "." + key))
        .collect(Collectors.toSet());
    if (frozen.containsAll(network.parameters().keySet()))
      throw new IllegalArgumentException("--freeze " + freeze.orElse("") + " leaves nothing to learn in " + network.name());
    return name -> !frozen.contains(name);
  }

  /** What decides which bits it ends with: the files, as they are, and the options. */
  private SequencedMap<String, String> settings(ModelOptions.Chosen chosen, LearningOptions.Learning how, int batch) {
    SequencedMap<String, String> settings = new LinkedHashMap<>(model.facts(chosen));
    settings.putAll(sources.facts(model));
    settings.put("preprocessing", chosen.preprocessing().toString());
    settings.put("--hold-back", Double.toString(holdBack));
    settings.put("--keep-head", Boolean.toString(keepHead));
    settings.put("--freeze", freeze.orElse("nothing"));
    settings.putAll(how.settings(batch));
    settings.putAll(losses.settings(Optional.empty()));
    settings.put("--kernels", kernels.choice().kernels().name());
    return settings;
  }

  private void begin(ModelOptions.Chosen chosen, Prepared prepared, PrintWriter out) {
    PictureSplit pictures = prepared.pictures();
    LearnedClasses classes = prepared.classes();
    if (chosen.assumed())
      note("the file does not say how pictures are prepared: " + chosen.preprocessing().name()
          + " is assumed; --preprocess says otherwise");
    if (pictures.unlabelled() > 0) note(pictures.unlabelled() + " of the pictures have no class that is stated, and are left out");
    int[] all = IntStream.range(0, pictures.training().size()).toArray();
    long seen = IntStream.of(pictures.training().labels(all)).distinct().count();
    if (seen < classes.names().size() && classes.isNew())
      note("there are pictures of " + seen + " of the " + classes.names().size()
          + " classes; if their numbers are the network's own, --keep-head keeps what it knows of them");
    out.println(PlainText.of(chosen.title()) + ": " + classes.names().size() + " classes"
        + (classes.isNew() ? ", with a new head" : ", its own") + "; " + pictures.training().size() + " pictures to learn from"
        + pictures.training().guidance().map(_ -> ", " + pictures.training().located() + " of them with a mask").orElse("") + ", "
        + pictures.heldBack().size() + " held back");
    out.println("before: " + prepared.accuracy(prepared.start().weights()) + " of those held back right"
        + (classes.isNew() ? ", by a head that knows nothing" : ""));
  }

  /** The last epoch's weights; with patience the best epoch's, which was chosen by the same pictures. */
  private void finish(Prepared prepared, SavedTraining run, Standing end, PrintWriter out) {
    boolean best = learning.beside(USUAL).patience() > 0;
    Weights weights = new Weights(best ? end.bestParameters() : end.state().parameters());
    Path path = prepared.file().path();
    prepared.file().write(new Model(prepared.start().network(), weights));
    run.forget();
    out.println("after: " + prepared.accuracy(weights) + " of those held back right"
        + (best ? ", in epoch " + end.bestEpoch() + ", the best of " + end.validated() + " on the same pictures" : ""));
    out.println("wrote " + PlainText.of(path.toString()) + "; to see what it looks at: lucida explain PICTURE --model "
        + PlainText.of(path.toString()) + (model.changesPreset() ? SavingOptions.typed(spec, PreprocessingOptions.NAMES) : ""));
  }
}
