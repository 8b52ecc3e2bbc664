package lucida.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.core.Tensor;

/** What one method makes of other pictures, classes and networks: each map is made once, however many metrics ask for it. */
public final class OtherMaps {
  private final Method method;
  private final Map<Object, Tensor> planes = new HashMap<>();

  OtherMaps(Method method) { this.method = method; }

  /** The map of another probe, at its resolution, [h, w]. */
  Tensor plane(Object key, Supplier<Probe> probe) {
    return planes.computeIfAbsent(key, _ -> plane(method.explain(probe.get())));
  }

  /** Channels of a map of pixels are joined by their largest magnitude. */
  static Tensor plane(SaliencyMap map) {
    if (!map.map().isFinite()) throw new NotApplicableException("a map made for comparison has NaN or infinite cells");
    return map.isOfPixels() ? map.map().abs().max(0) : map.map();
  }
}
