package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import lucida.bundled.Bundled;
import lucida.bundled.TrainedModel;
import lucida.cam.Progress;
import lucida.cam.Subject;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.judge.play.PlayTable;
import lucida.layers.Names;
import lucida.report.PlayPage;
import lucida.scenes.Catch;
import lucida.scenes.CatchScene;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida play}: a network plays a game, and maps say what its moves were chosen by. */
@Command(name = "play", mixinStandardHelpOptions = true, modelTransformer = PlayCommand.Unlisted.class, description = {
    "A network plays a small game; maps of what its moves are worth are judged by where the ball and the paddle are.",
    "Writes report.html, with a slider through games, film.png, play.csv and play.json."}, footer = {"", "Examples:",
        "  lucida play catch", "  lucida play catch --method gradcam,hirescam,gradient --games 20 --show 6",
        "  lucida play catch --weights catch.safetensors --layer relu1"})
final class PlayCommand implements Callable<Integer> {
  private static final int MOST_GAMES = 10_000;
  private static final int MOST_SHOWN = 40;

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "GAME", arity = "0..1", description = "The game: catch. Default: catch.")
  private Optional<String> game = Optional.empty();

  @Option(names = "--weights", paramLabel = "FILE", description = "A network that 'lucida train catch' wrote. Default: the bundled one.")
  private Optional<Path> weights = Optional.empty();

  @Option(names = "--games", paramLabel = "N", description = "Play N games that begin at random, 1 to 10000. Default: each that can begin once, 100.")
  private Optional<Integer> games = Optional.empty();

  @Option(names = "--show", paramLabel = "N", defaultValue = "4", description = "Show N games, 0 to 40. Default: ${DEFAULT-VALUE}.")
  private int show;

  @Option(names = "--margin", paramLabel = "N", defaultValue = "4", description = "The pixels around ball and paddle that count as theirs, 0 to 40. Default: ${DEFAULT-VALUE}, a column: a position of the usual layer sees its neighbours.")
  private int margin;

  @Option(names = "--method", paramLabel = "NAME", split = ",", completionCandidates = MethodNames.Candidates.class, description = "The methods, comma-separated; the first one is shown. Default: gradcam.")
  private List<String> methods = List.of("gradcam");

  @Mixin
  private LayerOptions layers;

  @Mixin
  private ComputationOptions computation;

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-play", description = "The folder that files are written to. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(names = "--json", description = "Print what was found as JSON and nothing else.")
  private boolean json;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException {
    quiet.checkBeside(json, "what was found");
    String name = game.orElse("catch");
    if (!Bundled.players().contains(name))
      throw new IllegalArgumentException("there is no game '" + name + "'; " + Names.suggestion(name, Bundled.players()));
    games.ifPresent(n -> Count.check("--games", n, MOST_GAMES));
    Count.check("--show", show, 0, MOST_SHOWN);
    Count.check("--margin", margin, 0, CatchScene.SIZE);
    computation.check();
    MethodNames asked = new MethodNames(methods);
    TrainedModel trained = weights.map(PlayCommand::read).orElseGet(() -> Bundled.network(name));
    String layer = layers.layer(trained.model(), "maps of one layer are judged, not of ");
    Subject subject = computation.subject(trained.model(), layer, Progress.NONE);
    ProgressLine line = new ProgressLine(quiet.notes(spec.commandLine()), !json && ProgressLine.isSeen());
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      PlayRun run = new PlayRun(subject, asked, layers::settings, games, margin, layers.seed(), show, line);
      return written(run.of(facts(trained, layer, asked)), asked);
    }
  }

  private static TrainedModel read(Path file) {
    TrainedModel trained = TrainedModel.read(file);
    List<String> moves = PlayRun.MOVES;
    if (!trained.classes().equals(moves))
      throw new IllegalArgumentException("--weights " + file + " scores " + String.join(", ", trained.classes())
          + "; a network that plays catch scores " + String.join(", ", moves));
    return trained;
  }

  private int written(PlayRun.Played played, MethodNames asked) throws IOException {
    PlayTable table = played.table();
    List<String> files = new ArrayList<>(List.of("play.csv", "play.json"));
    files.addAll(new PlayPage(table, played.shown()).write(folder));
    WholeFile.write(folder.resolve("play.csv"), table.csv());
    WholeFile.write(folder.resolve("play.json"), table.json());
    PrintWriter out = quiet.out(spec.commandLine());
    boolean passedOver = !asked.isGroup() && !table.leftOut().isEmpty();
    if (passedOver)
      table.leftOut().forEach((map, reason) -> spec.commandLine().getErr().println("lucida: " + map + " is left out: " + reason));
    if (json) out.println(table.json().strip());
    else {
      out.println(new PlayText(table).text());
      out.println("wrote " + String.join(", ", files) + " to " + PlainText.of(folder + "; open " + folder.resolve("report.html")));
    }
    return passedOver ? ExitCode.LEFT_OUT : ExitCode.DONE;
  }

  private SequencedMap<String, String> facts(TrainedModel trained, String layer, MethodNames asked) {
    SequencedMap<String, String> facts = computation.facts(trained.preprocessing(), layers.seed());
    SequencedMap<String, String> all = new LinkedHashMap<>();
    all.put("game", "catch, " + Catch.SIDE + "×" + Catch.SIDE);
    all.put("network", weights.map(file -> trained.model().network().name() + " of " + file)
        .orElse(trained.model().network().name() + ", bundled"));
    all.put("trained by", trained.about().getOrDefault("command", "an unknown command"));
    all.put("layer", layer);
    all.put("methods", asked.isGroup() ? String.join(", ", methods) : String.join(", ", asked.names()));
    all.put("games", games.map(n -> String.format(Locale.ROOT, "%d, drawn", n)).orElse("each that can begin, 100"));
    all.put("margin", margin + " pixels around ball and paddle");
    all.putAll(facts);
    return all;
  }

  /** Maps of one layer are judged. */
  static final class Unlisted extends UnlistedOptions {
    Unlisted() { super("--fuse"); }
  }
}
