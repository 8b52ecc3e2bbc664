package lucida.judge.suite;

import lucida.layers.Model;

/** What is done to a network before its maps are judged. */
public interface Rewiring {
  /** Nothing. */
  Rewiring NONE = GridSetting.GRID_PG;

  /** The network that is judged. */
  Model of(Model model, String layer);

  /** The layer of that network whose maps are judged. */
  String layer(String usual);
}
