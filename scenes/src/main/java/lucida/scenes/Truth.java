package lucida.scenes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.scenes.art.Mark;
import lucida.scenes.art.Painting;
import lucida.scenes.art.Raster;
import lucida.scenes.motif.Motif;

/** The ground truth of a scene, counted on the samples its pixels are made of. */
record Truth(int size, List<Mark> marks, Raster raster) {
  static Truth of(Painting painting, Raster raster) {
    return new Truth(raster.side() / Painting.SAMPLES, painting.marks(), raster);
  }

  List<Instance> objects(SceneBuilder stage, List<Motif> classes) {
    List<Instance> objects = new ArrayList<>();
    for (int object = 0; object < stage.cast().size(); object++)
      objects.add(object(object, stage.cast().get(object), stage.hue(object), classes));
    return objects;
  }

  Optional<Mask> cue() {
    Mask mask = mask(SceneBuilder.CUE, -1);
    return mask.samples() == 0 ? Optional.empty() : Optional.of(mask);
  }

  /** The visible mask of each of so many pieces of clutter. */
  List<Mask> clutter(int pieces) {
    return IntStream.range(0, pieces).mapToObj(piece -> mask(SceneBuilder.CLUTTER, 1 << piece)).toList();
  }

  private Instance object(int object, Motif motif, Optional<Hue> hue, List<Motif> classes) {
    Mask mask = mask(object, -1);
    Map<String, Mask> parts = new LinkedHashMap<>();
    for (int p = 0; p < motif.parts().size(); p++) parts.put(motif.parts().get(p), mask(object, 1 << p));
    Box box = mask.box().orElseThrow();
    return new Instance(classes.indexOf(motif), motif.name(), hue, box, mask, Collections.unmodifiableMap(parts),
        (double) mask.samples() / alone(object));
  }

  /** The visible mask of an owner's marks that belong to one of these parts; −1 for all marks. */
  Mask mask(int owner, int parts) {
    boolean[] wanted = new boolean[marks.size()];
    for (int m = 0; m < wanted.length; m++)
      wanted[m] = marks.get(m).owner() == owner && (parts == -1 || (marks.get(m).parts() & parts) != 0);
    byte[] counts = new byte[size * size];
    int n = Painting.SAMPLES;
    for (int i = 0; i < n * size; i++)
      for (int j = 0; j < n * size; j++) if (wanted[raster.at(i, j)]) counts[i / n * size + j / n]++;
    return new Mask(size, counts);
  }

  /** The number of samples an object would cover if nothing occluded it. */
  private int alone(int owner) {
    Raster alone = new Raster(raster.side());
    for (Mark mark : marks) if (mark.owner() == owner) alone.lay(mark.outline(), 0);
    int samples = 0;
    for (int i = 0; i < alone.side(); i++)
      for (int j = 0; j < alone.side(); j++) if (alone.at(i, j) == 0) samples++;
    return samples;
  }
}
