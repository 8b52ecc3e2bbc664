package lucida.judge.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.judge.people.AnswerFile;
import lucida.judge.people.StudyKey;
import lucida.judge.people.StudyTrial;
import lucida.judge.people.TrialKind;
import lucida.judge.statistics.Bootstrap;
import lucida.judge.statistics.CrossedBootstrap;
import lucida.judge.statistics.Interval;
import lucida.judge.statistics.Kappa;
import lucida.judge.statistics.Pictures;
import lucida.judge.statistics.SignFlip;
import lucida.judge.statistics.Student;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people answered in a study. Who chose otherwise than told in more than a quarter of the attention checks does not count.
 *
 * @param key of the study
 * @param all who answered
 */
public record PeopleTable(StudyKey key, List<AnswerFile> all) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MISSED = 4;
  private static final double HASTY = 0.3;
  /** How much somebody can be for a network, or against it. */
  private static final double MOST = 2;

  /** The list is kept as it is now. */
  public PeopleTable {
    all = List.copyOf(all);
  }

  /**
   * A method by what people answered.
   *
   * @param mean of the values of {@link StudyTrial#value}
   * @param interval of the mean, by people and pictures
   * @param p that the mean is that of guessing: by Student's t over people, or where their means are all alike by the signs of all answers; NaN of one person
   * @param right the share of answers that are worth more than those of guessing
   * @param ofEnergy the mean of an observer who goes by the larger energy; NaN where it is not known
   * @param seconds the median of the time that an answer took
   * @param trials of each person
   */
  public record Measured(String method, double mean, Interval interval, double p, double right, double ofEnergy, double seconds,
      int trials) {}

  /**
   * Two methods, paired.
   *
   * @param mean of the first minus the second, over people and the pictures of both
   * @param byPeople the p of a paired t test of the people's means; NaN of one person
   * @param byPictures the p of a sign-flip test, all answers to a picture flipped together
   */
  public record Difference(String a, String b, double mean, Interval interval, double byPeople, double byPictures) {}

  /**
   * How much people agree on which object a method explains, right or not.
   *
   * @param method empty for all of them
   * @param kappa Cohen's of two people, Fleiss' of more; NaN of one
   * @param interval by the bootstrap over trials; where all people agree in all of them the exact one, for a trial adds −1 at worst where chance agrees on half
   */
  public record Agreement(String method, double kappa, Interval interval) {}

  /** Who read the questions. */
  public List<AnswerFile> counted() {
    return all.stream().filter(this::counts).toList();
  }

  /** Who did not. */
  public List<AnswerFile> leftOut() {
    return all.stream().filter(answers -> !counts(answers)).toList();
  }

  private boolean counts(AnswerFile answers) { return missed(answers) * MISSED <= checks(); }

  /** How many attention checks there are. */
  public int checks() { return key.of(TrialKind.CHECK).size(); }

  /** In how many of them somebody chose otherwise than told. */
  public long missed(AnswerFile answers) {
    return key.of(TrialKind.CHECK).stream().filter(trial -> answers.of(trial).choice() != trial.right()).count();
  }

  /** How long somebody looked at a trial: the median, in seconds. */
  public static double seconds(AnswerFile answers) {
    double[] sorted = answers.answers().values().stream().mapToDouble(answer -> answer.milliseconds() / 1e3).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Who counts, and answered half of the trials in less than {@value #HASTY} seconds: nobody sees a map so fast. */
  public List<AnswerFile> hasty() {
    return counted().stream().filter(answers -> seconds(answers) < HASTY).toList();
  }

  /** Every method of a kind of trial. */
  public List<Measured> measured(TrialKind kind) {
    return key.methods(kind).stream().map(method -> measured(kind, method)).toList();
  }

  private Measured measured(TrialKind kind, String method) {
    List<StudyTrial> trials = trials(kind, method);
    double[][] values = values(trials);
    double guessing = kind == TrialKind.NETWORK ? 0 : 0.5;
    double[] times = counted().stream().flatMapToDouble(a -> trials.stream().mapToDouble(t -> a.of(t).milliseconds() / 1e3))
        .sorted()
        .toArray();
    double right = Arrays.stream(values).flatMapToDouble(Arrays::stream).map(v -> v > guessing ? 1 : 0).average()
        .orElse(Double.NaN);
    return new Measured(method, mean(values),
        interval(values, kind == TrialKind.NETWORK ? -MOST : 0, kind == TrialKind.NETWORK ? MOST : 1),
        againstGuessing(values, guessing), right,
        trials.stream().mapToDouble(StudyTrial::ofEnergy).average().orElse(Double.NaN),
        times.length == 0 ? Double.NaN : times[times.length / 2],
        trials.size());
  }

  private Interval interval(double[][] values, double least, double most) {
    return CrossedBootstrap.of(key.seed()).interval(values, least, most);
  }

  /** People who guess answer each trial anew; means that are all alike have no deviation to be measured by. */
  private double againstGuessing(double[][] values, double guessing) {
    double[] means = Arrays.stream(means(values)).map(v -> v - guessing).toArray();
    if (means.length < 2 || Arrays.stream(means).distinct().count() > 1) return Student.p(means);
    return SignFlip.of(key.seed()).p(Arrays.stream(values).flatMapToDouble(Arrays::stream).map(v -> v - guessing).toArray());
  }

  /** Every two methods of a kind of trial. */
  public List<Difference> differences(TrialKind kind) {
    List<String> methods = key.methods(kind);
    List<Difference> all = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++)
      for (int j = i + 1; j < methods.size(); j++) all.add(difference(kind, methods.get(i), methods.get(j)));
    return List.copyOf(all);
  }

  private Difference difference(TrialKind kind, String a, String b) {
    List<String> ofB = trials(kind, b).stream().map(StudyTrial::picture).toList();
    List<StudyTrial> first = trials(kind, a).stream().filter(trial -> ofB.contains(trial.picture())).toList();
    List<String> both = first.stream().map(StudyTrial::picture).toList();
    List<StudyTrial> second = trials(kind, b).stream().filter(trial -> both.contains(trial.picture())).toList();
    double[][] x = values(first), y = values(second), d = new double[x.length][first.size()];
    double[] byPicture = new double[first.size()];
    double most = kind == TrialKind.NETWORK ? 2 * MOST : 1;
    for (int p = 0; p < d.length; p++)
      for (int i = 0; i < byPicture.length; i++) {
        d[p][i] = x[p][i] - y[p][i];
        byPicture[i] += d[p][i];
      }
    return new Difference(a, b, mean(d), interval(d, -most, most), Student.p(means(d)),
        SignFlip.of(key.seed()).p(byPicture));
  }

  /** Of all methods together, and of each. */
  public List<Agreement> agreements() {
    return Stream.concat(Stream.of(""), key.methods(TrialKind.OBJECT).stream()).map(this::agreement).toList();
  }

  private Agreement agreement(String method) {
    List<StudyTrial> trials = method.isEmpty() ? key.of(TrialKind.OBJECT) : trials(TrialKind.OBJECT, method);
    if (counted().size() < 2 || trials.isEmpty()) return new Agreement(method, Double.NaN, Interval.NONE);
    List<AnswerFile> people = counted();
    int[][] chosen = people.stream().map(a -> trials.stream().mapToInt(t -> a.of(t).choice()).toArray()).toArray(int[][]::new);
    int[] every = IntStream.range(0, trials.size()).toArray();
    if (Arrays.stream(every).allMatch(i -> Arrays.stream(chosen).mapToInt(of -> of[i]).distinct().count() == 1))
      return new Agreement(method, kappa(chosen, every), Interval.unanimous(1, -1, 1, every.length));
    double[] drawn = Bootstrap.of(key.seed()).replicates(Pictures.each(trials.size()), of -> kappa(chosen, of));
    return new Agreement(method, kappa(chosen, every),
        Interval.of(Arrays.stream(drawn).filter(k -> !Double.isNaN(k)).toArray()));
  }

  private static double kappa(int[][] chosen, int[] trials) {
    if (chosen.length == 2)
      return Kappa.cohen(Arrays.stream(trials).map(i -> chosen[0][i]).toArray(),
          Arrays.stream(trials).map(i -> chosen[1][i]).toArray());
    return Kappa.fleiss(Arrays.stream(trials).mapToObj(i -> {
      int second = Arrays.stream(chosen).mapToInt(of -> of[i]).sum();
      return new int[]{chosen.length - second, second};
    }).toList());
  }

  /** By picture, so that those of two methods are in the same order. */
  private List<StudyTrial> trials(TrialKind kind, String method) {
    return key.of(kind).stream().filter(trial -> trial.method().equals(method)).sorted(Comparator.comparing(StudyTrial::picture))
        .toList();
  }

  /** A row for each person, a column for each trial. */
  private double[][] values(List<StudyTrial> trials) {
    return counted().stream().map(a -> trials.stream().mapToDouble(t -> t.value(a.of(t).choice())).toArray())
        .toArray(double[][]::new);
  }

  private static double[] means(double[][] values) {
    return Arrays.stream(values).mapToDouble(row -> Arrays.stream(row).average().orElse(Double.NaN)).toArray();
  }

  private static double mean(double[][] values) { return Arrays.stream(means(values)).average().orElse(Double.NaN); }

  /** A line for each answer. */
  public String csv() {
    Stream<List<String>> lines = all.stream().flatMap(answers -> key.trials().stream().map(trial -> line(answers, trial)));
    return Stream
        .concat(
            Stream
                .of(List.of("person", "counted", "trial", "kind", "picture", "method", "right", "choice", "value", "milliseconds")),
            lines)
        .map(CsvLog::text).collect(Collectors.joining());
  }

  private List<String> line(AnswerFile answers, StudyTrial trial) {
    AnswerFile.Answer answer = answers.of(trial);
    return List.of(answers.person(), String.valueOf(counts(answers)), trial.id(), trial.kind().toString(),
        trial.picture(),
        trial.method(), String.valueOf(trial.right()), String.valueOf(answer.choice()),
        SummaryFiles.number(trial.value(answer.choice())),
        String.valueOf(answer.milliseconds()));
  }

  /** For programs. */
  public String json() {
    SequencedMap<String, Object> said = new LinkedHashMap<>(key.facts());
    said.put("study", key.study());
    said.put("people", counted().stream().map(AnswerFile::person).toList());
    said.put("left out", leftOut().stream().map(AnswerFile::person).toList());
    for (TrialKind kind : List.of(TrialKind.OBJECT, TrialKind.NETWORK)) {
      if (key.of(kind).isEmpty()) continue;
      said.put(kind + "s", measured(kind).stream().map(PeopleTable::json).toList());
      said.put("differences of " + kind + "s", differences(kind).stream().map(PeopleTable::json).toList());
    }
    said.put("agreement", agreements().stream().map(PeopleTable::json).toList());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(said) + "\n";
  }

  private static SequencedMap<String, Object> json(Measured measured) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("method", measured.method());
    put(said, "mean", measured.mean());
    put(said, "interval", measured.interval());
    put(said, "p", measured.p());
    put(said, "right", measured.right());
    put(said, "by energy", measured.ofEnergy());
    put(said, "median of seconds", measured.seconds());
    said.put("trials of each person", measured.trials());
    return said;
  }

  private static SequencedMap<String, Object> json(Difference difference) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("a", difference.a());
    said.put("b", difference.b());
    put(said, "mean", difference.mean());
    put(said, "interval", difference.interval());
    put(said, "p over people", difference.byPeople());
    put(said, "p over pictures", difference.byPictures());
    return said;
  }

  private static SequencedMap<String, Object> json(Agreement agreement) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("method", agreement.method().isEmpty() ? "all" : agreement.method());
    put(said, "kappa", agreement.kappa());
    put(said, "interval", agreement.interval());
    return said;
  }

  private static void put(SequencedMap<String, Object> said, String name, double value) {
    if (Double.isFinite(value)) said.put(name, value);
  }

  private static void put(SequencedMap<String, Object> said, String name, Interval interval) {
    if (Double.isFinite(interval.low())) said.put(name, List.of(interval.low(), interval.high()));
  }
}
