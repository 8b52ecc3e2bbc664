package lucida.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.judge.Contender;
import lucida.judge.LabelledPicture;
import lucida.judge.failure.Failure;
import lucida.pictures.ColourMap;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.pictures.Region;

/**
 * A mistake as a page shows it: the picture, the maps of the true and of the wrong class, and where they differ.
 *
 * @param failure the mistake
 * @param plain the picture
 * @param maps by their captions
 */
public record FailureCase(Failure failure, Picture plain, SequencedMap<String, Picture> maps) {
  /** Kept as they are now. */
  public FailureCase {
    maps = new LinkedHashMap<>(maps);
  }

  /**
   * Explains both classes again.
   *
   * @param methods whose maps are shown; those of a layer are subtracted, class from class
   * @param label the name of the true class
   * @param predicted the name of the wrong one
   */
  public static FailureCase of(Failure failure, LabelledPicture picture, Subject subject, List<Contender> methods,
      Preprocessing preprocessing, String label, String predicted) {
    Picture seen = preprocessing.picture(picture.x());
    Shown shown = Shown.of(seen, Region.all(seen));
    Probe probe = subject.probe(picture.x(), Target.ofClass(failure.label()));
    SequencedMap<String, Picture> maps = new LinkedHashMap<>();
    for (Contender each : methods) {
      Method method = each.of(picture, probe);
      SaliencyMap right = method.explain(probe), wrong = method.explain(probe.asking(Target.ofClass(failure.predicted())));
      maps.put(method.statement().title() + ", " + label, MapView.of(right, ColourMap.DAWN, preprocessing.order()).over(shown));
      maps.put(method.statement().title() + ", " + predicted, MapView.of(wrong, ColourMap.DAWN, preprocessing.order()).over(shown));
      if (right.isOfPixels()) continue;
      MapView difference = MapView.signed(Difference.between(wrong.map(), right.map()));
      maps.put(predicted + " − " + label + (difference instanceof MapView.Flat flat ? ": " + flat.look() : ""),
          difference.over(shown));
    }
    return new FailureCase(failure, shown.picture(), maps);
  }
}
