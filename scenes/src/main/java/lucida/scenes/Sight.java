package lucida.scenes;

import java.util.List;
import java.util.function.Predicate;
import lucida.scenes.art.Mark;
import lucida.scenes.art.Raster;

/**
 * How much of something is visible, at a fixed resolution, so that decisions based on it do not depend on the size of the picture.
 */
final class Sight {
  private static final int FINE = 96;

  private Sight() {}

  /** The number of samples that show one of the wanted marks once all are drawn. */
  static int of(List<Mark> marks, Predicate<Mark> wanted) {
    Raster raster = new Raster(FINE);
    for (Mark mark : marks) raster.lay(mark.outline(), wanted.test(mark) ? 1 : 0);
    int seen = 0;
    for (int i = 0; i < FINE; i++)
      for (int j = 0; j < FINE; j++) if (raster.at(i, j) == 1) seen++;
    return seen;
  }

  /** The visible fraction of an object. */
  static double share(List<Mark> marks, int object) {
    Predicate<Mark> its = mark -> mark.owner() == object;
    List<Mark> inFront = marks.stream().filter(mark -> mark.owner() >= 0 || mark.owner() <= SceneBuilder.SCREEN).toList();
    return (double) of(inFront, its) / of(inFront.stream().filter(its).toList(), its);
  }
}
