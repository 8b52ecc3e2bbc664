package lucida.judge.suite;

import java.util.List;
import java.util.stream.Stream;

/**
 * A comparison of methods where the truth is known.
 *
 * @param name what it is called on the command line
 * @param title for people
 * @param cost what it takes
 * @param idea why its numbers say something, a paragraph
 * @param parts a table each
 */
public record Suite(String name, String title, SuiteCost cost, String idea, List<SuitePart> parts) {
  /** The list is kept as it is now, and the paragraph in one line. */
  public Suite {
    idea = idea.strip().replaceAll("\\s+", " ");
    parts = List.copyOf(parts);
  }

  /** How the networks are trained that it needs; none of those that are bundled. */
  public List<Recipe> recipes() {
    return parts.stream()
        .flatMap(part -> Stream.concat(Stream.of(part.network()), part.contrasts().stream().map(OtherNetwork::network)))
        .flatMap(network -> network.recipe().stream()).toList();
  }
}
