package lucida.report;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.Contender;
import lucida.judge.LabelledPicture;
import lucida.judge.people.StudyTrial;
import lucida.judge.people.TrialKind;
import lucida.judge.people.TwoObjects;
import lucida.pictures.ColourMap;
import lucida.pictures.Filter;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.pictures.Region;
import lucida.pictures.Resize;

/**
 * Makes the trials of a study with people. Which object is explained, and which option stands first, is drawn for each by itself: one trial says nothing of another of the same picture.
 *
 * @param subject the network at its layer
 * @param preprocessing of its pictures
 * @param name of a class, for people
 * @param draws the draws
 */
public record TrialMaker(Subject subject, Preprocessing preprocessing, IntFunction<String> name, RandomStream draws) {
  private static final String WHICH = "Which object is explained?";
  private static final int DIMMED = 5;

  /** The forced choice of section 5.1: the map of one of two objects. */
  public AskedTrial object(TwoObjects two, Contender method) {
    RandomStream own = draws.stream(two.picture().name()).stream(method.title());
    int asked = own.below(2, 0);
    SaliencyMap map = map(subject, two.picture(), method, two.classes().get(asked));
    return choice(two, TrialKind.OBJECT, method.title(), asked, own.below(2, 1), WHICH, view(map).over(shown(two.picture())),
        two.energies(map.map()));
  }

  /** Practice: one of the two objects is seen, all else is dark, and the page says which. */
  public AskedTrial training(TwoObjects two) {
    RandomStream own = draws.stream(two.picture().name()).stream("training");
    int asked = own.below(2, 0);
    Tensor where = two.where().get(asked);
    Picture seen = preprocessing.picture(two.picture().x()), alone = Picture.painted(seen.width(), seen.height(),
        (x, y) -> where.at(y, x) > 0 ? seen.rgb(x, y) : dimmed(seen.rgb(x, y)));
    return choice(two, TrialKind.TRAINING, "", asked, own.below(2, 1), WHICH, Shown.of(alone, Region.all(alone)).picture(),
        List.of());
  }

  private static int dimmed(int rgb) {
    int grey = ((rgb >> 16) + (rgb >> 8 & 255) + (rgb & 255)) / (3 * DIMMED);
    return grey << 16 | grey << 8 | grey;
  }

  /** The page says what to choose, and shows the picture without a map. */
  public AskedTrial check(TwoObjects two) {
    RandomStream own = draws.stream(two.picture().name()).stream("check");
    int asked = own.below(2, 0);
    return choice(two, TrialKind.CHECK, "", asked, own.below(2, 1),
        "This one only checks that you read on. Please choose: " + name.apply(two.classes().get(asked)),
        shown(two.picture()).picture(), List.of());
  }

  /**
   * A choice between two objects.
   *
   * @param swapped 1 if the second is the first option
   */
  private AskedTrial choice(TwoObjects two, TrialKind kind, String method, int asked, int swapped, String ask, Picture picture,
      List<Double> energies) {
    List<String> names = two.classes().stream().map(name::apply).toList();
    List<String> options = swapped == 1 ? names.reversed() : names;
    StudyTrial trial = new StudyTrial("", kind, method, two.picture().name(), options, asked ^ swapped,
        swapped == 1 ? energies.reversed() : energies);
    return new AskedTrial(trial, ask, List.of(picture), options);
  }

  /**
   * The question of section 5.2: two networks say the same, and their maps stand side by side.
   *
   * @param label the class that both say
   * @param other the other network at its layer
   * @param names of this network and of the other
   * @param better 0 if this network is the more accurate one, 1 if the other is
   */
  public AskedTrial networks(LabelledPicture picture, int label, Contender method, Subject other, List<String> names, int better) {
    int swapped = draws.stream(picture.name()).stream(method.title()).stream("networks").below(2, 0);
    List<SaliencyMap> maps = Stream.of(subject, other).map(of -> map(of, picture, method, label)).toList();
    List<Picture> shown = maps.stream().map(map -> view(map).over(shown(picture))).toList();
    Tensor where = TwoObjects.where(picture, label);
    List<Double> energies = where.max() == 0 ? List.of() : maps.stream().map(map -> TwoObjects.energy(map.map(), where)).toList();
    StudyTrial trial = new StudyTrial("", TrialKind.NETWORK, method.title(), picture.name(),
        swapped == 1 ? names.reversed() : names,
        better ^ swapped, swapped == 1 ? energies.reversed() : energies);
    return new AskedTrial(trial, "Two networks say “" + name.apply(label) + "”, and both are right. Which one looks more reliable?",
        swapped == 1 ? shown.reversed() : shown, List.of("A", "B"));
  }

  private static SaliencyMap map(Subject of, LabelledPicture picture, Contender contender, int c) {
    Probe probe = of.probe(picture.x(), Target.ofClass(c));
    Method method = contender.of(picture, probe);
    return method.explain(probe);
  }

  private MapView view(SaliencyMap map) { return MapView.of(map, ColourMap.DAWN, preprocessing.order()); }

  private static final int LARGEST = 360;

  private Shown shown(LabelledPicture picture) {
    Picture seen = preprocessing.picture(picture.x());
    Shown shown = Shown.of(seen, Region.all(seen));
    if (shown.picture().height() <= LARGEST) return shown;
    Picture smaller = new Resize(Math.max(1, shown.picture().width() * LARGEST / shown.picture().height()), LARGEST, Filter.BICUBIC)
        .of(shown.picture());
    return new Shown(smaller, Region.all(smaller));
  }
}
