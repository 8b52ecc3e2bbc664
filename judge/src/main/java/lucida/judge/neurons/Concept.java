package lucida.judge.neurons;

import java.util.Locale;

/**
 * Something that people have a word for, and that is at known pixels.
 *
 * @param category what sort of thing it is
 * @param name the word
 */
public record Concept(Category category, String name) {
  /** The sorts of things, those that say most first. */
  public enum Category {
    /** An object of a class. */
    OBJECT,
    /** A part of one. */
    PART,
    /** The background. */
    BACKDROP,
    /** A colour. */
    COLOUR;

    @Override
    public String toString() { return name().toLowerCase(Locale.ROOT); }
  }

  @Override
  public String toString() { return name; }
}
