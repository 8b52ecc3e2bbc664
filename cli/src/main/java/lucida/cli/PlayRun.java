package lucida.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import lucida.bundled.CatchPictures;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.play.Glance;
import lucida.judge.play.Place;
import lucida.judge.play.PlayTable;
import lucida.pictures.ChannelOrder;
import lucida.pictures.ColourMap;
import lucida.pictures.Filter;
import lucida.pictures.Normalisation;
import lucida.pictures.Picture;
import lucida.pictures.Region;
import lucida.pictures.Resize;
import lucida.report.MapView;
import lucida.report.PlayedGame;
import lucida.report.Shown;
import lucida.scenes.Catch.Move;
import lucida.scenes.Catch;
import lucida.scenes.CatchScene;

/**
 * Games that a network plays, with maps of what it thinks of each move that it makes.
 *
 * @param subject the network at a layer
 * @param asked the methods
 * @param settings of a method, for a probe
 * @param count of games that are drawn; each that can begin, if it is not said
 * @param margin pixels around things that count as theirs
 * @param seed of games, methods and random maps
 * @param show the number of games that are shown
 * @param line shows the progress
 */
record PlayRun(Subject subject, MethodNames asked, Function<Probe, Settings> settings, Optional<Integer> count, int margin,
    long seed, int show,
    ProgressLine line) {
  /** The names of the scores of a network that plays. */
  static final List<String> MOVES = Arrays.stream(Move.values()).map(move -> move.name().toLowerCase(Locale.ROOT)).toList();
  /** How much more a move is worth than the others on average, by its number. */
  private static final List<Target> ADVANTAGES = IntStream.range(0, MOVES.size())
      .mapToObj(move -> Target.ofScores("advantage of " + MOVES.get(move),
          S -> S.at(1, move).scale(1 + 1.0 / (MOVES.size() - 1)).minus(S.sum(1).scale(1.0 / (MOVES.size() - 1)))))
      .toList();
  private static final int SIZE = CatchScene.SIZE;
  private static final int SHOWN = 200;

  /** What came of it. */
  record Played(PlayTable table, List<PlayedGame> shown) {}

  /** What is collected on the way. */
  private record Collected(List<Glance> glances, List<PlayedGame> shown, SequencedMap<String, String> leftOut) {}

  Played of(SequencedMap<String, String> facts) {
    CatchPictures pictures = new CatchPictures();
    List<Catch> starts = count
        .map(n -> IntStream.range(0, n).mapToObj(g -> Catch.start(RandomStream.of(seed).stream("games").stream(g))).toList())
        .orElseGet(CatchPictures::starts);
    Collected collected = new Collected(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
    int caught = 0;
    line.begin("games", starts.size());
    try {
      for (int g = 0; g < starts.size(); g++) {
        if (game(g, starts.get(g), isShown(g, starts.size()), pictures, collected).isCaught()) caught++;
        line.report(g + 1, starts.size());
      }
    } finally {
      line.end();
    }
    SequencedMap<String, Double> players = new LinkedHashMap<>();
    players.put("the network", (double) caught / starts.size());
    players.put("a player who moves at random", starts.stream().mapToDouble(Catch::byChance).average().orElse(0));
    players.put("the best player", 1.0);
    return new Played(new PlayTable(facts, players, collected.glances(), collected.leftOut(), seed), collected.shown());
  }

  /** Some, spread evenly over all. */
  private boolean isShown(int g, int all) {
    int shown = Math.min(show, all);
    return shown > 0 && (long) g * shown % all < shown;
  }

  /** Plays a game to its end. */
  private Catch game(int number, Catch start, boolean isShown, CatchPictures pictures, Collected collected) {
    List<PlayedGame.Frame> frames = new ArrayList<>();
    Catch moment = start;
    while (!moment.isOver()) {
      Tensor x = pictures.of(List.of(moment), subject.executor().precision());
      Probe probe = subject.probe(x, Target.predicted());
      int move = probe.ranking().getFirst();
      SequencedMap<String, SaliencyMap> maps = maps(number, moment, probe, move, collected);
      if (isShown) frames.add(frame(moment, probe, move, maps));
      moment = moment.after(Move.of(move));
    }
    if (isShown)
      collected.shown().add(new PlayedGame("Game " + (number + 1) + ": " + (moment.isCaught() ? "caught" : "missed"), frames));
    return moment;
  }

  /** Makes and judges the maps of a moment. */
  private SequencedMap<String, SaliencyMap> maps(int game, Catch moment, Probe probe, int move, Collected collected) {
    List<Tensor> masks = Place.masks(CatchScene.of(moment, SIZE), margin);
    Probe value = probe.asking(Target.ofClass(move)), advantage = probe.asking(ADVANTAGES.get(move));
    SequencedMap<String, SaliencyMap> maps = new LinkedHashMap<>();
    for (String method : asked.names()) {
      map(method + ", value", method, value, collected).ifPresent(map -> maps.put(method + ", value", map));
      map(method + ", advantage", method, advantage, collected).ifPresent(map -> maps.put(method + ", advantage", map));
    }
    maps.forEach((title, map) -> collected.glances()
        .addAll(Glance.of(title, game, masks, map.shown(Normalisation.NONE, SIZE, SIZE, Filter.BILINEAR))));
    Shape A = probe.activations().shape();
    Tensor random = RandomStream.of(seed).stream("random map").stream((long) game * Catch.MOVES + moment.row())
        .uniform(Shape.of(A.extent(1), A.extent(2)), Precision.FLOAT64, 0, 1);
    collected.glances().addAll(Glance.of(PlayTable.RANDOM, game, masks, new Resize(SIZE, SIZE, Filter.BILINEAR).of(random)));
    return maps;
  }

  /** A map, if there is one; why there is none is kept. */
  private Optional<SaliencyMap> map(String title, String name, Probe probe, Collected collected) {
    if (collected.leftOut().containsKey(title)) return Optional.empty();
    try {
      Method method = Methods.named(name, settings.apply(probe));
      if (method.runs(probe) > asked.mostRuns()) return Optional.empty();
      return Optional.of(method.explain(probe));
    } catch (NotApplicableException e) {
      collected.leftOut().put(title, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** With the first maps. */
  private static PlayedGame.Frame frame(Catch moment, Probe probe, int move, SequencedMap<String, SaliencyMap> maps) {
    Tensor S = probe.logits();
    Picture picture = drawn(moment);
    Shown shown = new Shown(picture, Region.all(picture));
    return new PlayedGame.Frame(picture,
        IntStream.range(0, MOVES.size()).mapToObj(m -> new PlayedGame.Worth(MOVES.get(m), S.cell(m))).toList(), move,
        maps.entrySet().stream().limit(2).map(map -> new PlayedGame.Titled(map.getKey(),
            MapView.of(map.getValue(), ColourMap.DAWN, ChannelOrder.RGB).over(shown))).toList());
  }

  private static Picture drawn(Catch moment) {
    return Picture.ofPlanes(SHOWN, SHOWN, CatchScene.of(moment, SHOWN).pixels());
  }
}
