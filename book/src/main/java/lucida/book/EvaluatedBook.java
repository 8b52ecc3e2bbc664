package lucida.book;

import java.util.List;
import java.util.SequencedMap;

/**
 * The book as it was found on a specimen.
 *
 * @param specimen the given one
 * @param sections what was found about each equation
 */
public record EvaluatedBook(EvaluationPoint specimen, SequencedMap<Section, List<EvaluatedEquation>> sections) {
  /** All entries in order. */
  public List<EvaluatedEquation> entries() {
    return sections.values().stream().flatMap(List::stream).toList();
  }

  /** Whether every identity and every limit among them holds, and each check can fail. */
  public boolean isFine() {
    return entries().stream().allMatch(entry -> entry.verdict().isFine());
  }

  /** How many have a verdict. */
  public long count(Verdict verdict) {
    return entries().stream().filter(entry -> entry.verdict() == verdict).count();
  }
}
