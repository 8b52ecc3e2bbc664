package lucida.judge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * Judges the maps of contenders by metrics. What it finds for a picture depends on that picture and the seed alone, so that pictures may be
 * judged in any order, on any machine, and by several threads at once: all that is kept are compiled programs.
 */
public final class Evaluation {
  private final Subject subject;
  private final String layer;
  private final List<Contender> contenders;
  private final List<Metric> metrics;
  private final ClassesAsked classes;
  private final long seed;
  private final MapBudget budget;
  private final Inquiry inquiry;
  private final Kept ofNetwork;

  /** What is made once for all pictures of which the same is asked: networks made of theirs, and programs. */
  private record Kept(Variants variants, Map<Shape, BatchedScores> batches) {
    Kept(Subject subject) { this(new Variants(subject), new ConcurrentHashMap<>()); }
  }

  /**
   * An evaluation of maps of the network's own scores.
   *
   * @param subject the model at the layer whose maps are judged; pictures are run in batches of its size
   * @param layer what the layer is called in tables
   * @param contenders what makes the maps
   * @param metrics what judges them
   * @param classes of which classes maps are made
   * @param seed of random numbers
   */
  public Evaluation(Subject subject, String layer, List<? extends Contender> contenders, List<? extends Metric> metrics,
      ClassesAsked classes,
      long seed) {
    this(subject, layer, contenders, metrics, classes, seed, Inquiry.OF_NETWORK);
  }

  /** The same of maps of other scores. */
  public Evaluation(Subject subject, String layer, List<? extends Contender> contenders, List<? extends Metric> metrics,
      ClassesAsked classes, long seed, Inquiry inquiry) {
    this(subject, layer, contenders, metrics, classes, seed, inquiry, MapBudget.UNLIMITED);
  }

  /**
   * The same with a bound.
   *
   * @param budget what a metric may spend on maps that it makes anew; beyond it there is no value
   */
  public Evaluation(Subject subject, String layer, List<? extends Contender> contenders, List<? extends Metric> metrics,
      ClassesAsked classes, long seed, Inquiry inquiry, MapBudget budget) {
    this.subject = subject;
    this.layer = layer;
    this.contenders = List.copyOf(contenders);
    this.metrics = List.copyOf(metrics);
    this.classes = classes;
    this.seed = seed;
    this.inquiry = inquiry;
    this.ofNetwork = new Kept(subject);
    this.budget = budget;
  }

  /** A map that is made of a class of every picture. */
  public record Place(String method, String layer) {}

  /** The maps that are made of a class of every picture, in the order of its rows: each is judged by every metric. */
  public List<Place> places() {
    return contenders.stream().map(contender -> new Place(contender.title(), layer(contender))).toList();
  }

  /**
   * The map of a contender once more, to be looked at: judgements are kept, maps are not.
   *
   * @param method the contender's title
   * @param at what the layer is called in tables, or "input"
   * @return nothing, if this evaluation does not judge it, or there is no map
   */
  public Optional<SaliencyMap> map(LabelledPicture picture, String method, String at, int c) {
    return contenders.stream().filter(contender -> contender.title().equals(method) && at.equals(layer(contender))).findFirst()
        .flatMap(contender -> map(picture, contender, c));
  }

  /** The map of any contender, at the layer of this evaluation; nothing, if there is none. */
  public Optional<SaliencyMap> map(LabelledPicture picture, Contender contender, int c) {
    Probe probe = inquiry.about(picture, subject).asking(Target.ofClass(c));
    try {
      inquiry.check(probe, c);
      return Optional.of(contender.of(picture, probe).explain(probe));
    } catch (NotApplicableException e) {
      return Optional.empty();
    }
  }

  /**
   * What judging one class of a picture takes.
   *
   * @param runs of the network, forward and backward each counted, at most about
   * @param bounded the methods of which some metric makes no maps anew, to keep to the budget
   */
  public record Cost(long runs, List<String> bounded) {
    /** The list is kept as it is now. */
    public Cost {
      bounded = List.copyOf(bounded);
    }
  }

  /** What judging one class of a picture takes. */
  public Cost cost(LabelledPicture picture) {
    Probe probe = inquiry.about(picture, subject);
    List<String> bounded = new ArrayList<>();
    long all = 0;
    for (Contender contender : contenders) {
      OptionalLong each = runs(contender, picture, probe);
      if (each.isEmpty()) continue;
      long runs = each.getAsLong();
      List<Metric> within = metrics.stream().filter(metric -> budget.allows(metric, runs)).toList();
      if (within.size() < metrics.size()) bounded.add(contender.title());
      all += runs + within.stream().mapToLong(metric -> metric.forwards() + metric.maps() * runs).sum();
    }
    return new Cost(all, bounded);
  }

  /** Of a map; nothing, if there is none. */
  private static OptionalLong runs(Contender contender, LabelledPicture picture, Probe probe) {
    try {
      return OptionalLong.of(contender.of(picture, probe).runs(probe));
    } catch (NotApplicableException e) {
      return OptionalLong.empty();
    }
  }

  /** What the layer is called in tables. */
  public String layer() { return layer; }

  private String layer(Contender contender) { return contender.usesLayer() ? layer : "input"; }

  /** A map under judgement, or why there is none. */
  private sealed interface Made {
    record Map(JudgedMap judged) implements Made {}

    record None(String reason) implements Made {}
  }

  /** A judgement to be made: the request of a metric about the map of a class and a contender, and the row that its conclusion fills. */
  private record Pending(int explained, String title, ScoreRequest request, Function<Judgement, Row> row) {
    /** Equal keys are equal pictures. */
    Object key() {
      return request.pictures() instanceof SharedPictures shared ? shared : List.of(explained, title, request.pictures());
    }
  }

  /**
   * Judges one picture.
   *
   * @throws IllegalArgumentException if it does not fit the network, or the class that is asked for is not known
   */
  public JudgedPicture of(LabelledPicture picture) {
    Probe predicted = inquiry.about(picture, subject);
    Kept kept = inquiry.equals(Inquiry.OF_NETWORK) ? ofNetwork : new Kept(predicted.subject());
    Deque<Pending> pending = new ArrayDeque<>();
    PictureMemo memo = new PictureMemo();
    for (int c : classes.of(picture, Inquiry.best(predicted)))
      for (Contender contender : contenders)
        pending.addAll(requests(picture, predicted.asking(Target.ofClass(c)), c, contender, kept.variants(), memo));
    Map<Object, List<Tensor>> scores = new HashMap<>();
    int forwards = run(batched(predicted, kept), pending, scores);
    List<Row> rows = new ArrayList<>();
    while (!pending.isEmpty()) rows.add(concluded(pending.remove(), predicted, scores)); // the maps of a contender go with its last row
    return new JudgedPicture(rows, forwards);
  }

  private List<Pending> requests(LabelledPicture picture, Probe probe, int c, Contender contender, Variants variants,
      PictureMemo memo) {
    Made made = made(picture, probe, c, contender, variants, memo);
    long each = budget.equals(MapBudget.UNLIMITED) || !(made instanceof Made.Map(JudgedMap map)) ? 0 : map.method().runs(probe);
    return metrics.stream().map(metric -> new Pending(c, contender.title(), switch (made) {
      case Made.None(String reason) -> ScoreRequest.leftOut(reason);
      case Made.Map(JudgedMap judged) -> budget.allows(metric, each)
          ? ScoreRequest.of(metric, judged)
          : ScoreRequest.leftOut(budget.reason(metric));
    }, judgement -> new Row(picture.name(), c, contender.title(), layer(contender), metric.name(), judgement))).toList();
  }

  private Made made(LabelledPicture picture, Probe probe, int c, Contender contender, Variants variants, PictureMemo memo) {
    try {
      inquiry.check(probe, c);
      Method method = contender.of(picture, probe);
      SaliencyMap map = method.explain(probe);
      return map.map().isFinite()
          ? new Made.Map(new JudgedMap(picture, probe, c, method, map, variants, memo, seed))
          : new Made.None("the map has NaN or infinite cells");
    } catch (NotApplicableException e) {
      return new Made.None(String.valueOf(e.getMessage()));
    }
  }

  /** Finds the scores of all pictures that are asked for, in batches that do not care who asked; returns how many the network was run on. */
  private static int run(BatchedScores batched, Collection<Pending> pending, Map<Object, List<Tensor>> scores) {
    Map<Object, ScoreRequest> distinct = new LinkedHashMap<>();
    pending.stream().filter(p -> p.request().n() > 0).forEach(p -> distinct.putIfAbsent(p.key(), p.request()));
    List<ScoreRequest> requests = List.copyOf(distinct.values());
    int[] ends = new int[requests.size()];
    for (int r = 0, end = 0; r < ends.length; r++) ends[r] = end += requests.get(r).n();
    int all = ends.length == 0 ? 0 : ends[ends.length - 1];
    BatchedScores.Found found = batched.of(all, i -> {
      int at = Arrays.binarySearch(ends, i + 1), r = at < 0 ? -at - 1 : at;
      ScoreRequest request = requests.get(r);
      return request.picture().apply(i - (ends[r] - request.n()));
    });
    List<Object> keys = List.copyOf(distinct.keySet());
    IntStream.range(0, ends.length)
        .forEach(r -> scores.put(keys.get(r), found.S().subList(ends[r] - requests.get(r).n(), ends[r])));
    return found.forwards();
  }

  private BatchedScores batched(Probe probe, Kept kept) {
    return kept.batches().computeIfAbsent(probe.x().shape(),
        _ -> new BatchedScores(probe.subject().model(), subject.executor(), subject.batch()));
  }

  private static Row concluded(Pending pending, Probe probe, Map<Object, List<Tensor>> scores) {
    List<Tensor> S = pending.request().n() == 0 ? List.of() : Objects.requireNonNull(scores.get(pending.key()));
    Answers answers = new Answers(probe.cut().forward().scoreKind(), S, pending.explained());
    return pending.row().apply(pending.request().conclusion().apply(answers));
  }
}
