package lucida.judge.sanity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.Progress;
import lucida.cam.SaliencyMap;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Tensor;
import lucida.judge.ClassesAsked;
import lucida.judge.Contender;
import lucida.judge.Inquiry;
import lucida.judge.JudgedMap;
import lucida.judge.LabelledPicture;
import lucida.judge.Variants;
import lucida.judge.randomisation.EfficientMprt;
import lucida.judge.randomisation.LayerOrder;
import lucida.judge.randomisation.Similarity;
import lucida.judge.randomisation.SmoothMprt;
import lucida.layers.Model;

/**
 * Sanity checks — Adebayo, Gilmer, Muelly, Goodfellow, Hardt, Kim, NeurIPS 2018, arXiv 1810.03292; smooth and efficient: Hedström, Weber, Lapuschkin, Höhne, XAI in Action at
 * NeurIPS 2023, arXiv 2401.06465 [ME 7].
 *
 * <pre>
 *   similarity( L of the network, L of the network whose layers of that step are random )
 * </pre>
 *
 * The class is that of the network as it is. The numbers are those of the metrics {@link lucida.judge.randomisation.Mprt}, {@link lucida.judge.randomisation.SmoothMprt} and
 * {@link EfficientMprt}, step by step; here a network of a step is forgotten when all pictures have been explained, so that a large network takes no more memory than two of it.
 *
 * @param subject the network at its layer
 * @param methods what makes maps
 * @param classes whose maps
 * @param tests what is random; {@link SanityTest#ANOTHER_PICTURE} is among them always
 * @param steps at most so many; neighbouring layers share one where there are more
 * @param samples how many noisy pictures {@link SanityTest#SMOOTH} takes
 * @param seed of the random weights and the noise
 * @param permuted a network of the same layers that learned permuted labels, for {@link SanityTest#LABELS}
 * @param inquiry what is asked about a picture: of the network as it is and, unchanged, of random ones
 */
public record SanityCheck(Subject subject, List<Contender> methods, ClassesAsked classes, List<SanityTest> tests, int steps,
    int samples, long seed, Optional<Model> permuted, Inquiry inquiry) {
  /** How many noisy pictures a smooth check takes, unless asked otherwise. */
  public static final int SAMPLES = 10;

  private static final EfficientMprt EFFICIENT = new EfficientMprt(100);

  /** Lists are kept as they are now. */
  public SanityCheck {
    methods = List.copyOf(methods);
    tests = List.copyOf(tests);
    if (tests.contains(SanityTest.LABELS) && permuted.isEmpty())
      throw new IllegalArgumentException("the test " + SanityTest.LABELS + " takes a network that learned permuted labels");
  }

  /** Of the network's own scores, without a network that learned permuted labels. */
  public SanityCheck(Subject subject, List<Contender> methods, ClassesAsked classes, List<SanityTest> tests, int steps, int samples,
      long seed) {
    this(subject, methods, classes, tests, steps, samples, seed, Optional.empty(), Inquiry.OF_NETWORK);
  }

  /** The layers that become random together, from the pixels to the scores: each by itself, if there are not too many. */
  public List<List<String>> groups() {
    List<String> layers = LayerOrder.layers(subject);
    int n = layers.size(), count = Math.min(n, steps);
    return IntStream.range(0, count).mapToObj(g -> layers.subList(n * g / count, n * (g + 1) / count)).toList();
  }

  /** How many maps are made: what progress is reported in. */
  public long maps(int pictures) {
    long ofStep = (long) pictures * methods.size(), all = groups().size();
    return ofStep * (1 + tests.stream().mapToLong(test -> switch (test) {
      case CASCADING, INDEPENDENT -> all;
      case SMOOTH -> (all + 1) * samples;
      case EFFICIENT, LABELS -> 1;
      case ANOTHER_PICTURE -> 0;
    }).sum());
  }

  /**
   * Checks methods on pictures.
   *
   * @param pictures two or more, of one shape
   * @param watcher sees the maps of the first picture
   */
  public SanityFindings of(List<LabelledPicture> pictures, MapWatcher watcher, Progress progress) {
    if (pictures.size() < 2)
      throw new IllegalArgumentException(
          "a sanity check compares with the map of another picture: it takes at least 2 pictures, not "
              + pictures.size());
    return new Run(pictures.getFirst(), watcher, new Counted(progress, maps(pictures.size()))).of(pictures);
  }

  /** Counts maps. */
  private static final class Counted {
    private final Progress progress;
    private final long all;
    private long done;

    Counted(Progress progress, long all) {
      this.progress = progress;
      this.all = all;
    }

    void one() { progress.report(Math.min(++done, all), all); }
  }

  /** One run, with what it found so far. */
  private final class Run {
    private final LabelledPicture watched;
    private final MapWatcher watcher;
    private final Counted counted;
    private final List<SanityRow> rows = new ArrayList<>();
    private final SequencedMap<String, String> leftOut = new LinkedHashMap<>();

    Run(LabelledPicture watched, MapWatcher watcher, Counted counted) {
      this.watched = watched;
      this.watcher = watcher;
      this.counted = counted;
    }

    SanityFindings of(List<LabelledPicture> pictures) {
      List<JudgedMap> maps = new ArrayList<>();
      for (LabelledPicture picture : pictures) maps.addAll(trained(picture));
      another(maps);
      Model random = LayerOrder.random(subject, seed);
      if (tests.contains(SanityTest.CASCADING)) likenesses(maps, random, SanityTest.CASCADING, LayerOrder.TOP_DOWN);
      if (tests.contains(SanityTest.INDEPENDENT)) likenesses(maps, random, SanityTest.INDEPENDENT, LayerOrder.INDEPENDENT);
      if (tests.contains(SanityTest.SMOOTH)) smooth(maps, random);
      if (tests.contains(SanityTest.EFFICIENT)) efficient(maps, at(random));
      if (tests.contains(SanityTest.LABELS)) permuted.ifPresent(model -> labels(maps, at(model)));
      return new SanityFindings(rows, leftOut);
    }

    private List<JudgedMap> trained(LabelledPicture picture) {
      Probe predicted = inquiry.about(picture, subject);
      Variants variants = new Variants(predicted.subject());
      List<JudgedMap> maps = new ArrayList<>();
      for (int c : classes.of(picture, Inquiry.best(predicted)))
        for (Contender contender : methods) {
          Probe probe = predicted.asking(Target.ofClass(c));
          try {
            inquiry.check(probe, c);
            Method method = contender.of(picture, probe);
            SaliencyMap map = method.explain(probe);
            if (!map.map().isFinite()) throw new NotApplicableException("the map has NaN or infinite cells");
            maps.add(new JudgedMap(picture, probe, c, method, map, variants, seed));
            see(maps.getLast(), SanityTest.ANOTHER_PICTURE, 0, map);
          } catch (NotApplicableException e) {
            leftOut.put(contender.title() + ", " + picture.name(), String.valueOf(e.getMessage()));
          }
          counted.one();
        }
      return maps;
    }

    private void see(JudgedMap judged, SanityTest test, int step, SaliencyMap map) {
      if (judged.picture().equals(watched)) watcher.see(judged, test, step, map);
    }

    /** Each map beside that of the next picture by the same method. */
    private void another(List<JudgedMap> maps) {
      maps.stream().map(map -> map.method().name()).distinct().forEach(method -> {
        List<JudgedMap> of = maps.stream().filter(map -> map.method().name().equals(method)).toList();
        for (int i = 0; i < of.size() && of.size() > 1; i++)
          compare(of.get(i), of.get((i + 1) % of.size()).map(), SanityTest.ANOTHER_PICTURE, 0, "");
      });
    }

    private void compare(JudgedMap judged, SaliencyMap other, SanityTest test, int step, String layer) {
      for (Similarity similarity : Similarity.values())
        add(judged, test, step, layer, similarity.title(), other.map().isFinite() ? similarity.of(judged, other) : Double.NaN);
    }

    private void add(JudgedMap judged, SanityTest test, int step, String layer, String measure, double value) {
      rows.add(
          new SanityRow(judged.picture().name(), judged.explained(), judged.method().name(), test, step, layer, measure, value));
    }

    private void likenesses(List<JudgedMap> maps, Model random, SanityTest test, LayerOrder order) {
      for (int step = 0; step < groups().size(); step++) {
        Subject at = at(network(random, order, step));
        for (JudgedMap judged : maps) {
          SaliencyMap map = judged.method().explain(asked(judged, at));
          see(judged, test, step + 1, map);
          compare(judged, map, test, step + 1, layer(order, step));
          counted.one();
        }
      }
    }

    private void labels(List<JudgedMap> maps, Subject at) {
      for (JudgedMap judged : maps) {
        SaliencyMap map = judged.method().explain(asked(judged, at));
        see(judged, SanityTest.LABELS, 1, map);
        compare(judged, map, SanityTest.LABELS, 1, "permuted labels");
        counted.one();
      }
    }

    private void smooth(List<JudgedMap> maps, Model random) {
      List<Tensor> own = maps.stream().map(judged -> noisy(judged, subject)).toList();
      for (int step = 0; step < groups().size(); step++) {
        Subject at = at(network(random, LayerOrder.BOTTOM_UP, step));
        for (int i = 0; i < maps.size(); i++)
          add(maps.get(i), SanityTest.SMOOTH, step + 1, layer(LayerOrder.BOTTOM_UP, step), Similarity.SSIM.title(),
              Similarity.ssim(own.get(i), noisy(maps.get(i), at)));
      }
    }

    /** The mean map over noisy pictures, [H, W]. */
    private Tensor noisy(JudgedMap judged, Subject at) {
      Probe asked = asked(judged, at);
      return new SmoothMprt(samples).mean(judged, x -> {
        counted.one();
        return judged.shown(judged.method().explain(asked.subject().probe(x, asked.target())));
      });
    }

    private void efficient(List<JudgedMap> maps, Subject at) {
      for (JudgedMap judged : maps) {
        double xi = EFFICIENT.entropy(judged.shown());
        double other = EFFICIENT.entropy(judged.shown(judged.method().explain(asked(judged, at))));
        add(judged, SanityTest.EFFICIENT, 1, "all", SanityRow.ENTROPY, xi == 0 ? Double.NaN : EfficientMprt.rise(xi, other));
        counted.one();
      }
    }
  }

  /** The question that was asked of the network as it is to another with its layers. */
  private Probe asked(JudgedMap judged, Subject other) {
    Probe probe = judged.probe();
    Subject asked = inquiry.equals(Inquiry.OF_NETWORK)
        ? other
        : at(new Model(probe.subject().model().network(), other.model().weights()));
    return asked.probe(judged.x(), probe.target());
  }

  private Subject at(Model model) {
    return Subject.of(model, subject.layer(), subject.executor()).inBatchesOf(subject.batch());
  }

  private Model network(Model random, LayerOrder order, int step) {
    return LayerOrder.mixed(subject.model(), random, order.of(groups(), step).stream().flatMap(List::stream).toList());
  }

  /** What becomes random at a step: "layer4.0 … layer4.2" where several layers do. */
  private String layer(LayerOrder order, int step) {
    List<List<String>> random = order.of(groups(), step);
    List<String> group = order == LayerOrder.BOTTOM_UP ? random.getLast() : random.getFirst();
    return group.size() == 1 ? group.getFirst() : group.getFirst() + " … " + group.getLast();
  }
}
