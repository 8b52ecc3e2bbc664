package lucida.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lucida.autodiff.run.Executor;
import lucida.bundled.TrainedModel;
import lucida.layers.architecture.TextNetworks;
import lucida.layers.score.Captioner;
import lucida.layers.score.Vocabulary;
import lucida.report.Percentage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida caption}: a picture in words, and for each word what in the picture speaks for it. */
@Command(name = "caption", mixinStandardHelpOptions = true, modelTransformer = CaptionCommand.Unlisted.class, sortOptions = false, customSynopsis = "lucida caption [PICTURE] [OPTION …]", description = {
    "Puts a picture into words, and shows for each word, and for the whole caption, which parts of the picture speak for it, by any number of methods.",
    "A word's score is the logarithm of its odds behind the words before it; --class names words. Writes an overlay for each word, a contact sheet, and report.html."}, footer = {
        "", "Examples:", "  lucida caption --scene 1",
        "  lucida caption --scene 1 --class car,left --method gradcam,hirescam,guided-gradcam",
        "  lucida caption --scene 1 --beam 5 --method counterfactual",
        "  lucida caption drawing.png --model captions.safetensors"})
final class CaptionCommand implements Callable<Integer> {
  private static final int WIDEST = 100;

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "PICTURE", arity = "0..1", description = "The picture.")
  private Optional<Path> picture = Optional.empty();

  @Mixin
  private TextOptions text;

  @Option(names = "--beam", paramLabel = "N", defaultValue = "1", description = "Continue the N most probable beginnings of captions at each word, 1 to 100. Default: 1, greedy: the most probable word.")
  private int beam;

  @Mixin
  private MethodOption methods;

  @Mixin
  private SaliencyOptions saliency;

  @Option(names = "--difference", description = "Subtract the maps of two words, as of --class red,blue.")
  private boolean difference;

  @Mixin
  private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    output.check();
    Count.check("--beam", beam, WIDEST);
    TrainedModel trained = text.network(TextNetworks.CAPTIONS);
    Vocabulary vocabulary = TextOptions.vocabulary(trained);
    InputFile.Loaded loaded = text.picture(picture, trained, saliency.computation().precision());
    Captioner captioner = new Captioner(trained.model());
    Executor executor = saliency.computation().execution().executor(saliency.computation().precision(),
        saliency.computation().kernels().kernels());
    List<Captioner.Caption> captions = captioner.captions(loaded.x(), beam, executor);
    List<Integer> words = captions.getFirst().words();
    if (words.isEmpty()) throw new IllegalArgumentException(loaded.source() + ": the network says nothing of it");
    List<String> named = new ArrayList<>(words.stream().map(vocabulary.words()::get).toList());
    if (captions.getFirst().ended()) named.add(Vocabulary.STOP);
    ModelOptions.Chosen chosen = text.chosen(trained, captioner.scoring(words), new ClassLabels.Words(named));
    MapsOutput maps = new MapsOutput(spec, output, chosen, saliency, methods, Optional.empty(), difference);
    maps.check();
    RunFacts about = RunFacts.of(spec, text.files(), chosen, saliency, List.of()).behind(facts(captions, vocabulary));
    return maps.write("“" + vocabulary.text(words) + "”", about, run -> run.of(loaded), List.of());
  }

  private SequencedMap<String, String> facts(List<Captioner.Caption> captions, Vocabulary vocabulary) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("caption", said(captions.getFirst(), vocabulary) + (beam == 1 ? ", greedy" : ", by a beam of " + beam));
    if (captions.size() > 1)
      facts.put("others", captions.stream().skip(1).map(caption -> said(caption, vocabulary)).collect(Collectors.joining("; ")));
    facts.putAll(text.truth());
    return facts;
  }

  /** "a red car left of a blue cat (93.1 %)". */
  private static String said(Captioner.Caption caption, Vocabulary vocabulary) {
    return vocabulary.text(caption.words()) + " (" + new Percentage(Math.exp(caption.logProbability())) + ")"
        + (caption.ended() ? "" : ", without an end");
  }

  /** A caption has words, not positions, boxes or classes. */
  static final class Unlisted extends UnlistedOptions {
    Unlisted() { super("--region", "--box", "--contrast", "--contrast-part"); }
  }
}
