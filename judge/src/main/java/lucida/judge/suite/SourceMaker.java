package lucida.judge.suite;

import lucida.core.Precision;
import lucida.judge.data.GridSource;
import lucida.judge.data.PictureSource;
import lucida.judge.data.SceneSource;
import lucida.pictures.Preprocessing;

/** Makes pictures for a network. */
@FunctionalInterface
public interface SourceMaker {
  /**
   * The pictures.
   *
   * @param seed of the scenes
   * @param size pixels along a side of the pictures that the network was trained on
   * @param preprocessing of the network
   * @param precision of the network
   */
  PictureSource of(long seed, int size, Preprocessing preprocessing, Precision precision);

  /** Scenes as {@link SceneSource#parse} takes them: "pair:100". */
  static SourceMaker scenes(String asked) {
    return (seed, size, preprocessing, precision) -> SceneSource.parse(asked, seed, size, preprocessing, precision);
  }

  /** Grids of 2 × 2 scenes of one object each. */
  static SourceMaker grids(int grids, GridSetting setting) {
    return (seed, size, preprocessing, precision) -> {
      SceneSource scenes = SceneSource.parse("single:" + grids * GridSetting.N * GridSetting.N, seed, size, preprocessing, precision);
      return new GridSource(scenes, GridSetting.N, setting.step(scenes.scenes().classes().size()));
    };
  }
}
