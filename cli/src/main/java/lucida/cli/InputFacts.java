package lucida.cli;

import java.util.List;
import lucida.core.Shape;
import lucida.pictures.ChannelOrder;
import lucida.pictures.Geometry;

/**
 * What the head of the output says about all pictures of a run.
 *
 * @param chosen the network
 * @param files the pictures and arrays; none for the bundled picture
 */
record InputFacts(ModelOptions.Chosen chosen, List<InputFile> files) {
  /** The network's input; where a picture may come in another size, that it is noted there. */
  String input() {
    Shape input = chosen.model().network().input();
    boolean arrays = files.stream().anyMatch(InputFile::isArray);
    boolean fixed = chosen.size() != PictureSize.USUAL || !arrays && gives(input.extent(2), input.extent(1));
    return fixed ? input.toString() : input + " usually; another size is noted at its picture";
  }

  private boolean gives(int width, int height) {
    return switch (chosen.preprocessing().geometry()) {
      case Geometry.ShortSide(int _, int w, int h, var _) -> w == width && h == height;
      case Geometry.Stretch(int w, int h, var _) -> w == width && h == height;
      case Geometry.Middle(var _, int w, int h) -> w == width && h == height;
      case Geometry.AsIs() -> false;
    };
  }

  /** What is done to pictures, whether that is a guess, and that nothing is done to arrays. */
  String preprocessing() {
    if (chosen.preprocessing().order() == ChannelOrder.OTHER) return chosen.preprocessing().toString();
    boolean arrays = files.stream().anyMatch(InputFile::isArray);
    if (arrays && files.stream().allMatch(InputFile::isArray)) return "none: arrays are taken as they are";
    return chosen.preprocessing()
        + (chosen.assumed() ? " (assumed: " + chosen.source() + " does not say; --preprocess does)" : "")
        + (arrays ? "; arrays are taken as they are" : "");
  }
}
