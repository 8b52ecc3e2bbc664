package lucida.judge.sanity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What sanity checks found.
 *
 * @param rows by test, step, picture and method
 * @param leftOut why a method has no map, by "method, picture"
 */
public record SanityFindings(List<SanityRow> rows, SequencedMap<String, String> leftOut) {
  /** Kept as they are now. */
  public SanityFindings {
    rows = List.copyOf(rows);
    leftOut = new LinkedHashMap<>(leftOut);
  }
}
