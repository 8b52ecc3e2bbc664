package lucida.judge.sanity;

import lucida.cam.SaliencyMap;
import lucida.judge.JudgedMap;

/** Sees the maps of the first picture as they are made: none is kept. */
@FunctionalInterface
public interface MapWatcher {
  /** Sees none. */
  MapWatcher NONE = (_, _, _, _) -> {};

  /**
   * A map.
   *
   * @param judged the map of the network as it is
   * @param test what is random
   * @param step from 1; 0 for the map of the network as it is
   * @param map the map with layers random
   */
  void see(JudgedMap judged, SanityTest test, int step, SaliencyMap map);
}
