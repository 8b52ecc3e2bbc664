package lucida.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;

/** What one method makes of other pictures, classes and networks: each map is made once, however many metrics ask for it. */
public final class OtherMaps {
  private final Method method;
  private final Map<Object, SaliencyMap> made = new HashMap<>();

  OtherMaps(Method method) { this.method = method; }

  /**
   * The map of another probe.
   *
   * @throws NotApplicableException if there is no finite map
   */
  SaliencyMap of(Probe probe) {
    SaliencyMap map = method.explain(probe);
    if (!map.map().isFinite()) throw new NotApplicableException("a map made for comparison has NaN or infinite cells");
    return map;
  }

  /** The same, of equal keys made once. */
  SaliencyMap of(Object key, Supplier<Probe> probe) {
    return made.computeIfAbsent(key, _ -> of(probe.get()));
  }
}
