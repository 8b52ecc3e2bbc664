package lucida.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.core.Shape;
import lucida.report.ExplainedMap;

/**
 * What is compared.
 *
 * @param a what the first map is called
 * @param b what the second map is called
 * @param unitA the unit of the first; empty where unknown, as for a file
 * @param unitB the unit of the second
 * @param facts that hold for both, by name: network, picture, class, layer, what was resized
 */
record Compared(String a, String b, String unitA, String unitB, SequencedMap<String, String> facts) {
  /** Facts are kept as they are now. */
  Compared {
    facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
  }

  /** Of two files. */
  static Compared files(String a, String b) {
    return new Compared(a, b, "", "", new LinkedHashMap<>());
  }

  /** With the sizes, where they differ and the maps are resized for it. */
  Compared sized(Shape sizeA, Shape sizeB, Shape common) {
    if (sizeA.equals(sizeB)) return this;
    SequencedMap<String, String> more = new LinkedHashMap<>(facts);
    more.put("resized", "A is " + sizeA + " and B " + sizeB + ": both are compared at " + common + ", resized bilinearly");
    return new Compared(a, b, unitA, unitB, more);
  }

  /** Of the maps of two methods. */
  static Compared methods(ExplainedMap a, ExplainedMap b, ModelOptions.Chosen chosen, InputFile.Loaded picture) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("network", chosen.title());
    facts.put("picture", picture.source());
    facts.put("class", a.of().label());
    if (List.of(a, b).stream().anyMatch(map -> !map.isOfInput())) facts.put("layer", a.layer());
    return new Compared(a.method(), b.method(), a.map().origin().unit().text(), b.map().origin().unit().text(), facts);
  }

  /** Whether the values of one say nothing about those of the other. */
  boolean hasUnitsThatDiffer() {
    return !unitA.equals(unitB);
  }
}
