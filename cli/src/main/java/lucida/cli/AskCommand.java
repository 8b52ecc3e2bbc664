package lucida.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import lucida.bundled.TrainedModel;
import lucida.layers.Model;
import lucida.layers.architecture.TextNetworks;
import lucida.layers.score.FixedText;
import lucida.layers.score.Vocabulary;
import lucida.weights.ClassName;
import lucida.weights.ClassNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida ask}: a question about a picture, the answer, and what in the picture speaks for it. */
@Command(name = "ask", mixinStandardHelpOptions = true, modelTransformer = AskCommand.Unlisted.class, sortOptions = false, customSynopsis = "lucida ask [PICTURE] \"QUESTION\" [OPTION …]", description = {
    "Answers a question about a picture by one word, and shows which parts of the picture speak for that answer or for another, by any number of methods.",
    "The question is a part of the network, and answers are its classes: --class names words. Writes an overlay for each answer, a contact sheet, and report.html."}, footer = {
        "", "Examples:", "  lucida ask --scene 1 \"what is above the owl?\"",
        "  lucida ask --scene 1 \"what colour is the car?\" --class top3 --method gradcam,counterfactual",
        "  lucida ask --scene 1 \"how many owls are there?\" --class none,one --difference",
        "  lucida ask drawing.png \"is there a red car?\""})
final class AskCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "[PICTURE] QUESTION", arity = "1..2", description = "The picture, and the question about it.")
  private List<String> asked = List.of();

  @Mixin
  private TextOptions text;

  @Mixin
  private MethodOption methods;

  @Mixin
  private SaliencyOptions saliency;

  @Option(names = "--difference", description = "Subtract the maps of two answers, as of --class yes,no.")
  private boolean difference;

  @Mixin
  private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    output.check();
    TrainedModel trained = text.network(TextNetworks.VQA);
    Vocabulary vocabulary = TextOptions.vocabulary(trained);
    String question = asked.getLast().strip();
    Optional<Path> picture = asked.stream().limit(asked.size() - 1).map(Path::of).findFirst();
    InputFile.Loaded loaded = text.picture(picture, trained, saliency.computation().precision());
    List<Integer> words = vocabulary.question(question);
    Model model = new Model(FixedText.of(trained.model().network(), words), trained.model().weights());
    ModelOptions.Chosen chosen = text.chosen(trained, model, answers(vocabulary));
    MapsOutput maps = new MapsOutput(spec, output, chosen, saliency, methods, Optional.empty(), difference);
    maps.check();
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("question", question);
    facts.putAll(text.truth());
    RunFacts about = RunFacts.of(spec, text.files(), chosen, saliency, List.of()).behind(facts);
    return maps.write("“" + question + "”", about, run -> run.of(loaded), List.of());
  }

  private static ClassLabels answers(Vocabulary vocabulary) {
    return new ClassLabels.Named(new ClassNames("the vocabulary",
        IntStream.range(0, vocabulary.size()).mapToObj(n -> new ClassName(n, "", vocabulary.words().get(n))).toList()));
  }

  /** An answer is a word, and of no position or box. */
  static final class Unlisted extends UnlistedOptions {
    Unlisted() { super("--region", "--box"); }
  }
}
