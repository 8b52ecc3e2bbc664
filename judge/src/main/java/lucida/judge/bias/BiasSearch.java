package lucida.judge.bias;

import java.util.Optional;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Contender;
import lucida.judge.LabelledPicture;
import lucida.pictures.Filter;
import lucida.pictures.Preprocessing;
import lucida.pictures.Resize;

/**
 * Maps of pictures for a {@link CueSearch}.
 *
 * @param subject the network at its layer
 * @param maps whose maps are looked at
 * @param preprocessing of the pictures
 */
public record BiasSearch(Subject subject, Contender maps, Preprocessing preprocessing) {
  /** The map of a picture's own class; nothing, where the method has none that is finite. */
  public Optional<SaliencyMap> map(LabelledPicture picture) {
    int label = picture.label().orElseThrow(() -> new IllegalArgumentException(picture.withoutLabel()));
    Probe probe = subject.probe(picture.x(), Target.ofClass(label));
    try {
      return Optional.of(maps.of(picture, probe).explain(probe)).filter(map -> map.map().isFinite());
    } catch (NotApplicableException _) {
      return Optional.empty();
    }
  }

  /** A picture with its map, small; where objects are known a cell of the map around them counts as theirs. */
  public Optional<MappedPicture> mapped(int number, LabelledPicture picture) {
    Shape x = picture.x().shape();
    return map(picture).map(map -> {
      Tensor plane = map.isOfPixels() ? map.map().abs().max(0) : map.map();
      Tensor shown = new Resize(x.extent(2), x.extent(1), Filter.BILINEAR).of(plane);
      int cell = Math.ceilDiv(x.extent(1), plane.shape().extent(0));
      return MappedPicture.of(number, picture, preprocessing.picture(picture.x()), shown, cell / 2);
    });
  }
}
