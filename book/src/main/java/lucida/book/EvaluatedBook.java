package lucida.book;

import java.util.List;
import java.util.SequencedMap;

/**
 * The evaluated book.
 *
 * @param point the network and picture
 * @param sections the outcomes, by section
 */
public record EvaluatedBook(EvaluationPoint point, SequencedMap<Section, List<EvaluatedEquation>> sections) {
  /** All entries in order. */
  public List<EvaluatedEquation> entries() {
    return sections.values().stream().flatMap(List::stream).toList();
  }

  /** Whether every identity and every limit among them holds, and each check can fail. */
  public boolean isFine() {
    return entries().stream().allMatch(entry -> entry.verdict().isFine());
  }

  /** The number of equations with a verdict. */
  public long count(Verdict verdict) {
    return entries().stream().filter(entry -> entry.verdict() == verdict).count();
  }
}
