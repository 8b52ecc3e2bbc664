package lucida.cli;

import java.util.Optional;
import lucida.core.Shape;

/** What says the height and width of a network's pictures, and so whether it is shown pictures of another size. */
enum PictureSize {
  /** The architecture: that is its usual size, and it takes others where its layers do. */
  USUAL,
  /** The file, for good. */
  STATED,
  /** The option {@code --size}, for a file that leaves it open. */
  ASKED;

  /**
   * Compares a picture's size with the network's.
   *
   * @param seen what the network would see, [C, H, W]
   * @param array whether that is an array, to which nothing is done
   * @param input what the network expects, [C, H, W]
   * @param source where the network comes from
   * @return a note, where the size is not the usual one
   * @throws IllegalArgumentException if the network's size is fixed and differs
   */
  Optional<String> note(Shape seen, boolean array, Shape input, String source) {
    if (seen.equals(input)) return Optional.empty();
    String is = text(seen, "×"), wanted = text(input, "×"), option = text(input, "x");
    if (this == USUAL)
      return Optional.of("the network sees it at " + is + " (height × width), and its usual size is " + wanted);
    throw new IllegalArgumentException("the network would see it at " + is + " (height × width), and "
        + (this == STATED ? source + " is" : "--size " + option + " makes " + source + " a network") + " for " + wanted + " only: "
        + (array
            ? "arrays are taken as they are, so resize it before"
            : "--resize " + option + " stretches it, --crop " + option
                + " cuts that out of the middle")
        + (this == STATED ? "" : "; or --size " + text(seen, "x")));
  }

  private static String text(Shape picture, String times) { return picture.extent(1) + times + picture.extent(2); }
}
