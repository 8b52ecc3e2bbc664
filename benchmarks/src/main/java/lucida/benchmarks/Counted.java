package lucida.benchmarks;

import java.util.Map;

/** A benchmark that knows how much a call does, so that a rate can stand beside its time. It has a constructor without arguments. */
public interface Counted {
  /** What one call of this method does with these parameters. */
  WorkPerCall count(String method, Map<String, String> parameters);
}
