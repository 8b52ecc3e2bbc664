package lucida.weights;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lucida.core.PlainText;

/**
 * What one class is called.
 *
 * @param index its place among the scores
 * @param id of WordNet, "n01440764"; empty if the file has none
 * @param name all of it: "tench, Tinca tinca"
 */
public record ClassName(int index, String id, String name) {
  /** What is not seen in a name is made visible. */
  public ClassName {
    id = PlainText.of(id);
    name = PlainText.of(name);
  }

  /** The names between the commas: "tench" and "Tinca tinca". */
  public List<String> synonyms() {
    return Stream.of(name.split(",", -1)).map(String::strip).filter(part -> !part.isEmpty()).toList();
  }

  boolean is(String text) { return name.equals(text) || id.equals(text); }

  boolean isIgnoringCase(String text) { return name.equalsIgnoreCase(text) || id.equalsIgnoreCase(text); }

  boolean hasSynonym(String text) { return synonyms().stream().anyMatch(text::equalsIgnoreCase); }

  /** Whether it is one of the words: "cat" of "tiger cat", but not of "catamaran". */
  boolean hasWord(String text) {
    return Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])").matcher(name).find();
  }

  boolean begins(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    return Stream.concat(Stream.of(name), synonyms().stream()).anyMatch(part -> part.toLowerCase(Locale.ROOT).startsWith(small));
  }

  /** For people: 134 'crane'. */
  @Override
  public String toString() { return index + " '" + name + "'"; }
}
