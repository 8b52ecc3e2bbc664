package lucida.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.cam.SaliencyMap;
import lucida.core.Tensor;
import lucida.judge.adversarial.AttackWatcher;
import lucida.judge.adversarial.Attacked;
import lucida.judge.adversarial.Victim;
import lucida.pictures.ColourMap;
import lucida.pictures.Filter;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.pictures.Region;
import lucida.pictures.Resize;
import lucida.pictures.SignedView;

/** Paints attacked pictures and their maps: the first ones of each attack, small, so that all fit on a page. */
public final class AttackPictures implements AttackWatcher {
  private static final int HEIGHT = 128;

  private final Preprocessing preprocessing;
  private final int most;
  private final List<Scene> scenes = new ArrayList<>();

  /**
   * For pictures that were preprocessed so.
   *
   * @param most how many pictures of each attack
   */
  public AttackPictures(Preprocessing preprocessing, int most) {
    this.preprocessing = preprocessing;
    this.most = most;
  }

  /**
   * A picture before and after an attack.
   *
   * @param attacked what became of it
   * @param plain before
   * @param changed after
   * @param change what was added, grey for nothing, as bright as it can be
   * @param before maps by method
   * @param after the same of the changed picture
   */
  record Scene(Attacked attacked, Picture plain, Picture changed, Picture change, SequencedMap<String, Picture> before,
      SequencedMap<String, Picture> after) {}

  @Override
  public void see(Victim victim, Attacked attacked, Tensor x, Tensor delta, SequencedMap<String, SaliencyMap> before,
      SequencedMap<String, SaliencyMap> after) {
    if (of(attacked.attack()).size() >= most) return;
    Picture plain = small(preprocessing.picture(victim.probe().picture())), changed = small(preprocessing.picture(x));
    Picture change = delta.shape().extent(0) == 3
        ? SignedView.colours(delta, preprocessing.order(), 100)
        : MapView.signed(delta.mean(0)).alone(delta.shape().extent(2), delta.shape().extent(1));
    scenes.add(new Scene(attacked, plain, changed, small(change), painted(before, plain), painted(after, changed)));
  }

  private SequencedMap<String, Picture> painted(SequencedMap<String, SaliencyMap> maps, Picture under) {
    SequencedMap<String, Picture> painted = new LinkedHashMap<>();
    maps.forEach((method, map) -> {
      if (map.map().isFinite())
        painted.put(method, MapView.of(map, ColourMap.DAWN, preprocessing.order()).over(new Shown(under, Region.all(under))));
    });
    return painted;
  }

  private static Picture small(Picture seen) {
    return new Resize(Math.max(1, Math.round((float) seen.width() * HEIGHT / seen.height())), HEIGHT,
        seen.height() < HEIGHT ? Filter.NEAREST : Filter.BICUBIC).of(seen);
  }

  /** Those of an attack. */
  List<Scene> of(String attack) {
    return scenes.stream().filter(scene -> scene.attacked().attack().equals(attack)).toList();
  }
}
