package lucida.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import lucida.bundled.Bundled;
import lucida.cam.LayerChoice;
import lucida.cam.NotApplicableException;
import lucida.cam.Progress;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.RandomStream;
import lucida.judge.Contender;
import lucida.judge.LabelledPicture;
import lucida.judge.data.PictureSource;
import lucida.judge.people.StudyKey;
import lucida.judge.people.TwoObjects;
import lucida.judge.results.SummaryFiles;
import lucida.judge.statistics.SignFlip;
import lucida.layers.Model;
import lucida.layers.Names;
import lucida.report.AskedTrial;
import lucida.report.TrialMaker;
import lucida.weights.model.ModelFiles;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What people are asked: options, and the trials that follow from them. */
final class StudyTrials {
  private static final List<String> OF_THE_PAPER = List.of("deconvnet", "guided-backprop", "deconvolution-gradcam",
      "guided-gradcam");
  private static final String PAIRS = "pair:10000";
  private static final String SINGLES = "single:10000";
  private static final int MOST_PICTURES = 1000;
  private static final int MOST_EXTRA = 100;
  /** On how many pictures it is measured which network is more accurate. */
  private static final int MEASURED = 400;
  private static final double CHANCE = 0.05;

  @Mixin
  private SourceOptions sources;

  @Option(names = "--pictures", paramLabel = "N", defaultValue = "12", description = "Ask about N pictures, each once by every method. Default: ${DEFAULT-VALUE}.")
  private int pictures;

  @Option(names = "--training", paramLabel = "N", defaultValue = "4", description = "Begin with N trials of practice. Default: ${DEFAULT-VALUE}.")
  private int training;

  @Option(names = "--checks", paramLabel = "N", defaultValue = "4", description = "Put N attention checks in between. Default: ${DEFAULT-VALUE}.")
  private int checks;

  @Mixin
  private ModelOptions model;

  @Option(names = {"--methods",
      "--method"}, paramLabel = "NAME", split = ",", completionCandidates = MethodNames.Candidates.class, description = "The methods, comma-separated; 'lucida methods' lists them. Default, as in the paper: deconvnet, guided-backprop, deconvolution-gradcam, guided-gradcam.")
  private List<String> methods = List.of();

  @Option(names = "--against", paramLabel = "NAME|FILE", description = "Ask about as many pictures, too, which of two networks is more reliable, the other being this one: a bundled one, or a file, for the same classes and preprocessing.")
  private Optional<String> against = Optional.empty();

  @Option(names = "--layer", paramLabel = "NAME", description = "The layer whose activations are explained. Default: the last one with positions.")
  private Optional<String> layer = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "The seed of the scenes, of what is asked about each, and of the order. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin
  private ComputationOptions computation;

  /** Checks every option, and opens what they name. */
  Prepared prepare() {
    Count.check("--pictures", pictures, MOST_PICTURES);
    Count.check("--training", training, 0, MOST_EXTRA);
    Count.check("--checks", checks, 0, MOST_EXTRA);
    ModelOptions.Chosen chosen = model.chooseForLabelledPictures();
    if (chosen.labels().count() < 2)
      throw new IllegalArgumentException(chosen.title() + " has one score: a choice is between two classes");
    String at = layer.orElseGet(() -> LayerChoice.of(chosen.model().network()));
    computation.check();
    List<String> names = methods.isEmpty() ? OF_THE_PAPER : new MethodNames(methods).names();
    PictureSource source = sources.open(model, chosen, computation.precision(), seed, PAIRS);
    Optional<Subject> other = against.map(name -> other(name, chosen));
    if (other.isPresent() && !sources.areLabelled(model))
      throw new IllegalArgumentException("--against asks about pictures that both networks classify rightly: add --labels CSV");
    Settings usual = Settings.USUAL, settings = new Settings(usual.score(), usual.samples(), usual.sigma(), usual.steps(),
        usual.baseline(), usual.channels(), usual.positions(), seed);
    return new Prepared(chosen, computation.subject(chosen.model(), at, Progress.NONE), source, other,
        names.stream().map(name -> Contender.method(name, _ -> settings)).toList());
  }

  private Subject other(String name, ModelOptions.Chosen chosen) {
    Model found = Bundled.networks().contains(name) ? Bundled.network(name).model() : file(name);
    if (!found.network().input().equals(chosen.model().network().input())
        || !found.network().shapes().lastEntry().getValue().equals(chosen.model().network().shapes().lastEntry().getValue()))
      throw new IllegalArgumentException("--against " + name + " reads " + found.network().input() + " and has the scores "
          + found.network().shapes().lastEntry().getValue() + ", not those of " + chosen.title()
          + ": both are asked about the same pictures and classes");
    return computation.subject(found, LayerChoice.of(found.network()), Progress.NONE);
  }

  private static Model file(String name) {
    Path file = Path.of(name);
    if (!Files.exists(file))
      throw new IllegalArgumentException("--against " + name + ": there is no such file and no bundled network; "
          + Names.suggestion(name, Bundled.networks()));
    return ModelFiles.open(file, new NetworkFileOptions().options());
  }

  /** What trials are made of. */
  final class Prepared {
    private final ModelOptions.Chosen chosen;
    private final Subject subject;
    private final PictureSource source;
    private final Optional<Subject> other;
    private final List<Contender> asked;
    private final TrialMaker maker;

    private Prepared(ModelOptions.Chosen chosen, Subject subject, PictureSource source, Optional<Subject> other,
        List<Contender> asked) {
      this.chosen = chosen;
      this.subject = subject;
      this.source = source;
      this.other = other;
      this.asked = asked;
      this.maker = new TrialMaker(subject, chosen.preprocessing(), chosen.labels()::label,
          RandomStream.of(seed).stream("study"));
    }

    /** All trials. */
    Made make(PrintWriter notes) {
      List<String> leftOut = new ArrayList<>();
      sources.say(source, notes);
      List<TwoObjects> pairs = pairs(leftOut);
      List<Contender> usable = usable(pairs.getFirst().picture(), leftOut);
      SequencedMap<String, String> facts = facts(usable);
      List<AskedTrial> trials = new ArrayList<>();
      int shown = Math.min(pictures, pairs.size());
      ProgressLine line = new ProgressLine(notes, ProgressLine.isSeen());
      line.begin("pictures", 0);
      try {
        for (int i = 0; i < training; i++) trials.add(maker.training(pairs.get(pairs.size() - 1 - i % pairs.size())));
        for (int i = 0; i < checks; i++) trials.add(maker.check(pairs.get(i * shown / checks)));
        for (int i = 0; i < shown; i++) {
          for (Contender method : usable) trials.add(maker.object(pairs.get(i), method));
          line.report(i + 1L, shown);
        }
        if (other.isPresent()) trials.addAll(networks(other.get(), usable, facts, leftOut, notes));
      } finally {
        line.end();
      }
      if (shown < pictures)
        leftOut
            .add("--pictures " + pictures + ": only " + shown + " of " + source.count() + " pictures have objects of two classes");
      return new Made(AskedTrial.study(trials, seed, facts), leftOut);
    }

    /** As many pictures of two objects as are asked about and practised on, if there are. */
    private List<TwoObjects> pairs(List<String> leftOut) {
      List<TwoObjects> pairs = new ArrayList<>();
      for (int i = 0; i < source.count() && pairs.size() < pictures + training; i++)
        source.read(i, leftOut::add).flatMap(TwoObjects::of).ifPresent(pairs::add);
      if (pairs.isEmpty())
        throw new IllegalArgumentException(
            PictureSource.noneOf(source.count()) + " has objects of two classes to choose between: name"
                + " them by --boxes FILE, or take --scenes pair");
      return pairs;
    }

    private List<Contender> usable(LabelledPicture picture, List<String> leftOut) {
      List<Contender> usable = new ArrayList<>();
      for (Contender method : asked)
        try {
          var probe = subject.probe(picture.x(), Target.predicted());
          method.of(picture, probe).explain(probe);
          usable.add(method);
        } catch (NotApplicableException e) {
          leftOut.add(method.title() + ": " + e.getMessage());
        }
      if (usable.isEmpty()) throw new IllegalArgumentException("no method has a map: " + String.join("; ", leftOut));
      return usable;
    }

    private List<AskedTrial> networks(Subject second, List<Contender> usable, SequencedMap<String, String> facts,
        List<String> leftOut, PrintWriter notes) {
      PictureSource labelled = sources.isScenes()
          ? sources.openScenes(chosen, computation.precision(), seed, SINGLES)
          : source;
      List<LabelledPicture> agreed = new ArrayList<>();
      int[] right = new int[2];
      List<Double> differences = new ArrayList<>();
      int measured = 0;
      for (int i = 0; i < labelled.count() && (measured < MEASURED || agreed.size() < pictures); i++) {
        Optional<LabelledPicture> read = labelled.read(i, leftOut::add);
        OptionalInt label = read.map(LabelledPicture::label).orElse(OptionalInt.empty());
        if (label.isEmpty()) continue;
        measured++;
        boolean first = says(subject, read.get()) == label.getAsInt(), then = says(second, read.get()) == label.getAsInt();
        if (first) right[0]++;
        if (then) right[1]++;
        if (first != then) differences.add(first ? 1.0 : -1.0);
        if (first && then && agreed.size() < pictures) agreed.add(read.get());
      }
      if (right[0] == right[1])
        throw new IllegalArgumentException("both networks classify " + right[0] + " of " + measured
            + " pictures rightly: none is more reliable, and nobody could be right");
      List<String> names = names(second);
      int better = right[0] > right[1] ? 0 : 1;
      double p = SignFlip.of(seed).p(differences.stream().mapToDouble(d -> d).toArray());
      String accuracy = "%s, right on %d of %d pictures against %d of %s (p %s%s)".formatted(names.get(better), right[better],
          measured,
          right[1 - better], names.get(1 - better), SummaryFiles.shown(p), p > CHANCE ? ": can be chance" : "");
      facts.put(StudyKey.MORE_ACCURATE, accuracy);
      if (p > CHANCE)
        notes.println("lucida: the more accurate network is " + accuracy + ", and then people can only guess");
      List<AskedTrial> trials = new ArrayList<>();
      for (LabelledPicture picture : agreed)
        for (Contender method : usable)
          trials.add(maker.networks(picture, picture.label().getAsInt(), method, second, names, better));
      return trials;
    }

    private static int says(Subject of, LabelledPicture picture) {
      return of.probe(picture.x(), Target.predicted()).ranking().getFirst();
    }

    private List<String> names(Subject second) {
      String a = chosen.model().network().name(), b = second.model().network().name();
      return List.of(a, a.equals(b) ? against.orElse(b) : b);
    }

    private SequencedMap<String, String> facts(List<Contender> usable) {
      SequencedMap<String, String> facts = model.facts(chosen);
      facts.putAll(sources.facts(model, PAIRS));
      against.ifPresent(name -> facts.put("against", name));
      facts.put("layer", subject.layer());
      facts.put("methods", String.join(", ", usable.stream().map(Contender::title).toList()));
      facts.putAll(computation.facts(chosen.preprocessing(), seed));
      return facts;
    }
  }

  /**
   * The trials.
   *
   * @param leftOut what could not be asked about, a sentence each
   */
  record Made(AskedTrial.BothSides study, List<String> leftOut) {}
}
