package lucida.judge.suite;

import lucida.core.Precision;
import lucida.judge.data.BackdoorSource;
import lucida.judge.data.BackdropSource;
import lucida.judge.data.GridSource;
import lucida.judge.data.PictureSource;
import lucida.judge.data.SceneSource;
import lucida.judge.data.TetrisSource;
import lucida.pictures.Preprocessing;
import lucida.scenes.Split;

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

  /** Scenes of one object with their backdrops as labels. */
  static SourceMaker backdrops(int count) {
    return (seed, size, preprocessing, precision) -> new BackdropSource(
        SceneSource.parse("single:" + count, seed, size, preprocessing, precision));
  }

  /** Scenes of one object, all with the trigger of a backdoor to a class, but those of this class. */
  static SourceMaker triggered(int count, int target) {
    return (seed, size, preprocessing, precision) -> new BackdoorSource(
        SceneSource.parse("single:" + count, seed, size, preprocessing, precision), target, 1);
  }

  /** Tetrominoes in noise. */
  static SourceMaker tetris(TetrisSource.Signal signal, TetrisSource.Background background, int count) {
    return (seed, _, _, precision) -> new TetrisSource(signal, background, Split.TEST, seed, count, precision);
  }

  /** Grids of 2 × 2 scenes of one object each. */
  static SourceMaker grids(int grids, GridSetting setting) {
    return (seed, size, preprocessing, precision) -> {
      SceneSource scenes = SceneSource.parse("single:" + grids * GridSetting.N * GridSetting.N, seed, size, preprocessing,
          precision);
      return new GridSource(scenes, GridSetting.N, setting.step(scenes.scenes().classes().size()));
    };
  }
}
