package lucida.benchmarks;

import java.util.Map;

/** A benchmark that knows how much work a call does, so that a rate can be reported with its time. It has a constructor without arguments. */
public interface Counted {
  /** The work of one call of a method with these parameters. */
  WorkPerCall count(String method, Map<String, String> parameters);
}
