package lucida.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What metrics make of a picture alone, as its superpixels or random sets of its pixels: once for all maps of it. */
public final class PictureMemo {
  private final Map<Object, Object> made = new HashMap<>();

  PictureMemo() {}

  /** What was made for this key, or is now. */
  <T> T of(Class<T> type, Object key, Supplier<T> maker) {
    return type.cast(made.computeIfAbsent(key, _ -> maker.get()));
  }
}
