package lucida.layers.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.layers.Names;
import lucida.layers.architecture.TextNetworks;

/**
 * Words by their numbers. Number 0 is the full stop: a caption begins behind one and ends with one, and questions stand behind as many as there is room for.
 *
 * @param words each at the place of its number
 */
public record Vocabulary(List<String> words) {
  /** The word of number 0. */
  public static final String STOP = ".";

  /** Checks the stop. */
  public Vocabulary {
    words = List.copyOf(words);
    if (words.isEmpty() || !words.getFirst().equals(STOP))
      throw new IllegalArgumentException("Vocabulary: the word of number 0 is '" + STOP + "', not " + Names.listed(words));
  }

  /** How many there are. */
  public int size() { return words.size(); }

  /**
   * The words of a text by their numbers; whether letters are capitals makes no difference, and a question mark is a word.
   *
   * @throws IllegalArgumentException if one is not known, naming those that are near
   */
  public List<Integer> numbers(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String word : text.strip().toLowerCase(Locale.ROOT).replace("?", " ? ").strip().split("\\s+", -1)) {
      int number = words.indexOf(word);
      if (number < 0)
        throw new IllegalArgumentException("'" + word + "' is none of the " + (size() - 1) + " words that are known; "
            + Names.suggestion(word, words.subList(1, size())));
      numbers.add(number);
    }
    return List.copyOf(numbers);
  }

  /**
   * A question as a network reads it, with its end at the end of the text.
   *
   * @throws IllegalArgumentException if there is no word, one is not known or a full stop, or there are too many
   */
  public List<Integer> question(String text) {
    if (text.replace("?", "").isBlank()) throw new IllegalArgumentException("the question '" + text + "' has no words");
    List<Integer> numbers = numbers(text.strip().endsWith("?") ? text : text + " ?");
    if (numbers.contains(0))
      throw new IllegalArgumentException(
          "the question '" + text + "' has a full stop, which ends captions; a question is one sentence");
    if (numbers.size() > TextNetworks.LENGTH)
      throw new IllegalArgumentException("the question has " + numbers.size() + " words; the most are " + TextNetworks.LENGTH
          + ", the question mark among them");
    return Stream.concat(Stream.generate(() -> 0).limit(TextNetworks.LENGTH - numbers.size()), numbers.stream()).toList();
  }

  /** A text of words by their numbers. */
  public String text(List<Integer> numbers) {
    return numbers.stream().map(words::get).collect(Collectors.joining(" "));
  }
}
